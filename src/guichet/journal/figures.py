"""What the journal and its jobs count of themselves, cheaply: for machines that watch over the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from guichet.journal.models import Entry

# What may be waiting or wrong; finished jobs are swept away and mean nothing here.
JOB_STATES = ("todo", "doing", "failed")


@dataclass(frozen=True, slots=True)
class JournalFigures:
    """How much was recorded and how the work that follows from it stands.

    `entries` is the highest number given to an entry: numbers of changes that were taken back are in it.
    `jobs` has a count for each (queue, state) that has any. The ages are in seconds; None where there is nothing
    to be old.
    """

    entries: int
    jobs: Mapping[tuple[str, str], int]
    oldest_job_age: float | None
    worker_beat_age: float | None


def journal_figures(now: datetime) -> JournalFigures:
    """Return the figures of the journal as of `now`. Four small queries, however long the journal is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id'))", [Entry._meta.db_table])
        entries = cursor.fetchone()[0] or 0
        cursor.execute(
            "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs"
            " WHERE status::text = ANY(%s) GROUP BY 1, 2",
            [list(JOB_STATES)],
        )
        jobs = {(queue, state): count for queue, state, count in cursor.fetchall()}
        # How long the next job in line has been due: what grows when the workers do not keep up.
        cursor.execute(
            "SELECT min(coalesce(job.scheduled_at, event.at)) FROM procrastinate_jobs job"
            " JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'"
            " WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= %s)",
            [now],
        )
        oldest_job = cursor.fetchone()[0]
    return JournalFigures(entries, jobs, _age(oldest_job, now), worker_beat_age(now))


def worker_beat_age(now: datetime) -> float | None:
    """Return how many seconds ago a worker was last seen at work; None where none has been seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        return _age(cursor.fetchone()[0], now)


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max(0.0, (now - moment).total_seconds())
