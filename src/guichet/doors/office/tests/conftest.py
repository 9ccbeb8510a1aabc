"""People of the office, and something to look at."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from guichet.applications.models import FeedRun, SetAside
from guichet.applications.terms import RunState, SetAsideReason
from guichet.applications.tests.factories import StaffFactory
from guichet.identity.terms import Role

NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)


@pytest.fixture
def as_(db: None) -> Callable[[Role], Browser]:
    """A browser in which somebody with this role has signed in."""

    def sign_in(role: Role) -> Browser:
        browser = Browser()
        browser.force_login(StaffFactory(name="Claude Leduc", roles=[role]).user)
        return browser

    return sign_in


@pytest.fixture
def run(db: None) -> FeedRun:
    """A run that set two lines aside: one of an unknown stage, and one that is no JSON and would be a script."""
    run = FeedRun.objects.create(
        source="events.ndjson",
        state=RunState.DONE,
        started_at=NOON,
        finished_at=NOON,
        lines_read=12,
        accepted=10,
        set_aside=2,
    )
    stage = (
        '{"specversion":"1.0","source":"case-system","id":"e-1","type":"application.stage_entered",'
        '"time":"2026-11-03T14:00:00Z","subject":"V300123456","data":{"stage":"NO-SUCH-STAGE"}}'
    )
    for number, line, reason in (
        (3, stage, SetAsideReason.UNKNOWN_STAGE),
        (7, "<script>alert(1)</script>", SetAsideReason.NOT_JSON),
    ):
        SetAside.objects.create(
            run=run, line_number=number, line=line, reason=reason, detail="data.stage", set_aside_at=NOON
        )
    return run
