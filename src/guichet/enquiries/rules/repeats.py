"""Who came back, how soon, and about the same matter or not. Pure.

Source: the measures of contact centres that the service reports: CC11 (an issue that needed one contact), CC12 (heard
from in the last 24 hours, and on the same day, over all channels), CC13 (one matter by several channels in 72 hours).
Each share is told with what it is a share of.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAY, ACROSS, WEEK = timedelta(hours=24), timedelta(hours=72), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Heard:
    """One contact of one person: when, on which day where the department is, by which channel, about which matter.

    `matter` is the question with which it is answered, and its topic where that is known: contacts about either are
    about the same.
    """

    contact_id: int
    received_at: datetime
    on: date
    channel: str
    matter: frozenset[str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a contact repeats. `same_day` and `within_day` whatever it is about; the others about the same matter.

    `is_issue`: the first contact about its matter in seven days; `came_back`: then, whether another followed in seven.
    """

    contact_id: int
    same_day: bool
    within_day: bool
    within_week: bool
    by_another_way: bool
    is_issue: bool
    came_back: bool


def repeats_of(contacts: Iterable[Heard]) -> list[Repeated]:
    """Return for each contact of one person what it repeats, in the order in which they came."""
    rows = sorted(contacts, key=lambda one: (one.received_at, one.contact_id))
    came_back: dict[int, bool] = defaultdict(bool)
    about: dict[int, list[Heard]] = {}
    for at, one in enumerate(rows):
        about[one.contact_id] = [
            each for each in rows[:at] if each.matter & one.matter and one.received_at - each.received_at <= WEEK
        ]
        for each in about[one.contact_id]:
            came_back[each.contact_id] = True
    return [
        Repeated(
            contact_id=one.contact_id,
            same_day=any(each.on == one.on for each in rows[:at]),
            within_day=any(one.received_at - each.received_at <= DAY for each in rows[:at]),
            within_week=bool(about[one.contact_id]),
            by_another_way=any(
                each.channel != one.channel and one.received_at - each.received_at <= ACROSS
                for each in about[one.contact_id]
            ),
            is_issue=not about[one.contact_id],
            came_back=not about[one.contact_id] and came_back[one.contact_id],
        )
        for at, one in enumerate(rows)
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """A number of a number; `of` is told beside it. None of nothing."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """Return how many of a hundred, None where there is nothing to be a share of."""
        return 100 * self.count / self.of if self.of else None
