"""Staff, and the kinds of task of these tests."""

from datetime import UTC, datetime
from typing import Any

import pytest

from guichet.identity.models import Staff, User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> None:
    settings.TASKS = "guichet.worklists.tests.kinds.TASKS"


def origin(at: datetime = NOON) -> Origin:
    return Origin(actor="notices", channel=Channel.SYSTEM, at=at)


def somebody(name: str, *roles: Role) -> Viewer:
    user = User.objects.create_user(f"{name.lower()}@example.org")
    staff = Staff.objects.create(user=user, name=name, roles=list(roles))
    return Viewer(user_id=user.pk, staff_id=staff.pk, roles=frozenset(roles))


@pytest.fixture
def zoe(db: None) -> Viewer:
    """An agent."""
    return somebody("Zoe", Role.AGENT)


@pytest.fixture
def paul(db: None) -> Viewer:
    """Another agent."""
    return somebody("Paul", Role.AGENT)


@pytest.fixture
def ines(db: None) -> Viewer:
    """A supervisor."""
    return somebody("Ines", Role.SUPERVISOR)
