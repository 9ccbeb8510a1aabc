"""Two at once, killed in the middle, the database gone: the tables are those of one run that nothing disturbed."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Replace
from psycopg.conninfo import make_conninfo

from guichet.applications.actions import retry_set_aside
from guichet.applications.feed import batch as batches
from guichet.applications.feed import run as runs
from guichet.applications.models import Application, FeedEvent, FeedRun, SetAside
from guichet.applications.terms import FeedState, RunState
from guichet.applications.tests.feeding import (
    ORIGIN,
    a_whole_file,
    counts,
    ingest,
    ingest_each,
    lines,
    received,
    registered,
    tables,
    told,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def files(count: int) -> list[dict[str, Any]]:
    return [
        event
        for number in range(count)
        for event in a_whole_file(f"V3{number:08}", f"11{number // 2:08}", f"f{number}")
    ]


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry, clients_client, applications_feedevent, applications_feedrun CASCADE")


def undisturbed(events: list[dict[str, Any]]) -> dict[str, list[str]]:
    ingest(events)
    found = tables()
    empty()
    return found


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Do these at once, each with a connection of its own, and return what they return."""

    def alone(job: Callable[[], Any]) -> Any:
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(alone, job) for job in jobs]]


# --- Two at once ----------------------------------------------------------------------------------------------
def test_one_file_taken_in_by_two_at_once_is_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    events = files(20)
    whole = undisturbed(events)
    monkeypatch.setattr(runs, "LINES_PER_BATCH", 13)
    one, other = at_once(lambda: ingest(events, "one"), lambda: ingest(list(reversed(events)), "other"))
    assert one.accepted + other.accepted == len(events)
    assert one.already_known + other.already_known == len(events)
    assert tables() == whole


def test_events_of_one_file_sent_by_two_at_once_lose_no_change() -> None:
    events = files(2)
    whole = undisturbed(events)
    at_once(lambda: ingest_each(events[::2]), lambda: ingest_each(events[1::2]))
    assert tables() == whole
    assert not FeedEvent.objects.filter(state=FeedState.WAITING).exists()


def test_an_event_never_waits_for_a_file_that_is_just_being_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """One finds no file for its event; before it can note that the event waits, another writes the file."""
    looked, real = threading.Event(), batches.apply

    def slowly(new: Any, **more: Any) -> Any:
        applied = real(new, **more)
        if applied.waits:
            looked.set()
            time.sleep(0.5)
        return applied

    monkeypatch.setattr(batches, "apply", slowly)

    def write_the_file() -> None:
        assert looked.wait(10)
        ingest([registered(), received()], "the file")

    at_once(lambda: ingest([told("s", "application.stage_entered", 2, stage="AOR")], "the event"), write_the_file)
    assert Application.objects.get().stage == "AOR"
    assert not FeedEvent.objects.filter(state=FeedState.WAITING).exists()


def test_two_who_try_the_same_lines_again_at_once_accept_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([registered(), received()] + [told(f"s{day}", "application.stage_entered", day, stage="") for day in (2, 3)])
    SetAside.objects.update(line=Replace("line", Value('"stage": ""'), Value('"stage": "AOR"')))
    ids = list(SetAside.objects.values_list("pk", flat=True))
    one, other = at_once(*[lambda: retry_set_aside(ids=ids, origin=ORIGIN)] * 2)
    assert sorted(one.accepted + other.accepted) == sorted(ids)
    assert Application.objects.get().stage_entries.count() == 2


def test_a_line_can_be_tried_again_while_its_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is in the middle of a batch; the retry neither blocks it for ever nor is lost."""
    begun, real = threading.Event(), batches.apply

    def slowly(new: Any, **more: Any) -> Any:
        begun.set()
        time.sleep(0.3)
        return real(new, **more)

    events = [{"id": "bad"}, *files(2)]
    monkeypatch.setattr(runs, "LINES_PER_BATCH", 10)
    monkeypatch.setattr(batches, "apply", slowly)

    def retry() -> Any:
        assert begun.wait(10)
        until(lambda: SetAside.objects.exists())
        return retry_set_aside(ids=SetAside.objects.values_list("pk", flat=True), origin=ORIGIN)

    summary, retried = at_once(lambda: ingest(events), retry)
    assert counts(summary) == (41, 40, 0, 1)
    assert len(retried.still_set_aside) == 1


# --- Killed in the middle -------------------------------------------------------------------------------------
class Ingesting:
    """`guichet ingest -` in a process of its own, given its lines piece by piece."""

    def __init__(self) -> None:
        of_test = connection.settings_dict
        address = make_conninfo(
            dbname=of_test["NAME"], user=of_test["USER"] or None, password=of_test["PASSWORD"] or None,
            host=of_test["HOST"] or None, port=of_test["PORT"] or None,
        )  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "guichet", "ingest", "-", "--json"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.test",
                              "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip

    def give(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def end(self) -> tuple[int, dict[str, Any], str]:
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdin = None
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, json.loads(out or b"{}"), err.decode()


@pytest.fixture
def ingesting() -> Iterator[Callable[[], Ingesting]]:
    begun: list[Ingesting] = []

    def begin() -> Ingesting:
        begun.append(Ingesting())
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.communicate()


def until(holds: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def backends_of_runs() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [runs._RUNS])
        return [row[0] for row in cursor.fetchall()]


def kill_process(running: Ingesting) -> None:
    running.process.send_signal(signal.SIGKILL)
    running.process.wait(10)
    until(lambda: not backends_of_runs())


def end_its_connection(running: Ingesting) -> None:
    with connection.cursor() as cursor:
        for pid in backends_of_runs():
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


@pytest.mark.parametrize("disturb", [kill_process, end_its_connection])
def test_broken_off_in_the_middle_and_started_again_it_is_as_if_nothing_had_been(
    ingesting: Callable[[], Ingesting], disturb: Callable[[Ingesting], None]
) -> None:
    events = files(260)
    whole = undisturbed(events)
    data = lines(events)
    first = ingesting()
    first.give(data[: len(data) * 9 // 10])
    until(lambda: FeedRun.objects.filter(lines_read__gte=2_000).exists())
    disturb(first)
    if disturb is end_its_connection:
        code, summary, message = first.end()
        assert code == 75
        assert "run the same command again" in message
        assert summary["read"] == FeedRun.objects.get().lines_read
    safe = FeedRun.objects.get().lines_read
    assert 2_000 <= safe < len(events)

    second = ingesting()
    second.give(data)
    code, summary, message = second.end()
    assert (code, summary["read"], summary["already_known"]) == (0, len(events), safe)
    assert "broken off" in message
    assert tables() == whole
    assert list(FeedRun.objects.order_by("id").values_list("state", flat=True)) == [RunState.BROKEN_OFF, RunState.DONE]


def test_a_run_that_still_lives_is_not_called_broken_off(ingesting: Callable[[], Ingesting]) -> None:
    living = ingesting()
    living.give(lines([registered()]))
    until(lambda: FeedRun.objects.filter(state=RunState.RUNNING).exists() and backends_of_runs())
    summary = ingest([received()], "standard input")
    assert summary.broken_off == ()
    assert living.end()[1]["accepted"] == 1
    assert counts(summary) == (1, 1, 0, 0)
    assert set(FeedRun.objects.values_list("state", flat=True)) == {RunState.DONE}
