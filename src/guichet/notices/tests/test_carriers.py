"""What carriers make of every answer: the same claims for the real clients against the stand-ins on loopback."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.mail import get_connection

from guichet.notices.gateways import Busy, Carrier, Outgoing, Refused
from guichet.notices.gateways.notify import NotifyCarrier
from guichet.notices.gateways.smtp import SmtpCarrier, _address_refused
from guichet.notices.stand_ins.behaviour import Behaviour, Mode
from guichet.notices.stand_ins.kept import Kept, read
from guichet.notices.stand_ins.mail import MailServer, parsed
from guichet.notices.stand_ins.texts import TextProvider
from guichet.notices.stand_ins.web import WebServer
from guichet.notices.terms import Fault, Medium, Report

pytestmark = pytest.mark.enable_socket

KEY = "tests-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
EMAIL = Outgoing(
    Medium.EMAIL, "amina@example.org", "fr", "ref-1", text="Bonjour,\nà bientôt.", subject="Été", html="<p>Bonjour</p>"
)
TEXT = Outgoing(Medium.TEXT, "+14165550123", "en", "ref-1", text="You have a new message.")


class Place:
    """The stand-ins, and a real carrier for each, with little patience."""

    def __init__(self, folder: Path) -> None:
        self.behaviour = Behaviour(seconds=1)
        self.emails, self.texts = Kept(folder / "emails.ndjson"), Kept(folder / "texts.ndjson")
        self.provider = TextProvider(self.texts, self.behaviour, KEY, delivers_after=0)
        self.smtp = MailServer(self.emails, self.behaviour, port=0)
        self.web = WebServer(self.provider, self.emails, port=0)
        self.smtp_port, self.web_port = self.smtp.start(), self.web.start()

    def carrier(self, medium: Medium) -> Carrier:
        if medium is Medium.EMAIL:
            return SmtpCarrier(get_connection(SMTP, host="127.0.0.1", port=self.smtp_port, timeout=0.5, use_tls=False))
        return NotifyCarrier(url=f"http://127.0.0.1:{self.web_port}", key=KEY, template="t", timeout=0.5)

    def kept(self, medium: Medium) -> Kept:
        return self.emails if medium is Medium.EMAIL else self.texts

    def close(self) -> None:
        self.web.stop()
        self.smtp.stop()
        self.emails.close()
        self.texts.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()


@pytest.fixture(params=[Medium.EMAIL, Medium.TEXT])
def medium(request: pytest.FixtureRequest) -> Medium:
    return request.param


@pytest.fixture
def carrier(place: Place, medium: Medium) -> Iterator[Carrier]:
    carrier = place.carrier(medium)
    yield carrier
    carrier.close()


@pytest.fixture
def message(medium: Medium) -> Outgoing:
    return EMAIL if medium is Medium.EMAIL else TEXT


def test_a_message_handed_over_is_kept_on_disk_under_our_reference(place, medium, carrier, message, tmp_path) -> None:
    handed = carrier.send(message)
    assert handed.provider_reference
    name = "emails.ndjson" if medium is Medium.EMAIL else "texts.ndjson"
    [thing] = read(tmp_path / name)
    assert message.reference in json.dumps(thing)


def test_one_connection_takes_many_messages(place, medium, carrier, message) -> None:
    for number in range(3):
        carrier.send(replace(message, reference=f"ref-{number}"))
    assert len(place.kept(medium).things) == 3


@pytest.mark.parametrize(
    ("mode", "fault"),
    [
        (Mode.DOWN, {Fault.OUT_OF_ORDER}),
        (Mode.NONSENSE, {Fault.NONSENSE}),
        (Mode.SLOW, {Fault.TOO_SLOW, Fault.OUT_OF_ORDER}),
        (Mode.HANG_UP, {Fault.UNREACHABLE, Fault.OUT_OF_ORDER}),
    ],
)
def test_a_provider_that_misbehaves_is_busy_and_works_again_when_mended(
    place, medium, carrier, message, mode, fault
) -> None:
    place.behaviour.modes[medium] = mode
    with pytest.raises(Busy) as raised:
        carrier.send(message)
    assert raised.value.fault in fault
    place.behaviour.modes[medium] = Mode.WELL
    carrier.send(replace(message, reference="ref-2"))
    assert "ref-2" in json.dumps(place.kept(medium).things[-1])


def test_a_refused_address_is_refused_for_good_and_the_next_is_taken(place, medium, carrier, message) -> None:
    place.behaviour.modes[medium] = Mode.REJECT
    with pytest.raises(Refused) as raised:
        carrier.send(message)
    assert (raised.value.fault, raised.value.permanent) == (Fault.ADDRESS_REFUSED, True)
    place.behaviour.modes[medium] = Mode.WELL
    carrier.send(message)
    assert len(place.kept(medium).things) == 1


def test_nobody_at_home_is_busy(medium, message) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    carrier: Carrier = NotifyCarrier(url=f"http://127.0.0.1:{port}", key=KEY, template="t", timeout=0.5)
    if medium is Medium.EMAIL:
        carrier = SmtpCarrier(get_connection(SMTP, host="127.0.0.1", port=port, timeout=0.5))
    with pytest.raises(Busy) as raised:
        carrier.send(message)
    assert raised.value.fault is Fault.UNREACHABLE
    carrier.close()


def test_an_email_says_what_machines_and_screen_readers_need(place) -> None:
    carrier = place.carrier(Medium.EMAIL)
    carrier.send(EMAIL)
    carrier.close()
    mail = parsed(place.emails.things[0])
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert (mail["Subject"], mail["To"]) == ("Été", "amina@example.org")
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "fr")
    assert mail["Message-ID"] == "<ref-1@guichet.example>"
    assert mail["Date"].datetime.tzinfo is not None
    assert "Reply-To" not in mail
    assert mail.get_body(("plain",)).get_content().split() == ["Bonjour,", "à", "bientôt."]


def test_a_temporary_refusal_of_an_address_is_not_for_good(place) -> None:
    place.behaviour.modes[Medium.EMAIL] = Mode.BUSY
    carrier = place.carrier(Medium.EMAIL)
    with pytest.raises(Refused) as raised:
        carrier.send(EMAIL)
    assert (raised.value.fault, raised.value.permanent) == (Fault.ADDRESS_BUSY, False)
    carrier.close()


@pytest.mark.parametrize("address", ["two@at@signs", "line\nbreak@example.org", ""])
def test_an_address_that_is_none_never_breaks_the_run(place, address) -> None:
    carrier = place.carrier(Medium.EMAIL)
    with pytest.raises((Refused, Busy)):
        carrier.send(replace(EMAIL, address=address))
    carrier.send(EMAIL)
    carrier.close()


@pytest.mark.parametrize(
    ("code", "answer", "kind", "fault"),
    [
        (550, b"5.1.1 unknown user", Refused, Fault.ADDRESS_REFUSED),
        (550, b"no such user", Refused, Fault.ADDRESS_REFUSED),
        (550, b"5.2.1 mailbox closed", Refused, Fault.ADDRESS_REFUSED),
        (552, b"5.2.2 mailbox full", Refused, Fault.MESSAGE_REFUSED),
        (550, b"5.7.1 blocked by policy", Refused, Fault.MESSAGE_REFUSED),
        (450, b"4.2.0 greylisted", Refused, Fault.ADDRESS_BUSY),
        (421, b"closing", Busy, Fault.OUT_OF_ORDER),
        (-1, b"hello", Busy, Fault.NONSENSE),
    ],
)
def test_what_a_server_says_of_an_address(code, answer, kind, fault) -> None:
    found = _address_refused(code, answer)
    assert (type(found), found.fault) == (kind, fault)


def test_the_text_provider_is_asked_by_our_reference(place) -> None:
    carrier = place.carrier(Medium.TEXT)
    assert carrier.find("ref-1") is None
    handed = carrier.send(TEXT)
    assert carrier.find("ref-1") == replace(handed, report=Report.DELIVERED)
    assert carrier.report_on(handed.provider_reference) is Report.DELIVERED
    with pytest.raises(Refused):
        carrier.report_on("00000000-0000-0000-0000-000000000000")
    carrier.close()


def test_a_wrong_key_is_ours_to_mend_and_no_fault_of_the_message(place) -> None:
    carrier = NotifyCarrier(url=f"http://127.0.0.1:{place.web_port}", key=KEY[:-1] + "3", template="t")
    with pytest.raises(Busy) as raised:
        carrier.send(TEXT)
    assert raised.value.fault is Fault.REFUSES_US
    carrier.close()


def test_no_key_sends_nothing() -> None:
    with pytest.raises(Busy) as raised:
        NotifyCarrier(url="http://127.0.0.1:1", key="", template="t").send(TEXT)
    assert raised.value.fault is Fault.REFUSES_US


@pytest.fixture
def parrot() -> Iterator[tuple[str, dict]]:
    """A server that answers whatever it was told to."""
    told: dict = {"status": 200, "body": b"{}", "headers": {}}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def do_GET(self) -> None:
            self.send_response(told["status"])
            for name, value in told["headers"].items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told["body"])

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", told
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (201, b"<html>", Fault.NONSENSE),
        (201, b"", Fault.NONSENSE),
        (201, b"[]", Fault.NONSENSE),
        (201, b'{"id": 7}', Fault.NONSENSE),
        (201, b'{"id": ""}', Fault.NONSENSE),
        (201, b'{"id": null}', Fault.NONSENSE),
        (201, b"[" * 100_000, Fault.NONSENSE),
        (204, b"", Fault.NONSENSE),
        (400, b'{"errors": "no list"}', Fault.REFUSES_US),
        (400, b'{"errors": [7]}', Fault.REFUSES_US),
        (401, b"{}", Fault.REFUSES_US),
        (403, b"<html>", Fault.REFUSES_US),
        (404, b"{}", Fault.REFUSES_US),
        (429, b"{}", Fault.TOO_MANY),
        (500, b"boom", Fault.OUT_OF_ORDER),
        (502, b"<html>", Fault.OUT_OF_ORDER),
        (503, b"", Fault.OUT_OF_ORDER),
    ],
)
def test_whatever_a_provider_answers_is_made_sense_of(parrot, status, body, fault) -> None:
    url, told = parrot
    told.update(status=status, body=body)
    carrier = NotifyCarrier(url=url, key=KEY, template="t", timeout=2)
    with pytest.raises(Busy) as raised:
        carrier.send(TEXT)
    assert raised.value.fault is fault
    carrier.close()


@pytest.mark.parametrize(
    "body", [b'{"notifications": "x"}', b'{"notifications": [{"reference": "ref-1", "id": "1", "status": 7}]}', b"[]"]
)
def test_an_unclear_answer_about_a_message_is_no_answer(parrot, body) -> None:
    url, told = parrot
    told["body"] = body
    carrier = NotifyCarrier(url=url, key=KEY, template="t", timeout=2)
    with pytest.raises(Busy):
        carrier.find("ref-1")
    carrier.close()


def test_a_provider_that_lists_everything_is_not_believed(parrot) -> None:
    url, told = parrot
    told["body"] = b'{"notifications": [{"reference": "another", "id": "1", "status": "delivered"}, 7]}'
    carrier = NotifyCarrier(url=url, key=KEY, template="t", timeout=2)
    assert carrier.find("ref-1") is None
    carrier.close()


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("86400", timedelta(hours=1)),
        (format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True), timedelta(0)),
        ("soon", None),
        ("-5", None),
    ],
)
def test_how_long_a_provider_asks_us_to_wait(parrot, said, wait) -> None:
    url, told = parrot
    told.update(status=429, headers={"Retry-After": said})
    carrier = NotifyCarrier(url=url, key=KEY, template="t", timeout=2)
    with pytest.raises(Busy) as raised:
        carrier.send(TEXT)
    assert raised.value.retry_after == wait
    carrier.close()
