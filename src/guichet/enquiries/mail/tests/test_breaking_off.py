"""A gateway that is killed, a database that goes away, a mail server that repeats: every message once, none lost."""

import io
import os
import random
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from guichet.config import cli
from guichet.enquiries.actions import receiving
from guichet.enquiries.mail.tests.letters import PDF, letter
from guichet.enquiries.mail.tests.test_receiving import received
from guichet.enquiries.models import Asker, Attachment, Contact, Enquiry, Link, RawMessage
from guichet.journal.models import Entry
from guichet.worklists.models import Task

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LETTER = letter("Where is my file?", files=(("scan.pdf", PDF),))
# Each step of receiving a message, in its order, and where it stands.
STEPS = [
    (receiving, "person_of"),
    (receiving, "store_contact"),
    (receiving, "record"),
    (receiving, "candidates_for"),
    (receiving, "open_enquiry"),
    (receiving, "_receipt"),
]


def whole() -> tuple[int, ...]:
    """Return how much there is of everything that one message makes."""
    tables = (Contact, RawMessage, Attachment, Asker, Enquiry, Link, Task, Entry)
    return tuple(table.objects.count() for table in tables)


def killed_at(module: Any, name: str, *, after: bool) -> int:
    """Receive the letter in a process that is killed at a step, and return how that ended."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        real = getattr(module, name)

        def dies(*words: Any, **more: Any) -> Any:
            if after:
                real(*words, **more)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(module, name, dies)
        try:
            received(LETTER)
        finally:
            os._exit(3)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_killed_at_any_step_and_handed_in_again_it_is_there_once() -> None:
    received(LETTER)
    one = whole()
    ends = []
    for module, name in STEPS:
        for after in (False, True):
            _empty()
            ends.append(killed_at(module, name, after=after))
            # Kept whole or not at all.
            assert whole() in {one, (0,) * len(one)}, (name, after)
            assert not received(LETTER).receipt.already_known or name == "_receipt"
            assert received(LETTER).receipt.already_known
            assert whole() == one, (name, after)
    assert set(ends) == {-signal.SIGKILL}


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE enquiries_contact, enquiries_asker, enquiries_enquiry, worklists_task, journal_entry CASCADE"
        )


def ended(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> int:
    """Return the exit code of `guichet mail receive` for a message on standard input."""
    monkeypatch.setattr(sys, "argv", ["guichet", "mail", "receive"])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_database_that_goes_away_in_the_middle_has_the_mail_server_come_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = receiving.store_contact

    def cut(*words: Any, **more: Any) -> Any:
        contact = real(*words, **more)
        with connection.cursor() as cursor, pytest.raises(Exception, match="terminat"):
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return contact

    monkeypatch.setattr(receiving, "store_contact", cut)
    assert ended(monkeypatch, LETTER) == 75
    assert "amina" not in capsys.readouterr().err
    connection.close()
    monkeypatch.setattr(receiving, "store_contact", real)
    assert Contact.objects.count() == 0
    assert [ended(monkeypatch, LETTER) for _ in range(2)] == [0, 0]
    assert Contact.objects.count() == Enquiry.objects.count() == 1


def test_four_gateways_at_once_keep_three_in_a_row_of_each_of_many_senders() -> None:
    senders, in_a_row = 6, 3
    letters = [
        letter(f"Question {n} of sender {one}")
        .replace(b"<one@", b"<%d.%d@" % (one, n))
        .replace(b"amina@mail.example", b"sender%d@mail.example" % one)
        for one in range(senders)
        for n in range(in_a_row)
    ]

    def deliver(raws: list[bytes]) -> None:
        try:
            for raw in raws:
                received(raw)
        finally:
            connection.close()

    # Each is handed in by two of the four, in whatever order.
    twice = letters * 2
    random.Random(5).shuffle(twice)
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(deliver, [twice[n::4] for n in range(4)]))
    assert (Contact.objects.count(), Asker.objects.count()) == (senders * in_a_row, senders)
    assert Enquiry.objects.count() == Link.objects.count() == senders * in_a_row
