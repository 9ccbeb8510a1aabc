"""The worker: runs the jobs of every queue, each queue with hands of its own, for as long as it is let.

It never ends by itself. When the database goes away it waits and comes back; jobs that a dead worker left behind are
found by the heartbeat that stopped, and run again.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import procrastinate
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from psycopg.errors import ForeignKeyViolation

from guichet.config.chores import CHORES, Chore
from guichet.journal.work import database_job

logger = logging.getLogger(__name__)

# Apart, so that a slow text provider holds up neither e-mails nor reactions.
QUEUES = ("reactions", "email", "text", "default")
# A running job may take so long to end when the worker is asked to stop; sending ends its shift sooner.
GRACE_SECONDS = 15.0
LONGEST_WAIT_SECONDS = 10.0
KEEP_FINISHED_HOURS = 7 * 24
SIGN_OF_LIFE = """
    INSERT INTO procrastinate_workers (id, last_heartbeat) OVERRIDING SYSTEM VALUE VALUES (%(worker_id)s, now())
    ON CONFLICT (id) DO UPDATE SET last_heartbeat = excluded.last_heartbeat
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many jobs of a queue run at once, and how soon the silence of another worker is taken for its death."""

    concurrency: int = 2
    stalled_after: float = 30.0
    chores_every: float = 5.0

    @property
    def heartbeat(self) -> float:
        """Return the seconds between two signs of life: three may be missed."""
        return self.stalled_after / 3


def run(pace: Pace, *, ready: Callable[[], None]) -> None:
    """Work until SIGTERM or SIGINT; `ready` is called whenever the queues are being listened to anew."""
    asyncio.run(_work(pace, ready))


async def _work(pace: Pace, ready: Callable[[], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _asked_to_stop, stop)
    loop.set_default_executor(ThreadPoolExecutor(len(QUEUES) * pace.concurrency + 2, thread_name_prefix="job"))
    wait = 0.5
    while not stop.is_set():
        began = loop.time()
        try:
            await _until_stopped_or_broken(stop, pace, ready)
        except Exception as error:
            # Whatever it was: a worker that ends by itself leaves clients untold.
            logger.warning("the worker lost its footing (%s); it starts again", type(error).__name__)
        wait = 0.5 if loop.time() - began > 60 else min(wait * 2, LONGEST_WAIT_SECONDS)
        if not stop.is_set():
            await _either(stop.wait(), asyncio.sleep(wait))


def _asked_to_stop(stop: asyncio.Event) -> None:
    if stop.is_set():
        # Asked twice: whoever asks means now. Claims and heartbeats see to what is left.
        os._exit(1)
    stop.set()


async def _until_stopped_or_broken(stop: asyncio.Event, pace: Pace, ready: Callable[[], None]) -> None:
    worker_app = _worker_app(pace)
    async with worker_app.open_async():
        hands = [asyncio.create_task(_serve_queue(worker_app, queue, pace), name=queue) for queue in QUEUES]
        tending = asyncio.create_task(_tend(worker_app, pace), name="tending")
        asked = asyncio.create_task(stop.wait(), name="stop")
        ready()
        done, _ = await asyncio.wait([*hands, tending, asked], return_when=asyncio.FIRST_COMPLETED)
        for task in (*hands, tending, asked):
            task.cancel()
        await asyncio.gather(*hands, tending, asked, return_exceptions=True)
        for task in done - {asked}:
            # A queue's worker also ends, without an error, when one of its listeners broke.
            task.result()


def _worker_app(pace: Pace) -> procrastinate.App:
    """Return an app that fetches jobs through a pool of its own, while jobs defer through Django's connection.

    So what a job owes is owed in the job's own transaction, and seen by no other worker before it is committed;
    the connector that procrastinate lends its workers would commit it at once.
    """
    app.perform_import_paths()
    connector = procrastinate.PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=6, timeout=10.0)
    worker_app = procrastinate.App(connector=connector)
    worker_app.tasks = app.tasks
    worker_app.job_manager = _Present(connector)
    return worker_app


class _Present(JobManager):
    """Keeps a worker that lives in the list of workers, even after another one took it for dead and struck it off.

    So may a machine that slept, or a process that was stopped, find itself. Without a row there the worker is shown as
    silent, and no job can be put in its hands. The id stays the same: the jobs in hand name it.
    """

    async def update_heartbeat(self, worker_id: int) -> None:
        await self.connector.execute_query_async(query=SIGN_OF_LIFE, worker_id=worker_id)

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        try:
            return await super().fetch_job(queues, worker_id)
        except ConnectorException as error:
            if not isinstance(error.__cause__, ForeignKeyViolation):
                raise
        await self.update_heartbeat(worker_id)
        return await super().fetch_job(queues, worker_id)


async def _serve_queue(worker_app: procrastinate.App, queue: str, pace: Pace) -> None:
    await worker_app.run_worker_async(
        queues=[queue],
        name=queue,
        concurrency=pace.concurrency,
        install_signal_handlers=False,
        shutdown_graceful_timeout=GRACE_SECONDS,
        update_heartbeat_interval=pace.heartbeat,
        stalled_worker_timeout=pace.stalled_after,
    )


async def _tend(worker_app: procrastinate.App, pace: Pace) -> None:
    """Do the chores at once, and then again and again. Raises ConnectorException when the database goes away."""
    done_at: dict[str, datetime] = {}
    while True:
        await _retry_what_dead_workers_left(worker_app, pace)
        now = datetime.now(UTC)
        for chore in _due(CHORES, done_at, now):
            done_at[chore.name] = now
            await asyncio.get_running_loop().run_in_executor(None, _do, chore)
        if now - done_at.get("old jobs", datetime.min.replace(tzinfo=UTC)) > timedelta(hours=1):
            done_at["old jobs"] = now
            await worker_app.job_manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS)
        await asyncio.sleep(min(pace.stalled_after / 2, pace.chores_every))


async def _retry_what_dead_workers_left(worker_app: procrastinate.App, pace: Pace) -> None:
    manager = worker_app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=pace.stalled_after):
        try:
            await manager.retry_job(job, retry_at=datetime.now(UTC))
        except ConnectorException:
            # Another worker was quicker; or the database is gone, which the next question will tell.
            logger.info("job %s was no longer to be retried", job.id)
        else:
            logger.warning("job %s (%s) was left by a worker that died; it runs again", job.id, job.task_name)


def _due(chores: Sequence[Chore], done_at: dict[str, datetime], now: datetime) -> list[Chore]:
    return [chore for chore in chores if chore.name not in done_at or now - done_at[chore.name] >= chore.every]


def _do(chore: Chore) -> None:
    try:
        database_job(chore.do)(datetime.now(UTC))
    except Exception:
        # A chore that fails is done again; it must not keep the others from being done.
        logger.exception("the chore %s failed", chore.name)


async def _either(*waits: Coroutine[None, None, object]) -> None:
    tasks = [asyncio.create_task(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
