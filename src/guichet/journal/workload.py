"""Jobs and workers: what is waiting, what is stuck, whether anybody is working, and how a stuck one is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from guichet.journal.actions import Origin, record
from guichet.journal.events import JobRetried

# So many tries without success, and a person should look, though the job itself goes on trying.
TRIES_BEFORE_A_PERSON_LOOKS = 4


class NotStuck(Exception):
    """The job is not there, or not one that gave up: somebody else may have had it tried again."""


@dataclass(frozen=True, slots=True)
class StuckJob:
    """A job that failed for good, or that still tries after several failures. Its arguments are ids and codes only."""

    job_id: int
    queue: str
    task: str
    arguments: dict[str, Any]
    attempts: int
    # When it last failed, and when it will be tried again; without the latter a person must have it tried.
    failed_at: datetime | None
    next_try_at: datetime | None

    @property
    def gave_up(self) -> bool:
        """Return whether it waits for a person."""
        return self.next_try_at is None


@dataclass(frozen=True, slots=True)
class QueueLoad:
    """How much waits in one queue, is being done, or has failed; and since when the oldest has been due."""

    queue: str
    waiting: int
    doing: int
    failed: int
    oldest_due_at: datetime | None


def stuck_jobs(*, before: int | None = None, limit: int = 100) -> list[StuckJob]:
    """Return the jobs that a person should look at, latest first; `before` is the last job's id, for paging."""
    jobs = ProcrastinateJob.objects.filter(
        Q(status="failed") | Q(status="todo", attempts__gte=TRIES_BEFORE_A_PERSON_LOOKS)
    )
    if before is not None:
        jobs = jobs.filter(id__lt=before)
    failures = Max("procrastinateevent__at", filter=Q(procrastinateevent__type__in=("failed", "deferred_for_retry")))
    return [
        StuckJob(
            job_id=job.id,
            queue=job.queue_name,
            task=job.task_name,
            arguments=job.args,
            attempts=job.attempts,
            failed_at=job.failed_at,
            next_try_at=job.scheduled_at if job.status == "todo" else None,
        )
        for job in jobs.annotate(failed_at=failures).order_by("-id")[:limit]
    ]


def stuck_job_count() -> int:
    """Return how many jobs have given up and wait for a person."""
    return int(ProcrastinateJob.objects.filter(status="failed").count())


@transaction.atomic
def retry_job(*, job_id: int, origin: Origin) -> None:
    """Have a job that gave up tried again at once. Raises NotStuck where it has not given up."""
    job = ProcrastinateJob.objects.select_for_update().filter(id=job_id, status="failed").first()
    if job is None:
        raise NotStuck(job_id)
    app.job_manager.retry_job_by_id(job_id=job_id, retry_at=origin.at)
    record(JobRetried(job=job_id, task=job.task_name), origin)


def queue_loads(now: datetime) -> list[QueueLoad]:
    """Return the load of each queue that has any."""
    due = Q(status="todo") & (Q(scheduled_at=None) | Q(scheduled_at__lte=now))
    rows = (
        ProcrastinateJob.objects.filter(status__in=("todo", "doing", "failed"))
        .values("queue_name")
        .annotate(
            waiting=Count("id", distinct=True, filter=Q(status="todo")),
            doing=Count("id", distinct=True, filter=Q(status="doing")),
            failed=Count("id", distinct=True, filter=Q(status="failed")),
            oldest=Min("procrastinateevent__at", filter=due & Q(procrastinateevent__type="deferred")),
        )
        .order_by("queue_name")
    )
    return [QueueLoad(row["queue_name"], row["waiting"], row["doing"], row["failed"], row["oldest"]) for row in rows]


def last_heartbeat() -> datetime | None:
    """Return when a worker last said that it is alive, or None where there has been none."""
    found: datetime | None = ProcrastinateWorker.objects.aggregate(latest=Max("last_heartbeat"))["latest"]
    return found


def somebody_works(now: datetime, *, within: timedelta = timedelta(seconds=30)) -> bool:
    """Return whether any worker has said within the last seconds that it is alive."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - within).exists()
