"""What a client's pages cost: the status page of a file and the list of files, signed in, at two sizes of the country.

Served as a department would (`guichet serve`, two processes of four threads), asked over connections that stay open,
from another process on the same machine, for the files of many accounts in turn.

The floor is a page of one line made by Django's templates on the same server, behind the same middleware, for the same
signed-in people: it reads session, account and links as every page of ours does. The second floor is that line from
Django alone: no middleware, no session, no database. The wanted share is of the first; the second hides nothing.
The country is a small one taken in as any other, and copies of it: see `grown`.
"""

import gzip
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from math import ceil
from pathlib import Path

import psycopg

from bench.figures import Row
from bench.grown import Country
from bench.scratch import ROOT, environment, scratch_database

SMALL, LARGE = 10_000, 1_000_000
SMALL_SHORT, LARGE_SHORT = 1_000, 4_000
ACCOUNTS, ACCOUNTS_SHORT = 150, 20
CONNECTIONS = 8
ROUNDS = 3
WANTED_MS, WANTED_QUERIES, WANTED_SHARE = 50, 15, 0.33
Asked = list[tuple[str, str]]
"""Path and cookie of each request."""


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes half a minute where `short`, some fifteen minutes otherwise."""
    sizes = (SMALL_SHORT, LARGE_SHORT) if short else (SMALL, LARGE)
    sizes = (sizes[0], int(os.environ.get("GUICHET_BENCH_PAGES", sizes[1])))
    rows: list[Row] = []
    medians: list[dict[str, float]] = []
    with scratch_database("guichet_bench_pages") as address:
        country = Country(address, datetime.now(UTC).date().isoformat(), short=short)
        os.environ |= _surroundings(address)
        import django

        django.setup()
        for size in sizes:
            begun = time.perf_counter()
            files = country.grow(size)
            print(f"{files:,} files after {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
            found, median = _measured(address, f"{files:,} files", short=short)
            rows += found
            medians.append(median)
    return rows + [
        Row(f"growth of {page}, p50 of the large country to the small", medians[1][page] / medians[0][page], "×")
        for page in medians[0]
    ]


def _measured(address: str, where: str, *, short: bool) -> tuple[list[Row], dict[str, float]]:
    status, files = _visits(address, ACCOUNTS_SHORT if short else ACCOUNTS)
    pages = {"status page": status, "list of files": files}
    floor = [("/floor/signed-in/", cookie) for _, cookie in status]
    rows: list[Row] = []
    medians: dict[str, float] = {}
    with _served(address) as (port, server), _served(address, bare=True) as (bare_port, _):
        floor_times = _times(port, floor)
        for page, asked in pages.items():
            times = _times(port, asked)
            medians[page] = statistics.median(times)
            rows += [
                Row(f"{page}, p50, {where}", medians[page], "ms", statistics.median(floor_times)),
                Row(f"{page}, p95, {where}", _at_95(times), "ms", _at_95(floor_times), f"≤ {WANTED_MS}"),
            ]
        loads = {"floor": (port, floor), "bare": (bare_port, [("/floor/bare/", "")])}
        loads |= {page: (port, asked) for page, asked in pages.items()}
        rates: dict[str, list[float]] = {name: [] for name in loads}
        for _ in range(1 if short else ROUNDS):  # by turns, since the machine is not always as fast
            for name, (at, asked) in loads.items():
                rates[name].append(_rate(at, asked, 0.5 if short else 5))
        middle = {name: statistics.median(found) for name, found in rates.items()}
        for page in pages:
            rows += [
                Row(f"{page}, {where}", middle[page], "requests/s", middle["floor"]),
                Row(f"{page}, share of the floor, {where}", middle[page] / middle["floor"], "", 1, f"≥ {WANTED_SHARE}"),
                Row(f"{page}, share of Django without any middleware, {where}", middle[page] / middle["bare"], "", 1),
            ]
        rows += [Row(f"memory of the largest web process, {where}", _memory(server), "MB")]
        for page, asked in pages.items():
            bodies = [_body(port, *one) for one in asked[:40]]
            rows += [
                Row(
                    f"{page}, gzipped, {where}",
                    statistics.median(len(gzip.compress(one, 6)) for one in bodies),
                    "bytes",
                ),
                Row(f"{page}, as it is, {where}", statistics.median(map(len, bodies)), "bytes"),
            ]
    rows += [Row(f"{page}, queries at most, {where}", _queries(asked), "", wanted=f"≤ {WANTED_QUERIES}")
             for page, asked in pages.items()]  # fmt: skip
    return rows, medians


def _visits(address: str, accounts: int) -> tuple[Asked, Asked]:
    """Sign in the owners of some files, drawn from all over the country; return how they ask for each page."""
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.urls import reverse

    from guichet.identity.models import User

    draw = random.Random(5)
    status, files = [], []
    with psycopg.connect(address, autocommit=True) as connection:
        last = connection.execute("SELECT max(id) FROM applications_application").fetchone()
        for _ in range(accounts):
            place = draw.randint(1, int(last[0]) if last else 1)
            found = connection.execute(
                "SELECT number, client_id FROM applications_application WHERE id >= %s ORDER BY id LIMIT 1", [place]
            ).fetchone()
            assert found
            number, client_id = found
            email = f"bench{client_id}@example.org"
            user, _ = User.objects.get_or_create(email=email, defaults={"joined_at": datetime.now(UTC)})
            connection.execute(
                "INSERT INTO clients_accountlink (means, linked_at, user_id, client_id) VALUES ('', now(), %s, %s)"
                " ON CONFLICT DO NOTHING",
                [user.pk, client_id],
            )
            client = Client()
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            # Signed in with a passkey: whoever showed less is asked for more before a whole file is shown.
            session = client.session
            session["account_authentication_methods"] = [{"method": "PASSKEY", "at": time.time()}]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
            cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
            status.append((reverse("account:file", args=[number]), cookie))
            files.append((reverse("account:files"), cookie))
    connections.close_all()
    return status, files


def _queries(asked: Asked) -> int:
    """Return how many queries a request takes at most, asked in this process."""
    from django.conf import settings
    from django.db import connection, connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["*"]
    most = 0
    for path, cookie in asked[:40]:
        with CaptureQueriesContext(connection) as queries:
            answer = Client(headers={"cookie": cookie}).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        most = max(most, len(queries))
    connections.close_all()
    return most


def _surroundings(address: str, *, bare: bool = False) -> dict[str, str]:
    return environment(address) | {
        "DJANGO_SETTINGS_MODULE": "bench.floor_settings",
        "GUICHET_BENCH_BARE": "1" if bare else "",
    }


@contextmanager
def _served(address: str, *, bare: bool = False) -> Iterator[tuple[int, int]]:
    """Serve the pages, and yield the port and the number of the server's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "guichet", "serve", "--port", str(port), "--workers", "2", "--threads", "4"]
    with subprocess.Popen(
        command, env=_surroundings(address, bare=bare), cwd=ROOT, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _until_it_answers(port)
            yield port, server.pid
        finally:
            server.terminate()


def _until_it_answers(port: int) -> None:
    for _ in range(3_000):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/floor/bare/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


def _memory(server: int) -> float:
    """Return what the largest process of a server holds, in megabytes."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="utf-8").split()
    found = []
    for process in [str(server), *children]:
        match = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
        found.append(int(match[1]) / 1024 if match else 0.0)
    return max(found)


def _times(port: int, asked: Asked) -> list[float]:
    """Return how long each of some requests took, one after the other, in milliseconds; once all around to warm up."""
    with _Asker(port) as asker:
        for path, cookie in asked:
            asker.ask(path, cookie)
        taken = []
        for path, cookie in [*asked, *asked]:
            begun = time.perf_counter()
            asker.ask(path, cookie)
            taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _body(port: int, path: str, cookie: str) -> bytes:
    with _Asker(port) as asker:
        return asker.ask(path, cookie)


def _at_95(times: list[float]) -> float:
    return sorted(times)[ceil(len(times) * 0.95) - 1]


def _rate(port: int, asked: Asked, seconds: float) -> float:
    """Return how many requests a second are answered, asked by another process."""
    given = json.dumps({"port": port, "asked": asked, "seconds": seconds})
    command = [sys.executable, "-m", "bench.pages"]
    return float(subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, text=True, cwd=ROOT).stdout)


class _Asker:
    """One connection that stays open. Plain, so that asking costs little beside answering."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "_Asker":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, path: str, cookie: str) -> bytes:
        """Return the body of a page. Raises RuntimeError for any answer but 200."""
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"
        self._socket.sendall(asked.encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if not head.startswith(b"HTTP/1.1 200") or length is None:
            raise RuntimeError(f"{path}: {head[:60]!r}")
        while len(body) < int(length[1]):
            body += self._more()
        return body

    def _more(self) -> bytes:
        found = self._socket.recv(262_144)
        if not found:
            raise RuntimeError("the server hung up")
        return found


def _load() -> None:
    """Ask as fast as answers come over some connections, as standard input says; print how many a second came."""
    given = json.load(sys.stdin)
    until = time.perf_counter() + given["seconds"]

    def keep_asking(place: int) -> int:
        start = place * len(given["asked"]) // CONNECTIONS
        count = 0
        with _Asker(given["port"]) as asker:
            for path, cookie in cycle(given["asked"][start:] + given["asked"][:start]):
                if time.perf_counter() >= until:
                    return count
                asker.ask(path, cookie)
                count += 1
        return count

    with ThreadPoolExecutor(CONNECTIONS) as together:
        print(sum(together.map(keep_asking, range(CONNECTIONS))) / given["seconds"])


if __name__ == "__main__":
    _load()
