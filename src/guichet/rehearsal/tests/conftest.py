"""One country for all tests that look at a large one."""

from datetime import date

import pytest

from guichet.rehearsal.country import Event, events

AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="session")
def country() -> list[Event]:
    """Return the events of ten thousand clients."""
    return list(events(10_000, 1, AS_OF))


@pytest.fixture(scope="session")
def village() -> list[Event]:
    """Return the events of three hundred clients, as a fresh demonstration has them."""
    return list(events(300, 1, AS_OF))
