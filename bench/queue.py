"""What the list of work and the board cost, beside the barest page of the same machine, at two sizes of the queue.

The floor is a page that asks nothing of the tasks, for the same signed-in supervisor, through the same client in the
same process. Half of all tasks are undone; they are spread over kinds, channels, languages, skills and teams, and one
in twenty is late. Asked for as somebody asks: the whole list, its pages, each filter, a kind that hardly occurs.
"""

import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from typing import Any

import psycopg

from bench.figures import Row
from bench.scratch import scratch_database

SMALL, LARGE = 10_000, 1_000_000
SMALL_SHORT, LARGE_SHORT = 500, 2_000
TIMES, TIMES_SHORT = 60, 4
WANTED_MS, WANTED_GROWTH = 60, 1.5

_FILL = """
INSERT INTO worklists_task (kind, subject, client_id, facts, opened_at, due_at, turn_at, urgency, ranked_by_staff,
    skill, language, team, wakes_on, state, outcome, taken_by_id, taken_at, done_at, done_by_id)
SELECT
    (CASE WHEN n %% 1000 = 7 THEN 'duplicate' ELSE 'enquiry' END), 'enquiry:' || n, NULL,
    jsonb_build_object('channel', (ARRAY['email', 'web_form', 'email', 'chat'])[1 + n %% 4], 'language', 'en'),
    %(now)s - n * interval '30 seconds' / %(spread)s, due, due - (n %% 50 = 3)::int * interval '48 hours',
    (n %% 50 = 3)::int * 2, false, (ARRAY['', 'citizenship', 'passport', 'temporary'])[1 + n / 4 %% 4],
    (ARRAY['en', 'fr'])[1 + n / 3 %% 2], (CASE WHEN n %% 100 = 9 THEN 'CASEWORK' ELSE '' END), '',
    (CASE WHEN n %% 2 = 0 THEN 'DONE' WHEN n %% 101 = 1 THEN 'TAKEN' ELSE 'OPEN' END),
    (CASE WHEN n %% 2 = 0 THEN 'ANSWERED' ELSE '' END),
    (CASE WHEN n %% 2 = 1 AND n %% 101 = 1 THEN %(staff)s END),
    (CASE WHEN n %% 2 = 1 AND n %% 101 = 1 THEN %(now)s END),
    (CASE WHEN n %% 2 = 0 THEN %(now)s - n * interval '10 seconds' / %(spread)s END),
    (CASE WHEN n %% 2 = 0 THEN %(staff)s END)
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n,
    LATERAL (SELECT %(now)s + ((n * 7919 %% 200000) - 10000) * interval '1 second' AS due) AS clock
"""
_PAGES = {
    "list": "/en/desk/work/",
    "list in French, of one language": "/fr/soutien/travail/?language=fr",
    "questions by chat": "/en/desk/work/?tab=all&kind=enquiry&channel=chat",
    "one skill": "/en/desk/work/?tab=all&skill=citizenship",
    "what is urgent": "/en/desk/work/?tab=all&only=urgent",
    "what is not sorted": "/en/desk/work/?tab=all&only=unsorted&kind=enquiry",
    "a kind that hardly occurs": "/en/desk/work/?tab=all&kind=duplicate",
    "late": "/en/desk/work/?tab=late",
    "done": "/en/desk/work/?tab=done",
    "board": "/en/desk/board/",
}


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise some five minutes."""
    sizes = (SMALL_SHORT, LARGE_SHORT) if short else (SMALL, LARGE)
    sizes = (sizes[0], int(os.environ.get("GUICHET_BENCH_QUEUE", sizes[1])))
    rows: list[Row] = []
    medians: list[dict[str, float]] = []
    with scratch_database("guichet_bench_queue") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        browser, staff = _supervisor()
        begun = 0
        for size in sizes:
            _grow(address, begun, size, staff)
            begun = size
            floor, median = _times(browser, "/en/accessibility/", TIMES_SHORT if short else TIMES), {}
            for name, page in [*_PAGES.items(), *_next_page(browser)]:
                times = _times(browser, page, TIMES_SHORT if short else TIMES)
                median[name] = statistics.median(times)
                where = f"{name}, p95, {size:,} tasks"
                rows.append(Row(where, _at_95(times), "ms", _at_95(floor), f"≤ {WANTED_MS}"))
            medians.append(median)
    return rows + [
        Row(f"growth of {name}, p50", medians[1][name] / medians[0][name], "×", None, f"≤ {WANTED_GROWTH}")
        for name in medians[0]
    ]


def _supervisor() -> tuple[Any, int]:
    """Return the browser of somebody who supervises, and their number."""
    from django.conf import settings
    from django.test import Client

    from guichet.identity.models import Staff, User

    user = User.objects.create_user("bench-supervisor@example.org")
    staff = Staff.objects.create(user=user, name="Inès Roy", roles=["SUPERVISOR"])
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = browser.session
    session["account_authentication_methods"] = [{"method": "PASSKEY", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return browser, staff.pk


def _grow(address: str, begun: int, size: int, staff: int) -> None:
    now = datetime.now(UTC)
    with psycopg.connect(address, autocommit=True) as database:
        values = {"now": now, "staff": staff, "first": begun + 1, "last": size, "spread": max(1, size // 10_000)}
        database.execute(_FILL, values)
        database.execute("VACUUM ANALYZE worklists_task")


def _next_page(browser: Any) -> Iterator[tuple[str, str]]:
    """Yield the page that follows, as the list itself links to it."""
    import re

    body = browser.get("/en/desk/work/").content.decode()
    found = re.search(r'href="(\?before=[^"]+)"', body)
    assert found, "the list has no next page"
    yield "second page of the list", f"/en/desk/work/{found[1]}"


def _times(browser: Any, page: str, times: int) -> list[float]:
    taken = []
    for place in range(times + 2):
        begun = time.perf_counter()
        answer = browser.get(page)
        assert answer.status_code == 200, (page, answer.status_code)
        if place > 1:  # the first two warm up
            taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _at_95(times: list[float]) -> float:
    return sorted(times)[ceil(len(times) * 0.95) - 1]
