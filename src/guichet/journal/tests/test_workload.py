"""What is stuck is seen, and tried again once somebody asks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.journal.actions import Origin
from guichet.journal.jobs import react
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.journal.workload import (
    NotStuck,
    last_heartbeat,
    queue_loads,
    retry_job,
    somebody_works,
    stuck_job_count,
    stuck_jobs,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
LEDUC = Origin(actor="staff:7", channel=Channel.OFFICE, at=NOON)


def job(**columns: Any) -> int:
    """Owe a job and set its columns as a worker would have."""
    number = react.defer(reaction="notices.tell_clients", entries=[1])
    names = ", ".join(f"{name} = %s" for name in columns)
    if columns:
        with connection.cursor() as cursor:
            # As a worker does, whose way a job goes: waiting, being done, failed.
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [number])
            cursor.execute(f"UPDATE procrastinate_jobs SET {names} WHERE id = %s", [*columns.values(), number])
    return int(number)


def test_what_gave_up_or_keeps_failing_is_stuck_and_the_rest_is_not() -> None:
    job()
    struggling = job(status="todo", attempts=5, scheduled_at=NOON)
    failed = job(status="failed", attempts=8)
    found = {one.job_id: one for one in stuck_jobs()}
    assert found.keys() == {struggling, failed}
    assert (found[failed].gave_up, found[struggling].gave_up) == (True, False)
    assert found[failed].arguments == {"reaction": "notices.tell_clients", "entries": [1]}
    assert found[struggling].next_try_at == NOON
    assert stuck_job_count() == 1
    assert [one.job_id for one in stuck_jobs(before=failed)] == [struggling]


def test_a_job_that_gave_up_is_tried_again_once() -> None:
    failed = job(status="failed", attempts=8)
    retry_job(job_id=failed, origin=LEDUC)
    again = ProcrastinateJob.objects.get(id=failed)
    assert (again.status, again.scheduled_at) == ("todo", NOON)
    with pytest.raises(NotStuck):
        retry_job(job_id=failed, origin=LEDUC)
    [entry] = Entry.objects.filter(kind="job.retried")
    assert (entry.subject, entry.actor) == (f"job:{failed}", "staff:7")


def test_a_job_that_never_was_is_not_stuck() -> None:
    with pytest.raises(NotStuck):
        retry_job(job_id=987_654_321, origin=LEDUC)


def test_the_load_of_a_queue() -> None:
    job()
    job(status="doing")
    job(status="failed")
    [load] = queue_loads(datetime.now(UTC) + timedelta(seconds=1))
    assert (load.queue, load.waiting, load.doing, load.failed) == ("reactions", 1, 1, 1)
    assert load.oldest_due_at is not None


def test_whether_anybody_works() -> None:
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        assert (last_heartbeat(), somebody_works(now)) == (None, False)
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [now - timedelta(seconds=20)])
    assert somebody_works(now)
    assert not somebody_works(now, within=timedelta(seconds=10))
