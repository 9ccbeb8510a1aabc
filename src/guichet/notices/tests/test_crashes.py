"""The worker and the database killed while messages go out: all of it arrives, texts never twice.

Real processes, a PostgreSQL of their own, and the stand-ins on loopback.
"""

import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from guichet.config import embedded
from guichet.notices.tests.town import HANDS, Town

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    folder = Path(tempfile.mkdtemp(prefix="guichet-"))
    town = Town(folder)
    try:
        town.open()
        yield town
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so; fail when it takes longer."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.03)


def is_settled(town: Town) -> bool:
    """Return whether nothing waits and nothing is under way."""
    return not {"QUEUED", "SENDING"} & set(town.statuses())


def test_a_worker_killed_while_sending_loses_nothing_and_repeats_at_most_what_was_in_flight(town: Town) -> None:
    before, emails, texts = town.handed_over(), len(town.emails()), len(town.texts())
    town.tell(emails=200, texts=100)
    until(lambda: town.handed_over() >= before + 30, 60)
    town.worker.send_signal(signal.SIGKILL)
    town.worker.wait()
    assert town.statuses().get("QUEUED", 0) > 0, "killed too late to prove anything"
    town.worker = town.start_worker()
    until(lambda: is_settled(town), 90)
    assert (len(town.emails()), len(town.texts())) == (emails + 200, texts + 100)
    assert town.emails().total() - len(town.emails()) <= HANDS
    assert set(town.texts().values()) == {1}


def test_a_database_killed_while_sending_loses_nothing_and_the_worker_comes_back(town: Town) -> None:
    before, emails, texts = town.handed_over(), len(town.emails()), len(town.texts())
    doubles = town.emails().total() - emails
    town.tell(emails=200, texts=100)
    until(lambda: town.handed_over() >= before + 30, 60)
    embedded.stop(town.postgres, how="immediate")
    assert town.handed_over() < before + 300, "killed too late to prove anything"
    time.sleep(1)
    embedded.start(town.postgres)
    until(lambda: is_settled(town), 90)
    assert town.worker.poll() is None
    assert (len(town.emails()), len(town.texts())) == (emails + 200, texts + 100)
    assert town.emails().total() - len(town.emails()) - doubles <= HANDS
    assert set(town.texts().values()) == {1}


def test_a_thousand_events_at_once_are_all_handed_over_and_none_twice(town: Town) -> None:
    before, known = town.handed_over(), town.emails() + town.texts()
    town.tell(emails=600, texts=400)
    until(lambda: town.handed_over() >= before + 1000, 120)
    until(lambda: is_settled(town), 30)
    new = (town.emails() + town.texts()) - known
    assert (len(new), new.total()) == (1000, 1000)


def test_a_connection_cut_by_the_database_does_not_end_the_worker(town: Town) -> None:
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    emails = len(town.emails())
    town.tell(emails=5, texts=0)
    until(lambda: len(town.emails()) == emails + 5, 60)
    assert town.worker.poll() is None


def test_a_worker_asked_to_stop_stops_soon_and_well(town: Town) -> None:
    town.worker.send_signal(signal.SIGTERM)
    town.worker.wait(timeout=30)
    assert town.worker.returncode == 0
    town.worker = town.start_worker()
