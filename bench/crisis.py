"""A crisis of many e-mails: how soon is each kept, acknowledged and in line by risk, with the worker killed twice?

Each message is from somebody else. They come in by one process; beside it a worker puts them to the crisis, works out
the risk and owes each sender a receipt, which it hands to the stand-in for a mail server. Twice it is killed without a
word. The floor is what one bare row in a transaction of its own takes. `GUICHET_BENCH_CRISIS` names another number of
messages.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from statistics import quantiles

from bench.figures import Row
from bench.scratch import ROOT, environment, scratch_database

BOX = "fires@guichet.example"
WORDS = "We are four, the road is closed and we do not know where to go. Our file is V300123456. " * 6
# Longer than this nobody waits for the end: what is missing then is said.
PATIENCE = 1_800.0


def run(short: bool) -> list[Row]:
    """Measure, and return the figures."""
    count = int(os.environ.get("GUICHET_BENCH_CRISIS", "40" if short else "10000"))
    with scratch_database("guichet_bench_crisis") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        os.environ |= {"GUICHET_SMTP_PORT": str(_free()), "GUICHET_DEMONSTRATION": "true"}
        import django

        django.setup()
        crisis = _opened()
        floor = _bare(min(count, 1_000))
        began = time.perf_counter()
        with _mail_server(address):
            worker = _worker(address)
            for part in range(3):
                _receive(range(part * count // 3, (part + 1) * count // 3))
                if part < 2:
                    worker.kill()
                    worker.wait()
                    worker = _worker(address)
            kept_after = time.perf_counter() - began
            done_after, told, placed = _until_done(began, count)
            worker.send_signal(signal.SIGINT)
            worker.wait(60)
        rate = count / kept_after
        return [
            Row("e-mails kept, while the worker works", rate, "a second", floor, "80 on two cores"),
            Row("all kept, told and in line after", done_after / 60, "minutes", wanted="≤ 30 for 100,000"),
            Row("as fast as", count / done_after, "a second", floor, "≥ 56: 100,000 in 30 minutes"),
            Row("senders told that we have it", told, f"of {count}", wanted=str(count)),
            Row("questions in line by risk", placed, f"of {count}", wanted=str(count)),
            Row("a page of the list, p95", _page(crisis), "ms"),
        ]


def _opened() -> int:
    from guichet.crises.models import Crisis
    from guichet.identity.models import Staff, User

    staff = Staff.objects.create(user=User.objects.create_user("lead@example.org"), name="Lead", roles=["MANAGER"])
    crisis = Crisis.objects.create(
        address="fires", name_en="Fires", name_fr="Feux", words_en="Write.", words_fr="Écrivez.", countries=["LBN"],
        box=BOX, notice=1, last_day=(datetime.now(UTC) + timedelta(days=30)).date(), opened_at=datetime.now(UTC),
        opened_by=staff,
    )  # fmt: skip
    return crisis.pk


def _bare(count: int) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (id bigserial PRIMARY KEY, words text)")
        began = time.perf_counter()
        for number in range(count):
            cursor.execute("INSERT INTO bench_bare (words) VALUES (%s)", [f"{number} {WORDS}"])
    return count / (time.perf_counter() - began)


def _receive(span: range) -> None:
    from guichet.enquiries.actions import receive_mail
    from guichet.enquiries.mailbox import ours
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel

    own = ours()
    for number in span:
        raw = (
            f"From: P{number} <p{number}@example.org>\r\nTo: {BOX}\r\nSubject: Help {number}\r\n"
            f"Message-ID: <{number}@example.org>\r\n\r\n{number} {WORDS}\r\n"
        ).encode()
        receive_mail(raw=raw, ours=own, origin=Origin(actor="mail", channel=Channel.EMAIL, at=datetime.now(UTC)))


def _until_done(began: float, count: int) -> tuple[float, int, int]:
    from guichet.crises.models import Case
    from guichet.enquiries.models import Message

    while True:
        told = Message.objects.filter(sent_at__isnull=False).values("contact").distinct().count()
        placed = Case.objects.count()
        took = time.perf_counter() - began
        if (told >= count and placed >= count) or took > PATIENCE:
            return took, told, placed
        time.sleep(0.5)


def _page(crisis: int) -> float:
    from guichet.crises.queries import waiting_families
    from guichet.identity.rules import Viewer
    from guichet.identity.terms import Role

    viewer = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
    taken = []
    for _time in range(40):
        began = time.perf_counter()
        waiting_families(crisis, viewer=viewer, now=datetime.now(UTC))
        taken.append((time.perf_counter() - began) * 1000)
    return quantiles(taken, n=20)[-1]


def _worker(address: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "guichet", "work", "--concurrency", "4", "--stalled-after", "5"]
    return subprocess.Popen(command, env=environment(address), cwd=ROOT, stderr=subprocess.DEVNULL)


@contextmanager
def _mail_server(address: str) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="guichet-bench-") as folder:
        command = [
            sys.executable, "-m", "guichet", "stand-ins", "--smtp-port", os.environ["GUICHET_SMTP_PORT"],
            "--notify-port", "0", "--folder", folder,
        ]  # fmt: skip
        own = environment(address) | {"GUICHET_NOTIFY_KEY": "bench-bench-bench-bench-bench-bench-bench-bench"}
        server = subprocess.Popen(command, env=own, cwd=ROOT, stdout=subprocess.PIPE)
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
