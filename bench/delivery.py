"""How long one worker takes until every one of many notices is settled, when a tenth of the addresses do not work.

Settled is a notice whose message was taken by a carrier, or that is a person's to see to: none may be nobody's. A
tenth of the e-mail addresses are refused; half of those people have a telephone, and get a text instead. The floor is
the bare hand-over of as many e-mails to the same mail server, one after another in one session.
"""

import shutil
import smtplib
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

import psycopg

from bench.figures import Row

WANTED_SECONDS = 180.0


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some three minutes, or a few seconds where `short`."""
    from guichet.notices.tests.town import Town

    notices = 200 if short else 10_000
    folder = Path(tempfile.mkdtemp(prefix="guichet-bench-"))
    town = Town(folder)
    town.environment["GUICHET_VAR"] = str(folder / "var")
    town.environment["GUICHET_PRINT_QUEUE"] = ""
    try:
        town.open()
        return _measured(town, notices)
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def _measured(town, notices: int) -> list[Row]:
    command = [sys.executable, "-m", "bench.delivery", str(notices)]
    began = time.perf_counter()
    subprocess.run(command, env=town.environment, check=True, timeout=300)
    stands = _wait(town, notices, until=began + 20 * WANTED_SECONDS)
    took = time.perf_counter() - began
    twice = town.handed_over() - stands["handed"]
    floor = _floor(town, notices)
    wanted = f"≤ {WANTED_SECONDS * notices / 10_000:.0f}"
    return [
        Row(f"{notices:,} notices, a tenth failing, until all are settled", took, "s", floor, wanted),
        Row("carried by a second way", stands["resolved"], "notices"),
        Row("a person's to see to", stands["owned"], "notices"),
        Row("nobody's", stands["nobodys"], "notices", wanted="0"),
        Row("messages handed over twice", twice, "", wanted="0"),
    ]


def _wait(town, notices: int, until: float) -> dict[str, int]:
    """Wait until nothing waits and nothing is under way; return how the notices stand."""
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        while True:
            stands = _stands(connection)
            if stands["notices"] == notices and not stands["waiting"]:
                return stands
            if time.perf_counter() > until:
                raise RuntimeError(f"not settled: {stands}")
            time.sleep(0.2)


def _stands(connection: psycopg.Connection) -> dict[str, int]:
    found = connection.execute(
        """
        SELECT (SELECT count(*) FROM notices_notice),
               (SELECT count(*) FROM notices_delivery WHERE status IN ('QUEUED', 'SENDING')),
               (SELECT count(*) FROM notices_delivery WHERE sent_at IS NOT NULL),
               (SELECT count(*) FROM notices_undelivered WHERE state <> 'OWNED'),
               (SELECT count(*) FROM notices_undelivered WHERE state = 'OWNED'),
               (SELECT count(*) FROM notices_delivery failed JOIN notices_carried carried
                   ON carried.delivery_id = failed.id LEFT JOIN notices_undelivered known
                   ON known.notice_id = carried.notice_id
                   WHERE failed.status = 'FAILED' AND known.notice_id IS NULL)
        """
    ).fetchone()
    assert found
    return dict(zip(("notices", "waiting", "handed", "resolved", "owned", "nobodys"), found, strict=True))


def _floor(town, emails: int) -> float:
    """Return the seconds that the bare hand-over of as many e-mails takes."""
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", int(town.environment["GUICHET_SMTP_PORT"])) as session:
        for number in range(emails):
            mail = EmailMessage()
            mail["Subject"], mail["From"] = "Floor", "no-reply@guichet.example"
            mail["To"], mail["Message-ID"] = f"floor{number}@example.org", f"<floor-{number}@guichet.example>"
            mail.set_content("x\n" * 40)
            session.send_message(mail)
    return time.perf_counter() - began


def fill(notices: int) -> None:
    """Record one event for each of so many clients, a tenth of whom have an address that does not work."""
    import django

    django.setup()
    from datetime import UTC, datetime

    from django.db import transaction

    from guichet.clients.events import AccountLinked
    from guichet.clients.models import Client, ContactPoint
    from guichet.journal.actions import Origin, record_many
    from guichet.journal.terms import Channel

    now = datetime.now(UTC)
    with transaction.atomic():
        people = Client.objects.bulk_create(
            Client(uci=str(1_000_000_000 + n), language="fr" if n % 2 else "en", channel="email", known_as_of=now)
            for n in range(notices)
        )
        points = []
        for n, one in enumerate(people):
            name = f"no-such-person@n{n}.example.org" if n % 10 == 0 else f"amina{n}@example.org"
            points.append(ContactPoint(client=one, kind="email", value=name))
            if n % 20 == 0:
                points.append(ContactPoint(client=one, kind="phone", value=f"+1416{n:07}"))
        ContactPoint.objects.bulk_create(points)
        events = [(AccountLinked(client_id=one.pk, means="FACTS"), now) for one in people]
        record_many(events, Origin(actor="case-system", channel=Channel.FEED, at=now))


if __name__ == "__main__":
    fill(int(sys.argv[1]))
