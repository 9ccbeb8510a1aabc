"""When looking is unusual: planted and innocent patterns, rule by rule, and sixty invented days as a whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guichet.identity.terms import Purpose
from guichet.oversight.background import limits_on
from guichet.oversight.rules import Background, Limit, Seen, unusual
from guichet.oversight.terms import Unusual
from guichet.rehearsal.looking import quality, sixty_days

# A Tuesday, ten o'clock in Toronto.
TEN = datetime(2026, 11, 3, 15, tzinfo=UTC)
LIMITS = limits_on(TEN)
KNOWN = Background(
    zone=ZoneInfo("America/Toronto"),
    hours=(6, 21),
    staff_names={1: frozenset({"wisniewski"}), 2: frozenset({"singh"})},
    client_names={7: frozenset({"wisniewski"}), 8: frozenset({"singh"}), 70: frozenset({"starlight"}),
                  71: frozenset({"starlight"}), 72: frozenset({"starlight"})},
    bearers={"wisniewski": 3, "singh": 4_000},
    staff_contacts={1: frozenset({"+16135550102"})},
    client_contacts={9: frozenset({"+16135550102"})},
    colleagues=frozenset({10}),
    protected=frozenset({11}),
    known_names=frozenset({"starlight"}),
    behind=frozenset({(3, 7), (3, 12)}),
    odd_share={1: 0.01, 5: 0.9},
)  # fmt: skip


def looks(staff: int, *clients: int, at: datetime = TEN, every: timedelta = timedelta(minutes=5),
          purpose: Purpose = Purpose.QUALITY_REVIEW) -> list[Seen]:  # fmt: skip
    return [Seen(number + 1, staff, client, at + every * number, purpose) for number, client in enumerate(clients)]


def by_many(*staff: int, client: int) -> list[Seen]:
    return [replace(looks(one, client)[0], look_id=number) for number, one in enumerate(staff, start=1)]


DAY, NIGHT = timedelta(days=1), TEN - timedelta(hours=8)


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        pytest.param(looks(1, 7), {Unusual.SAME_FAMILY_NAME}, id="a rare family name shared"),
        pytest.param(looks(2, 8), set(), id="a common family name shared"),
        pytest.param(looks(1, 8), set(), id="another's family name"),
        pytest.param(looks(3, 7), set(), id="their work"),
        pytest.param(looks(1, 9), {Unusual.SAME_CONTACT}, id="the same telephone"),
        pytest.param(looks(2, 9), set(), id="another's telephone"),
        pytest.param(looks(2, 10), {Unusual.COLLEAGUE}, id="a colleague's file"),
        pytest.param(by_many(1, 2, 3, 4, client=11), {Unusual.PROTECTED_BY_MANY}, id="a protected file by four"),
        pytest.param(by_many(1, 2, 3, client=11), set(), id="a protected file by three"),
        pytest.param(by_many(1, 2, 3, 4, client=13), set(), id="an ordinary file by four"),
        pytest.param(looks(2, *range(100, 112)), {Unusual.MANY_WITHOUT_WORK}, id="twelve files, no work"),
        pytest.param(looks(2, *range(100, 111)), set(), id="eleven files, no work"),
        pytest.param(looks(2, *[100] * 30), set(), id="one file thirty times in a day"),
        pytest.param(looks(2, *range(100, 140), purpose=Purpose.CLIENT_ASKED), set(), id="forty who call"),
        pytest.param(looks(2, *range(100, 112), every=DAY), set(), id="twelve files in twelve days"),
        pytest.param(looks(1, 20, 21, 22, at=NIGHT), {Unusual.UNUSUAL_HOURS}, id="three at two in the morning"),
        pytest.param(looks(1, 20, 21, at=NIGHT), set(), id="two at two in the morning"),
        pytest.param(looks(5, 20, 21, 22, at=NIGHT), set(), id="who works at night"),
        pytest.param(looks(2, *[30] * 5, every=DAY), {Unusual.AGAIN_AND_AGAIN}, id="one client on five days"),
        pytest.param(looks(2, *[30] * 4, every=DAY), set(), id="one client on four days"),
        pytest.param(looks(3, *[12] * 9, every=DAY), set(), id="one client on nine days, their work"),
        pytest.param(looks(2, *[30] * 5, every=10 * DAY), set(), id="one client on five days of two months"),
        pytest.param(looks(2, 70, 71, 72), {Unusual.NAMESAKES_IN_TURN}, id="three of a known name in turn"),
        pytest.param(looks(2, 70, 71), set(), id="two of a known name"),
        pytest.param(looks(2, 70, 71, 72, every=DAY), set(), id="three of a known name on three days"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_a_pattern_is_found_or_left_alone(seen: list[Seen], found: set[Unusual]) -> None:
    assert {flag.kind for flag in unusual(seen, KNOWN, LIMITS)} == found


def test_found_again_it_is_the_same() -> None:
    first, second = unusual(looks(1, 7), KNOWN, LIMITS), unusual(looks(1, 7, 7, 7), KNOWN, LIMITS)
    assert [flag.key for flag in first] == [flag.key for flag in second]


def test_a_rule_that_a_department_took_out_is_not_asked() -> None:
    assert unusual(looks(1, 7, 9), KNOWN, {Unusual.SAME_CONTACT: Limit(1)}) != []
    assert unusual(looks(1, 7), KNOWN, {}) == []


def test_of_sixty_invented_days_what_was_planted_is_found_and_little_else() -> None:
    """Simulated: it says how the rules do on what was invented, not on what people do."""
    found = [quality(sixty_days(seed), dict(LIMITS)) for seed in (7, 8, 9, 10)]
    assert sum(one.found for one in found) == sum(one.planted for one in found) == 36
    assert sum(one.in_vain for one in found) <= 6
