"""E-mails that come back: read as mail servers write them, noted once, and believed of nobody who never got them."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from guichet.clients.events import AccountLinked
from guichet.clients.models import ContactPoint
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.actions import note_bounce, queue_notices
from guichet.notices.actions.bouncing import Bounced
from guichet.notices.bounces import Bounce, NotABounce, bounce_in
from guichet.notices.gateways import Outgoing
from guichet.notices.gateways.smtp import _mail
from guichet.notices.models import Delivery, Undelivered
from guichet.notices.sending import send_due
from guichet.notices.terms import Fault, Medium, Report
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened

REFERENCE = "0f8fad5b-d9cb-469f-a165-70867728950e"
ORIGIN = Origin(actor="mail-server", channel=Channel.EMAIL, at=NOON)


def dsn(
    reference: str = REFERENCE,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    to: str = "",
    returned: str = "headers",
) -> bytes:
    """Return a report as a mail server writes it."""
    original = f"Message-ID: <{reference}@guichet.example>\nSubject: Something new\nTo: amina@example.org\n"
    part = {
        "headers": f"Content-Type: text/rfc822-headers\n\n{original}",
        "message": f"Content-Type: message/rfc822\n\n{original}\nHello\n",
        "nothing": "Content-Type: text/plain\n\nNothing is returned.\n",
    }[returned]
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.org
To: {to or "bounces@guichet.example"}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry to have to inform you.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; amina@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such person

--B
{part}
--B--
""".encode()


@pytest.mark.parametrize(
    ("raw", "report"),
    [
        (dsn(), Report.NO_SUCH_ADDRESS),
        (dsn(status="5.2.1"), Report.NO_SUCH_ADDRESS),
        (dsn(status="5.2.2"), Report.NOT_REACHED),
        (dsn(status="4.4.7"), Report.NOT_REACHED),
        (dsn(status="5.7.1"), Report.REFUSED),
        (dsn(status=""), Report.REFUSED),
        (dsn(action="delayed", status="4.4.1"), Report.UNDER_WAY),
        (dsn(action="delivered", status="2.0.0"), Report.DELIVERED),
        (dsn(returned="message"), Report.NO_SUCH_ADDRESS),
        (dsn("x", returned="nothing", to=f"bounces+{REFERENCE}@guichet.example"), Report.NO_SUCH_ADDRESS),
    ],
)
def test_what_a_report_says(raw: bytes, report: Report) -> None:
    assert bounce_in(raw) == Bounce(REFERENCE, report)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: I am away until Monday\n\nHello",
        dsn("x", returned="nothing"),
        dsn(action="nonsense"),
        b"Content-Type: message/delivery-status\n\nAction: failed\n",
        b"From: x\n" * 10 + b"\n" + b"a" * 11_000_000,
    ],
)
def test_what_is_no_report_of_ours(raw: bytes) -> None:
    with pytest.raises(NotABounce):
        bounce_in(raw)


@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_message_breaks_the_reader(rubbish: bytes, at: int) -> None:
    raw = dsn()
    for one in (rubbish, raw[:at] + rubbish + raw[at:], raw[:at]):
        try:
            bounce_in(one)
        except NotABounce:
            continue


def test_an_email_names_itself_where_it_comes_back_to(settings: Any) -> None:
    settings.RETURN_PATH = "bounces@guichet.example"
    mail = _mail(Outgoing(Medium.EMAIL, "amina@example.org", "en", REFERENCE, "Hello", subject="Hello"))
    assert mail.from_email == f"bounces+{REFERENCE}@guichet.example"
    assert mail.message()["From"] == settings.DEFAULT_FROM_EMAIL


@pytest.fixture
def sent(db: None) -> Delivery:
    queue_notices(happened(AccountLinked(client_id=client().pk, means="FACTS")))
    send_due(Medium.EMAIL, Hand(), Clock())
    return Delivery.objects.get()


def test_a_bounce_is_noted_once_and_the_address_given_up(sent: Delivery) -> None:
    answers = [note_bounce(raw=dsn(sent.reference), origin=ORIGIN) for _ in range(3)]
    assert answers == [Bounced.NOTED] * 3
    sent.refresh_from_db()
    assert (sent.status, sent.failure) == ("FAILED", Fault.ADDRESS_REFUSED)
    assert ContactPoint.objects.get().failing_since == NOON
    assert Undelivered.objects.get().state == "OWNED"
    assert Entry.objects.filter(kind="notice.failed").count() == 1


def test_a_delay_and_a_forged_reference_change_nothing(sent: Delivery) -> None:
    assert note_bounce(raw=dsn(sent.reference, action="delayed"), origin=ORIGIN) is Bounced.NOTED
    assert note_bounce(raw=dsn(), origin=ORIGIN) is Bounced.UNKNOWN
    sent.refresh_from_db()
    assert sent.status == "SENT"


@pytest.mark.parametrize(("forged", "code"), [(False, 0), (True, 65)])
def test_the_command_takes_what_a_mail_server_pipes(
    sent: Delivery, monkeypatch: pytest.MonkeyPatch, forged: bool, code: int
) -> None:
    raw = dsn() if forged else dsn(sent.reference)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    if code:
        with pytest.raises(SystemExit) as ended:
            call_command("bounce")
        assert ended.value.code == code
    else:
        call_command("bounce")
    sent.refresh_from_db()
    assert sent.status == ("SENT" if forged else "FAILED")
