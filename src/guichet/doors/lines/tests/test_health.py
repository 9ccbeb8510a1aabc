"""Health and metrics: true, cheap, and silent about people."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from guichet.doors.lines.health import checks


def test_a_live_process_says_so_without_the_database(client: Client) -> None:
    # No database fixture: any query would raise.
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_service_whose_worker_was_never_seen_can_serve_pages_but_not_tell_clients(client: Client) -> None:
    ready, worker = client.get("/health/ready"), client.get("/health/worker")
    assert (ready.status_code, worker.status_code) == (200, 503)
    assert ready.json() == {"database": "ok", "migrations": "ok", "worker": "never-seen"}


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "word", "status"), [(5, "ok", 200), (90, "silent", 503)])
def test_a_worker_is_well_while_it_was_seen_lately(client: Client, seconds: int, word: str, status: int) -> None:
    seen = datetime.now(UTC) - timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [seen])
    answer = client.get("/health/worker")
    assert (answer.json()["worker"], answer.status_code) == (word, status)


def test_a_service_without_its_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(checks.connection, "ensure_connection", away)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"database": "away", "migrations": "unknown", "worker": "unknown"}


@pytest.mark.django_db
def test_a_service_behind_its_migrations_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_migrated", lambda: False)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "behind")


@pytest.mark.django_db
def test_figures_are_text_that_prometheus_reads(client: Client) -> None:
    families = {
        family.name: family for family in text_string_to_metric_families(client.get("/metrics").content.decode())
    }
    assert {
        "guichet_journal_entries",
        "guichet_jobs",
        "guichet_deliveries_under_watch",
        "guichet_oldest_queued_delivery_age_seconds",
        "guichet_feed_lines",
        "guichet_feed_runs",
        "guichet_feed_set_aside_open",
    } <= families.keys()
    assert all(family.documentation for family in families.values())


@pytest.mark.django_db
def test_figures_cost_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(17):
        client.get("/metrics")


@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"REMOTE_ADDR": "::1", "HTTP_FORWARDED": "for=203.0.113.9"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_without_a_token_only_this_machine_reads_figures(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/metrics", **headers).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("brought", "status"),
    [("Bearer of-the-watch", 200), ("Bearer of-the-watc", 404), ("Bearer é", 404), ("", 404)],
)
def test_with_a_token_who_brings_it_reads_figures_from_anywhere(
    client: Client, settings: object, brought: str, status: int
) -> None:
    settings.METRICS_TOKEN = "of-the-watch"
    answer = client.get("/metrics", headers={"authorization": brought}, REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_machines_may_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
