"""What the page of stuck jobs shows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, stamp, when
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.journal.workload import QueueLoad, StuckJob

PAGE = 50


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job that waits for somebody, as the template shows it with its button."""

    number: int
    task: str
    queue: str
    arguments: str
    attempts: str
    failed: str
    next_try: str
    gave_up: bool


@dataclass(frozen=True, kw_only=True)
class JobsPage(StaffPage):
    """Jobs that gave up or keep failing, and the load of each queue."""

    intro: str
    jobs: Sequence[JobLine]
    calm: parts.EmptyState
    may_retry: bool
    queues: parts.Table | None
    pages: parts.Pagination | None


def jobs_page(visit: Visit, found: Sequence[StuckJob], loads: Sequence[QueueLoad], *, is_first: bool) -> JobsPage:
    """Return the page; `found` holds one too many where there are more."""
    shown = found[:PAGE]
    return JobsPage(
        heading=_("Jobs"),
        frame=frame(visit, current="office:jobs"),
        intro=_("What is to be done after a change is a job. One that fails is tried again by itself, later and later; "
                "one that gave up waits for a person. Doing a job twice does it once."),
        jobs=[_line(job, visit.language) for job in shown],
        calm=parts.EmptyState(title=_("No job is stuck")),
        may_retry=visit.viewer.may(Right.RETRY_JOBS),
        queues=_queues(loads, visit.language) if loads else None,
        pages=parts.Pagination(
            previous_href="" if is_first else address({}),
            next_href=address({"before": shown[-1].job_id}) if len(found) > PAGE else "",
        )
        if not is_first or len(found) > PAGE
        else None,
    )  # fmt: skip


def _line(job: StuckJob, language: Language) -> JobLine:
    return JobLine(
        number=job.job_id,
        task=job.task,
        queue=job.queue,
        arguments=json.dumps(job.arguments, ensure_ascii=False)[:300],
        attempts=number(job.attempts, language),
        failed=stamp(job.failed_at) or "–",
        next_try=stamp(job.next_try_at) or "–",
        gave_up=job.gave_up,
    )


def _queues(loads: Sequence[QueueLoad], language: Language) -> parts.Table:
    return parts.Table(
        caption=_("Queues"),
        dense=True,
        columns=[
            parts.Column(label=_("Queue")),
            parts.Column(label=_("Waiting"), number=True),
            parts.Column(label=_("Being done"), number=True),
            parts.Column(label=_("Gave up"), number=True),
            parts.Column(label=_("Oldest due since")),
        ],
        rows=[
            parts.Row(
                cells=[
                    load.queue,
                    number(load.waiting, language),
                    number(load.doing, language),
                    number(load.failed, language),
                    when(load.oldest_due_at),
                ]
            )
            for load in loads
        ],
    )
