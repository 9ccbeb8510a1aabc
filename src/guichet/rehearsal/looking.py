"""Sixty days of invented looking: ordinary work, with some of everything that rules look for planted in it.

Always the same for the same seed. It says how well the rules find what was planted, and how often they ask in vain;
what real people do it cannot say.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from guichet.identity.terms import Purpose
from guichet.oversight.rules import Background, Flag, Limit, Seen, unusual
from guichet.oversight.terms import Unusual

ZONE = ZoneInfo("America/Toronto")
AGENTS, OFFICERS, NIGHT_OFFICERS, CLIENTS, DAYS = 24, 14, 2, 6_000, 60
FIRST_DAY = datetime(2026, 8, 3, tzinfo=ZONE)
COMMON, RARE = 40, 2_500
# Who did each of these, and to whom: staff numbers begin at 1, clients at 1000.
FAMILY, COUSIN, NEIGHBOUR, CURIOUS, OBSESSED, HARVESTER, SLEEPLESS, FAN = 1, 30, 2, 3, 26, 27, 28, 4
PROTECTED, CELEBRITY, COLLEAGUES = 1_000, 1_001, (1_010, 1_011, 1_012)


@dataclass(frozen=True, slots=True)
class Looking:
    """What was invented: the looks, what is known beside them, and which pairs of rule and person were planted."""

    looks: tuple[Seen, ...]
    background: Background
    planted: frozenset[tuple[Unusual, int | None]]


@dataclass(frozen=True, slots=True)
class Quality:
    """How the rules did: what was found of what was planted, and what was found beside it."""

    planted: int
    found: int
    in_vain: int

    @property
    def recall(self) -> float:
        """Return which share of what was planted was found."""
        return self.found / self.planted

    @property
    def precision(self) -> float:
        """Return which share of what was found was planted."""
        return self.found / (self.found + self.in_vain)


def sixty_days(seed: int = 7) -> Looking:
    """Return sixty days of looking."""
    draw = random.Random(seed)
    drafts = sorted(_ordinary(draw), key=lambda look: look.at)
    behind = {(look.staff_id, look.client_id) for look in drafts if look.purpose is Purpose.WORK_ON_FILE}
    # Work is noted late or not at all, now and then.
    behind = {pair for pair in behind if draw.random() > 0.03}
    names = {1_000 + number: frozenset({_family(draw)}) for number in range(CLIENTS)}
    staff_names = {number: frozenset({_family(draw)}) for number in range(1, AGENTS + OFFICERS + NIGHT_OFFICERS + 1)}
    staff_names[FAMILY], staff_names[COUSIN] = frozenset({"rare1"}), frozenset({"rare2"})
    names[1_500], names[1_501] = staff_names[FAMILY], staff_names[COUSIN]
    for client in (CELEBRITY, 1_600, 1_601, 1_602):
        names[client] = frozenset({"starlight"})
    planted = [*_planted(draw)]
    looks = tuple(
        replace(look, look_id=number)
        for number, look in enumerate(sorted([*drafts, *planted], key=lambda look: look.at), start=1)
    )
    bearers: dict[str, int] = {}
    for words in names.values():
        for word in words:
            bearers[word] = bearers.get(word, 0) + 1
    background = Background(
        zone=ZONE,
        hours=(6, 21),
        staff_names=staff_names,
        client_names=names,
        bearers=bearers,
        staff_contacts={NEIGHBOUR: frozenset({"+16135550102"})},
        client_contacts={1_700: frozenset({"+16135550102"})},
        colleagues=frozenset(COLLEAGUES),
        protected=frozenset({PROTECTED, CELEBRITY}),
        known_names=frozenset({"starlight"}),
        behind=frozenset(behind),
        odd_share=_odd_shares(looks),
    )
    return Looking(
        looks,
        background,
        frozenset(
            {
                (Unusual.SAME_FAMILY_NAME, FAMILY),
                (Unusual.SAME_FAMILY_NAME, COUSIN),
                (Unusual.SAME_CONTACT, NEIGHBOUR),
                (Unusual.COLLEAGUE, CURIOUS),
                (Unusual.PROTECTED_BY_MANY, None),
                (Unusual.MANY_WITHOUT_WORK, HARVESTER),
                (Unusual.UNUSUAL_HOURS, SLEEPLESS),
                (Unusual.AGAIN_AND_AGAIN, OBSESSED),
                (Unusual.NAMESAKES_IN_TURN, FAN),
            }
        ),
    )


def quality(looking: Looking, limits: dict[Unusual, Limit]) -> Quality:
    """Return how well the rules find what was planted: a person is found once for each rule, however often."""
    found = {_who(flag) for flag in unusual(looking.looks, looking.background, limits)}
    return Quality(len(looking.planted), len(found & looking.planted), len(found - looking.planted))


def _who(flag: Flag) -> tuple[Unusual, int | None]:
    return flag.kind, flag.staff_id


def _ordinary(draw: random.Random) -> Iterator[Seen]:
    """Yield the looks of people at their work."""
    for day in range(DAYS):
        today = FIRST_DAY + timedelta(days=day)
        if today.weekday() >= 5:
            continue
        for agent in range(1, AGENTS + 1):
            for _ in range(draw.randint(8, 20)):
                yield _look(draw, agent, _any(draw), today, 8, 19, Purpose.CLIENT_ASKED)
        for officer in range(AGENTS + 1, AGENTS + OFFICERS + 1):
            for _ in range(draw.randint(4, 10)):
                yield _look(draw, officer, _any(draw), today, 8, 17, Purpose.WORK_ON_FILE)
            if draw.random() < 0.1:  # a colleague asks: it is nobody's own work
                yield _look(draw, officer, _any(draw), today, 8, 17, Purpose.QUALITY_REVIEW)
            if draw.random() < 0.02:  # something could not wait till morning
                yield _look(draw, officer, _any(draw), today, 21, 22, Purpose.WORK_ON_FILE)
        for officer in range(AGENTS + OFFICERS + 1, AGENTS + OFFICERS + NIGHT_OFFICERS + 1):
            for _ in range(draw.randint(4, 8)):  # abroad it is day
                yield _look(draw, officer, _any(draw), today, 22, 23, Purpose.WORK_ON_FILE)


def _planted(draw: random.Random) -> Iterator[Seen]:
    """Yield what no work explains."""
    day = FIRST_DAY + timedelta(days=30)
    yield _look(draw, FAMILY, 1_500, day, 10, 11, Purpose.CLIENT_ASKED)
    yield _look(draw, COUSIN, 1_501, day, 14, 15, Purpose.QUALITY_REVIEW)
    yield _look(draw, NEIGHBOUR, 1_700, day, 12, 13, Purpose.CLIENT_ASKED)
    yield _look(draw, CURIOUS, COLLEAGUES[0], day, 16, 17, Purpose.CLIENT_ASKED)
    for agent in range(5, 12):  # a case in the news
        yield _look(draw, agent, PROTECTED, day + timedelta(days=agent % 3), 9, 18, Purpose.CLIENT_ASKED)
    for number in range(25):
        yield _look(draw, HARVESTER, 2_000 + number, day, 9, 16, Purpose.QUALITY_REVIEW)
    for number in range(5):
        yield _look(draw, SLEEPLESS, 2_100 + number, day, 1, 3, Purpose.QUALITY_REVIEW)
    for number in range(9):
        yield _look(draw, OBSESSED, 2_200, day + timedelta(days=number * 2), 9, 16, Purpose.QUALITY_REVIEW)
    for client in (1_600, 1_601, 1_602, CELEBRITY):
        yield _look(draw, FAN, client, day, 15, 16, Purpose.CLIENT_ASKED)


def _look(draw: random.Random, staff: int, client: int, day: datetime, first: int, last: int, purpose: Purpose) -> Seen:
    at = day.replace(hour=first) + timedelta(seconds=draw.randrange((last - first) * 3600))
    return Seen(0, staff, client, at.astimezone(UTC), purpose)


def _any(draw: random.Random) -> int:
    """Return one of the clients whom nothing was planted about."""
    return 3_000 + draw.randrange(CLIENTS - 2_000)


def _family(draw: random.Random) -> str:
    """Return a family name: half of all people share a few, the rest have one of many."""
    return f"common{draw.randrange(COMMON)}" if draw.random() < 0.5 else f"rare{draw.randrange(RARE)}"


def _odd_shares(looks: tuple[Seen, ...]) -> dict[int, float]:
    every: dict[int, int] = {}
    odd: dict[int, int] = {}
    for look in looks:
        here = look.at.astimezone(ZONE)
        every[look.staff_id] = every.get(look.staff_id, 0) + 1
        odd[look.staff_id] = odd.get(look.staff_id, 0) + (here.weekday() >= 5 or not 6 <= here.hour < 21)
    return {staff: odd[staff] / count for staff, count in every.items()}
