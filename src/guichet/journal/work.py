"""What every job needs around it: a fresh database connection, and none left behind."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.db import close_old_connections, connection

P = ParamSpec("P")


def database_job(job: Callable[P, None]) -> Callable[P, None]:
    """Return `job` with connections that have gone bad dropped before and after it, as a web request has."""

    @wraps(job)
    def with_fresh_connection(*args: P.args, **kwargs: P.kwargs) -> None:
        _drop_bad_connections()
        try:
            job(*args, **kwargs)
        finally:
            _drop_bad_connections()

    return with_fresh_connection


def _drop_bad_connections() -> None:
    # Called from within a transaction (a test, a script), the connection is its caller's.
    if not connection.in_atomic_block:
        close_old_connections()
