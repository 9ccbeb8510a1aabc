"""E-mail into enquiries: each message once, none lost, whatever is sent and however often."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from guichet.enquiries.actions import receive_mail
from guichet.enquiries.mail import Ours
from guichet.enquiries.mail.tests.letters import HEAD, PDF, broken, letter
from guichet.enquiries.models import Asker, Attachment, Contact, Enquiry, RawMessage
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
HANDS = 4


def received(raw: bytes) -> Any:
    return receive_mail(raw=raw, ours=Ours(), origin=Origin(actor="mail", channel=Channel.EMAIL, at=NOW))


def by_command(path: Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("mail", "receive", "--json", "--from", str(path), stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_every_broken_message_is_kept_whole_and_again_changes_nothing(tmp_path: Path) -> None:
    raws = [case.raw for case in broken() if len(case.raw) < 100_000]
    for number, raw in enumerate(raws):
        (tmp_path / f"{number:03}").write_bytes(raw)
    first, again = by_command(tmp_path), by_command(tmp_path)
    assert (first["read"], first["set_aside"]) == (len(raws), 0)
    assert (again["already_known"], again["set_aside"]) == (len(raws), 0)
    assert Contact.objects.count() == RawMessage.objects.count() == first["accepted"]
    # Two with one number say the same, or are two: the words decide, not the way by which they came.
    read = [received(raw).message for raw in raws]
    assert first["accepted"] == len({(one.id, one.digest) for one in read})


@pytest.mark.django_db
def test_a_message_delivered_by_two_ways_is_one_and_other_words_under_its_number_are_not_lost() -> None:
    first = received(letter("Where is my file?", files=(("scan.pdf", PDF),)))
    again = received(b"Received: by another way\n" + letter("Where is my file?", files=(("scan.pdf", PDF),)))
    assert (again.receipt.already_known, again.receipt.contact_id) == (True, first.receipt.contact_id)
    other = received(letter("I have moved."))
    assert not other.receipt.already_known
    assert received(letter("I have moved.")).receipt.contact_id == other.receipt.contact_id
    assert (Contact.objects.count(), Attachment.objects.get().size) == (2, len(PDF))


@pytest.mark.django_db
def test_an_answer_of_a_machine_is_kept_and_opens_no_question() -> None:
    done = received(b"Auto-Submitted: auto-replied\r\n" + HEAD + b"\r\nI am away.")
    assert (done.receipt.enquiry_reference, Enquiry.objects.count(), RawMessage.objects.count()) == ("", 0, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_deliveries_at_once_of_each_of_three_messages_make_three_and_one_sender() -> None:
    letters = [letter(f"Question {n}").replace(b"<one@", b"<%d@" % n) for n in range(3)]

    def deliver(raw: bytes) -> None:
        try:
            received(raw)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(deliver, [raw for raw in letters for _ in range(HANDS)]))
    assert (Contact.objects.count(), RawMessage.objects.count(), Asker.objects.count()) == (3, 3, 1)


def test_what_cannot_be_kept_is_said_so_to_the_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    # No database is allowed in this test: keeping it fails, for a reason that nobody foresaw.
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(letter("Where is my file?"))))
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("mail", "receive", stdout=out, stderr=err)
    assert (ended.value.code, out.getvalue()) == (75, "")
    assert "amina" not in err.getvalue()
    assert "file" not in err.getvalue()
