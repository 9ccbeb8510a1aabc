"""The figures of the rooms in the words of Prometheus.

All are read from the database when asked, so that every web process gives the same answer and none must add up
what others hold. Requests and their durations are counted by what stands before us (proxy, load balancer), which
sees them all, also those that never reach us.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from guichet.applications.figures import feed_figures
from guichet.journal.figures import journal_figures
from guichet.notices.figures import notice_figures, undelivered_figures
from guichet.worklists.figures import work_figures


class Figures:
    """A collector for Prometheus: the figures as of `now`."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        """Yield every figure, with what it means."""
        yield from _journal(self._now)
        yield from _notices(self._now)
        yield from _undelivered(self._now)
        yield from _feed()
        yield from _work(self._now)


def _journal(now: datetime) -> Iterator[Metric]:
    found = journal_figures(now)
    yield CounterMetricFamily(
        "guichet_journal_entries", "Entries of the journal (the highest number given).", found.entries
    )
    jobs = GaugeMetricFamily("guichet_jobs", "Jobs that wait, run or have failed for good.", labels=["queue", "state"])
    for (queue, state), count in sorted(found.jobs.items()):
        jobs.add_metric([queue, state], count)
    yield jobs
    yield _age("guichet_oldest_job_age_seconds", "How long the oldest due job has waited.", found.oldest_job_age or 0)
    if found.worker_beat_age is not None:
        yield _age("guichet_worker_heartbeat_age_seconds", "Since a worker was last seen.", found.worker_beat_age)


def _notices(now: datetime) -> Iterator[Metric]:
    found = notice_figures(now)
    yield CounterMetricFamily("guichet_notices", "Notices to clients (the highest number given).", found.notices)
    yield CounterMetricFamily(
        "guichet_deliveries", "Messages that carry notices (the highest number given).", found.messages
    )
    waiting = GaugeMetricFamily(
        "guichet_deliveries_under_watch",
        "Messages that wait, are being sent or failed.",
        labels=["medium", "status"],
    )
    for (medium, status), count in sorted(found.messages_by_status.items()):
        waiting.add_metric([medium, status.lower()], count)
    yield waiting
    age = GaugeMetricFamily(
        "guichet_oldest_queued_delivery_age_seconds",
        "How long the oldest unsent message has waited.",
        labels=["medium"],
    )
    for medium in sorted({medium for medium, _status in found.messages_by_status}):
        age.add_metric([medium], found.oldest_waiting_age.get(medium, 0))
    yield age
    yield GaugeMetricFamily(
        "guichet_notices_without_address", "Notices with no working address to send to.", found.without_address
    )


def _undelivered(now: datetime) -> Iterator[Metric]:
    found = undelivered_figures(now)
    counts = GaugeMetricFamily(
        "guichet_undelivered",
        "Notices that did not arrive, by who sees to them and how long ago it was.",
        labels=["state", "age"],
    )
    for (state, age), count in sorted(found.by_age.items()):
        counts.add_metric([state.lower(), age], count)
    yield counts
    oldest = GaugeMetricFamily(
        "guichet_oldest_undelivered_age_seconds", "How long the oldest has not arrived.", labels=["state"]
    )
    for state, seconds in sorted(found.oldest_age.items()):
        oldest.add_metric([state.lower()], seconds)
    yield oldest
    yield GaugeMetricFamily(
        "guichet_undelivered_overdue", "Notices that a person should have seen to by now.", found.overdue
    )
    yield GaugeMetricFamily(
        "guichet_undelivered_nobodys", "Notices that are nobody's and not resolved; must be 0.", found.nobodys
    )


def _feed() -> Iterator[Metric]:
    found = feed_figures()
    lines = CounterMetricFamily("guichet_feed_lines", "Lines of the feed by what became of them.", labels=["outcome"])
    for outcome, count in (
        ("accepted", found.accepted),
        ("already_known", found.already_known),
        ("set_aside", found.set_aside),
    ):
        lines.add_metric([outcome], count)
    yield lines
    yield _by_label("guichet_feed_runs", "Runs of the feed by state.", "state", found.runs)
    yield _by_label("guichet_feed_set_aside_open", "Lines set aside and not mended yet.", "reason", found.open_rows)
    yield GaugeMetricFamily(
        "guichet_feed_events_waiting", "Events that wait for their file or client.", found.waiting_events
    )
    if found.latest_run is not None:
        yield GaugeMetricFamily(
            "guichet_feed_latest_run_timestamp_seconds", "When the latest run began.", found.latest_run
        )


def _work(now: datetime) -> Iterator[Metric]:
    found = work_figures(now)
    yield _by_label(
        "guichet_tasks_undone", "Tasks that wait for a person.", "kind", {one.kind: one.undone for one in found}
    )
    yield _by_label(
        "guichet_tasks_overdue", "Tasks not done in time.", "kind", {one.kind: one.overdue for one in found}
    )
    age = GaugeMetricFamily(
        "guichet_oldest_task_age_seconds", "How long the oldest undone task has waited.", labels=["kind"]
    )
    for one in found:
        age.add_metric([one.kind], one.oldest_age)
    yield age


def _by_label(name: str, meaning: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value.lower()], count)
    return family


def _age(name: str, meaning: str, seconds: float) -> Metric:
    return GaugeMetricFamily(name, meaning, seconds)
