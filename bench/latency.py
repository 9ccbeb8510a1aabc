"""How soon a change reaches the hands of the mail server and the text provider, and what the processes weigh.

One visible event at a time is posted to `POST /api/v1/feed` while a worker runs; the clock stops when the stand-in has
the message on its disk. The floor is the same message handed to the same stand-in by itself. Then a thousand events at
once: how long until the last is handed over, and how many went out twice.
"""

import json
import os
import random
import re
import shutil
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from bench.figures import Row

WANTED_P95_SECONDS = 5.0
WANTED_MEGABYTES = 250.0


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise three minutes."""
    from guichet.notices.tests.town import Town

    folder = Path(tempfile.mkdtemp(prefix="guichet-bench-"))
    town = Town(folder)
    town.environment["GUICHET_VAR"] = str(folder / "var")
    try:
        town.open()
        town.guichet("collectstatic", "--noinput", "-v0")
        port = _free_port()
        server = town.start("serve", f"--port={port}", "--workers=1")
        _until(lambda: _answers(f"http://127.0.0.1:{port}/en/"))
        rows = _one_by_one(town, port, events=20 if short else 400, gap=0.1 if short else 0.3)
        rows += _at_once(town, 200 if short else 1000)
        return [*rows, *_weights(town, server, port)]
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def _one_by_one(town, port: int, events: int, gap: float) -> list[Row]:
    command = [sys.executable, "-m", "bench.latency", "record", str(events), str(gap), str(port)]
    environment = town.environment | {"PYTHONPATH": os.pathsep.join([*sys.path, str(Path.cwd())])}
    taken_in = json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    _until(lambda: town.handed_over() >= events)
    arrived = _arrivals(town)
    rows = []
    for medium, floor in (("email", _floor_email(town)), ("text", _floor_text(town))):
        waits = sorted(arrived[one["address"]] - one["at"] for one in taken_in if one["medium"] == medium)
        name = {"email": "e-mail server", "text": "text provider"}[medium]
        rows += [
            Row(f"POST /feed to {name}, p50", statistics.median(waits), "s", floor),
            Row(f"POST /feed to {name}, p95", waits[int(len(waits) * 0.95)], "s", floor, f"≤ {WANTED_P95_SECONDS:.0f}"),
        ]
    return rows


def _at_once(town, events: int) -> list[Row]:
    before, count = town.emails() + town.texts(), town.handed_over()
    began = time.time()
    town.tell(emails=events // 2, texts=events - events // 2)
    _until(lambda: town.handed_over() >= count + events)
    took = time.time() - began
    new = (town.emails() + town.texts()) - before
    return [
        Row(f"{events} events at once, until the last is handed over", took, "s"),
        Row(f"{events} events at once, handed over twice", new.total() - len(new), "", wanted="0"),
    ]


def _weights(town, server, port: int) -> list[Row]:
    address = f"http://127.0.0.1:{port}/en/"
    for _ in range(200):
        _answers(address)
    web = max(_resident(pid) for pid in (server.pid, *_children(server.pid)))
    wanted = f"≤ {WANTED_MEGABYTES:.0f}"
    return [
        Row("web process, resident", web, "MB", wanted=wanted),
        Row("worker, resident", _resident(town.worker.pid), "MB", wanted=wanted),
    ]


def _arrivals(town) -> dict[str, float]:
    from guichet.notices.stand_ins.kept import read

    emails, texts = (read(town.received / name) for name in ("emails.ndjson", "texts.ndjson"))
    found = {thing["to"][0]: datetime.fromisoformat(thing["at"]).timestamp() for thing in emails}
    return found | {thing["phone_number"]: datetime.fromisoformat(thing["created_at"]).timestamp() for thing in texts}


def _floor_email(town) -> float:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Floor", "no-reply@guichet.example", "floor@example.org"
    mail.set_content("x\n" * 400)
    waits = []
    with smtplib.SMTP("127.0.0.1", int(town.environment["GUICHET_SMTP_PORT"])) as session:
        for _ in range(50):
            began = time.perf_counter()
            session.send_message(mail)
            waits.append(time.perf_counter() - began)
    return statistics.median(waits)


def _floor_text(town) -> float:
    from notifications_python_client.notifications import NotificationsAPIClient

    from guichet.config.settings import development

    client = NotificationsAPIClient(development.NOTIFY_KEY, base_url=town.environment["GUICHET_NOTIFY_URL"])
    waits = []
    for _ in range(50):
        began = time.perf_counter()
        client.send_sms_notification("+14165550000", "t", {"message": "x"}, reference=str(random.random()))
        waits.append(time.perf_counter() - began)
    client.request_session.close()
    return statistics.median(waits)


def record(events: int, gap: float, port: int) -> None:
    """Post one event after another, with some peace between them, and print when each was handed in, as JSON."""
    import django

    django.setup()
    from guichet.applications.feed.actions import ingest_lines
    from guichet.clients.models import Client
    from guichet.identity.actions import issue_token
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel

    origin = Origin(actor="bench", channel=Channel.FEED, at=datetime.now(UTC))
    token = issue_token(name="bench", scopes=["feed"], origin=origin)

    def line(told: dict) -> bytes:
        return json.dumps({"specversion": "1.0", "source": "bench", **told}).encode() + b"\n"

    def post(told: dict) -> None:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/feed", data=line(told), method="POST")
        asked.add_header("Authorization", f"Bearer {token}")
        asked.add_header("Content-Type", "application/x-ndjson")
        asked.add_header("Idempotency-Key", told["id"])
        with urllib.request.urlopen(asked, timeout=120) as answer:
            assert json.load(answer)["accepted"] == 1

    def event(number: int, kind: str, **data: object) -> dict:
        now = datetime.now(UTC).isoformat()
        subject = {} if kind == "client.registered" else {"subject": f"V{number:09}"}
        return {"id": f"{kind}-{number}", "type": kind, "time": now, **subject, "data": data}

    handed_in = []
    numbers = range(events)
    people = (event(n, "client.registered", uci=f"{2_000_000_000 + n}", names=[{"text": "Amina"}], language="fr",
                    email=f"bench{n}@example.org", phone=f"+1416{n:07}") for n in numbers)  # fmt: skip
    ingest_lines(lines=map(line, people), source="bench", origin=origin)
    Client.objects.filter(
        id__in=[pk for n, pk in enumerate(Client.objects.values_list("id", flat=True)) if n % 2]
    ).update(channel="text")
    channels = dict(Client.objects.values_list("uci", "channel"))
    for n in numbers:
        medium = channels[f"{2_000_000_000 + n}"]
        address = f"+1416{n:07}" if medium == "text" else f"bench{n}@example.org"
        handed_in.append({"address": address, "medium": medium, "at": time.time()})
        post(event(n, "application.received", uci=f"{2_000_000_000 + n}", program="TRV", office="CPC-OTTAWA"))
        time.sleep(gap)
    sys.stdout.write(json.dumps(handed_in))


def _until(is_so) -> None:
    # What comes is measured; only what never comes is given up, on a machine however busy.
    end = time.monotonic() + 300
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("it took too long")
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _resident(pid: int) -> float:
    """Return the memory of a process in megabytes (Linux)."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def _children(pid: int) -> list[int]:
    found = (path.name for path in Path("/proc").iterdir() if path.name.isdigit())
    return [int(name) for name in found if _parent(name) == pid]


def _parent(name: str) -> int | None:
    try:
        return int(re.search(r"PPid:\s+(\d+)", Path(f"/proc/{name}/status").read_text())[1])
    except OSError:
        return None


if __name__ == "__main__" and sys.argv[1:2] == ["record"]:
    record(int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
