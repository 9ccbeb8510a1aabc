"""The worker, as a process of its own: it is seen for as long as it lives."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from guichet.config.worker import QUEUES
from guichet.notices.tests.town import Town

pytestmark = pytest.mark.slow


@pytest.fixture
def town() -> Iterator[Town]:
    # Apart from pytest's own folder, which only its owner may enter: as root, the server runs as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="guichet-"))
    town = Town(folder)
    try:
        town.complaints.touch()
        town.guichet("migrate", "--verbosity", "0", "--skip-checks")
        yield town
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def seen(town: Town) -> list[int]:
    """Return the ids under which the worker's queues are known to be alive, once all of them are."""
    end = time.monotonic() + 120
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        while True:
            rows = connection.execute("SELECT id FROM procrastinate_workers ORDER BY id").fetchall()
            if len(rows) == len(QUEUES):
                return [number for (number,) in rows]
            assert time.monotonic() < end, "the worker is not seen"
            time.sleep(0.05)


def test_a_worker_that_was_taken_for_dead_is_seen_again_though_no_job_comes(town: Town) -> None:
    town.start_worker()
    known = seen(town)
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("DELETE FROM procrastinate_workers")
    assert seen(town) == known
    assert "lost its footing" not in town.complaints.read_text()


def test_a_worker_that_was_taken_for_dead_takes_the_next_job_all_the_same(town: Town) -> None:
    town.start_worker()
    known = seen(town)
    with psycopg.connect(town.environment["DATABASE_URL"]) as connection:
        # In one transaction: no sign of life comes between.
        connection.execute("DELETE FROM procrastinate_workers")
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'no such task', '{}')"
        )
    end = time.monotonic() + 120
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        while connection.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'").fetchone() == (0,):
            assert time.monotonic() < end, "nobody took the job"
            time.sleep(0.05)
    assert seen(town) == known
    assert "lost its footing" not in town.complaints.read_text()
