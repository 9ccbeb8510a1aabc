"""A database for a measurement, made beside the others and gone afterwards."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).parents[1]
# Where this is set, it names the database that scratch databases are copies of.
PATTERN = "GUICHET_BENCH_PATTERN"


@contextmanager
def pattern() -> Iterator[None]:
    """Make what measurements need alike, once for all that run meanwhile: all tables, static files, French."""
    with _database("guichet_bench_pattern") as address:
        subprocess.run([sys.executable, "-m", "tests.ready"], env=environment(address), cwd=ROOT, check=True)
        os.environ[PATTERN] = "guichet_bench_pattern"
        try:
            yield
        finally:
            del os.environ[PATTERN]


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Make the database `name` afresh, with all tables, and yield its address; remove it in the end.

    On the server that DATABASE_URL names; without one, on the embedded server.
    """
    with nullcontext() if PATTERN in os.environ else pattern(), _database(name, os.environ[PATTERN]) as address:
        yield address


@contextmanager
def _database(name: str, like: str = "template1") -> Iterator[str]:
    address = os.environ.get("DATABASE_URL") or _embedded()
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        try:
            yield make_conninfo(**{**conninfo_to_dict(address), "dbname": name})
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def guichet(address: str, *arguments: str) -> str:
    """Run a command of the service on a database and return what it prints. Raises CalledProcessError."""
    return subprocess.run(
        [sys.executable, "-m", "guichet", *arguments], env=environment(address), cwd=ROOT, stdout=subprocess.PIPE,
        check=True, text=True,
    ).stdout  # fmt: skip


def environment(address: str) -> dict[str, str]:
    """Return the surroundings of a process that works on a database."""
    return os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }


def _embedded() -> str:
    from guichet.config import embedded
    from guichet.config.environment import VAR

    return embedded.start(VAR / "postgres")
