"""How many e-mails a second do four gateways at once keep, of people nobody knows, each delivered twice; are all there?

Three messages in a row from each sender, as they come over the wire, each handed in by two of the four in an order of
its own. Read, kept whole, put to a question with clock, task and entry; then the receipts that are owed. What a
question is about is worked out later, by the engine, and is not in these figures. Beside it the floor: the same bytes
inserted into one bare table, a row and a transaction each, by as many processes.
"""

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from email.message import EmailMessage

from bench.figures import Row
from bench.intake import WORDS
from bench.scratch import scratch_database

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
GATEWAYS, IN_A_ROW, TWICE = 4, 3, 2
WANTED = 80


def run(short: bool) -> list[Row]:
    """Measure, and count what is there afterwards."""
    senders = 6 if short else 800
    letters = [_letter(who, which) for who in range(senders) for which in range(IN_A_ROW)]
    handed = letters * TWICE
    random.Random(7).shuffle(handed)
    shares = [handed[n::GATEWAYS] for n in range(GATEWAYS)]
    with scratch_database("guichet_bench_gateways") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        with ProcessPoolExecutor(GATEWAYS) as hands:
            list(hands.map(_ready, range(GATEWAYS)))
            floor = len(letters) / _took(hands, _bare, [letters[n::GATEWAYS] for n in range(GATEWAYS)])
            kept = _took(hands, _receive, shares)
            told = _took(hands, _tell, [[n] for n in range(GATEWAYS)])
        return [
            Row("e-mails kept, each delivered twice", len(letters) / kept, "a second", floor),
            Row("with the receipts owed", len(letters) / (kept + told), "a second", floor, f"≥ {WANTED} on two cores"),
            *_whole(len(letters), senders),
        ]


def _letter(who: int, which: int) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = f"Somebody {who} <p{who}@mail.example>", "ask@guichet.example"
    made["Subject"], made["Message-ID"] = f"My permit {which}", f"<{who}.{which}@mail.example>"
    made["Date"] = "Tue, 3 Nov 2026 09:15:00 -0500"
    made.set_content(f"{who} {which} {WORDS}")
    return made.as_bytes()


def _took(hands: ProcessPoolExecutor, task: object, shares: list[list[bytes]] | list[list[int]]) -> float:
    began = time.perf_counter()
    list(hands.map(task, shares))  # type: ignore[arg-type]
    return time.perf_counter() - began


def _ready(_hand: int) -> None:
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, raw bytea)")
        cursor.execute("SELECT pg_advisory_unlock(1)")
    time.sleep(0.5)


def _bare(raws: list[bytes]) -> None:
    from django.db import connection

    for raw in raws:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_bare (raw) VALUES (%s)", [raw])


def _receive(raws: list[bytes]) -> None:
    from guichet.enquiries.actions import receive_mail
    from guichet.enquiries.mail import Ours
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel

    origin = Origin(actor="mail-server", channel=Channel.EMAIL, at=NOW)
    for raw in raws:
        receive_mail(raw=raw, ours=Ours(), origin=origin)


def _tell(share: list[int]) -> None:
    """Owe the receipts of one share of the questions, fifty at a time as a worker does."""
    from guichet.journal.debts import settle
    from guichet.journal.models import Entry

    numbers = list(Entry.objects.filter(kind="enquiry.opened").order_by("id").values_list("id", flat=True))
    mine = numbers[share[0] :: GATEWAYS]
    for begin in range(0, len(mine), 50):
        settle("enquiries.tell_who_asked", mine[begin : begin + 50])


def _whole(letters: int, senders: int) -> list[Row]:
    import django

    django.setup()
    from guichet.enquiries.models import Asker, Contact, Message, RawMessage

    return [
        Row("contacts, of messages that were handed in twice", Contact.objects.count(), "", wanted=f"{letters}"),
        Row("of them kept whole", RawMessage.objects.count(), "", wanted=f"{letters}"),
        Row("people who asked", Asker.objects.count(), "", wanted=f"{senders}"),
        Row("receipts owed", Message.objects.count(), "", wanted=f"{letters}"),
    ]
