"""A database for a measurement, made beside the others and gone afterwards."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).parents[1]


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Make the database `name` afresh, with all tables, and yield its address; remove it in the end.

    On the server that DATABASE_URL names; without one, on the embedded server.
    """
    address = os.environ.get("DATABASE_URL") or _embedded()
    own = make_conninfo(**{**conninfo_to_dict(address), "dbname": name})
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            guichet(own, "migrate", "-v0")
            yield own
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
