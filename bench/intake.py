"""How many messages a second are received: kept once and whole, put to a question, with number, clock, task, receipt.

Beside it the floor: the same bytes inserted into one bare table, a row and a transaction each, by as many processes. Of
the messages two thirds are first ones, a sixth goes on with a question, a sixth was delivered before.
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from statistics import quantiles

from bench.figures import Row
from bench.scratch import scratch_database

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
WANTED = 80
WORDS = "How long does it take until my study permit is decided? I applied in May and have heard nothing since. " * 12


def run(short: bool) -> list[Row]:
    """Measure with one process and with two; `short` receives a few only."""
    with scratch_database("guichet_bench_intake") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        rows, begin = [], 0
        for hands in (1, 2):
            count = 24 if short else 1_200
            spans = [range(begin + hand * count, begin + (hand + 1) * count) for hand in range(hands)]
            begin += hands * count
            with ProcessPoolExecutor(hands) as workers:
                list(workers.map(_ready, range(hands)))
                floor = _rate(workers, _bare, spans)
                began = time.perf_counter()
                taken = [one for each in workers.map(_receive, spans) for one in each]
                rate = len(taken) / (time.perf_counter() - began)
            label = "1 process" if hands == 1 else f"{hands} processes"
            rows.append(Row(f"received, {label}", rate, "a second", floor, f"{WANTED} on two cores"))
            rows.append(Row(f"received, {label}, p95", quantiles(taken, n=20)[-1], "ms", wanted="100 at 4 clients"))
        return [*rows, *_whole(begin)]


def _whole(handed: int) -> list[Row]:
    import django

    django.setup()
    from guichet.enquiries.models import Contact, Enquiry, RawMessage

    kept, whole, asked = Contact.objects.count(), RawMessage.objects.count(), Enquiry.objects.count()
    return [
        Row("contacts kept, of those handed in once", kept, "contacts", wanted=f"{handed - handed // 6}"),
        Row("of them kept whole", whole, "messages", wanted=f"{kept}"),
        Row("questions opened", asked, "questions"),
    ]


def _rate(workers: ProcessPoolExecutor, task: object, spans: list[range]) -> float:
    began = time.perf_counter()
    count = sum(workers.map(task, spans))  # type: ignore[arg-type]
    return count / (time.perf_counter() - began)


def _ready(_hand: int) -> None:
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, words text)")
        cursor.execute("SELECT pg_advisory_unlock(1)")
    time.sleep(0.5)


def _bare(span: range) -> int:
    from django.db import connection

    for number in span:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_bare (words) VALUES (%s)", [f"{number} {WORDS}"])
    return len(span)


def _receive(span: range) -> list[float]:
    from guichet.enquiries.actions import receive
    from guichet.enquiries.rules import Incoming, Sender
    from guichet.enquiries.terms import Channel, ProofLevel
    from guichet.foundation.languages import Language
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel as Way

    taken = []
    for number in span:
        # The fifth of six goes on with the one before it, the sixth is the fifth once more.
        own, follows = number - number % 6 + min(number % 6, 4), number % 6 >= 4
        who = own - 1 if follows else own
        incoming = Incoming(
            channel=Channel.EMAIL,
            external_id=f"message-{own}",
            received_at=NOW,
            sender=Sender(email=f"p{who}@example.org", name="Somebody", proof=ProofLevel.ADDRESS),
            subject=f"My permit {own}",
            text=f"{own} {WORDS}",
            language=Language.EN,
            thread=(f"message-{who}",) if follows else (),
            raw=f"From: p{who}@example.org\r\n\r\n{own} {WORDS}".encode(),
        )
        began = time.perf_counter()
        receive(incoming, origin=Origin(actor="mail", channel=Way.EMAIL, at=NOW))
        taken.append((time.perf_counter() - began) * 1000)
    return taken
