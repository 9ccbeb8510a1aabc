"""How files of each program usually go: how long they take and how they end. Pure; figures: data/behaviours.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, exp, log
from typing import Any

from guichet.rehearsal.dice import Dice, deviate
from guichet.rehearsal.moments import DAY, MINUTE, MONTH, after_working_days, at_work, working_days_between

_DAYS = {"minutes": MINUTE / DAY, "days": 1.0, "months": MONTH}
ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Pace:
    """How long files take: `met` (0 to 1) of them are decided within `value` of `unit`, `spread` stretches them.

    `otherwise` is given where the quick ones have their own pace: the slow ones take so many days, from and to.
    """

    value: float
    unit: str
    met: float
    spread: float
    otherwise: tuple[float, float] | None = None

    def decided(self, received: int, dice: Dice) -> int:
        """Return when a file received at a moment is decided."""
        if self.otherwise:
            if dice.chance(self.met):
                return received + int(dice.between(0.2, 1) * self.value * _DAYS[self.unit] * DAY)
            return received + int(dice.between(*self.otherwise) * DAY)
        length = exp(log(self.value) + self.spread * (dice.bell() - deviate(self.met)))
        if self.unit == "business_days":
            return at_work(after_working_days(received, ceil(length)), dice)
        return max(at_work(received + int(length * _DAYS[self.unit] * DAY), dice), received + DAY // 8)

    def keeps(self, received: int, decided: int) -> bool:
        """Return whether a file was decided within the time, both days counted as the service standards count them."""
        if self.unit == "business_days":
            return working_days_between(received, decided) <= self.value
        if self.unit == "minutes":
            return decided - received <= self.value * MINUTE
        return decided // DAY - received // DAY <= self.value * _DAYS[self.unit]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What is usual for one program. Shares run from 0 to 1."""

    pace: Pace
    counters: frozenset[str]
    counter_pace: Pace
    approved: float
    paper: float
    returned: float
    withdrawn: float
    documents: float
    since: date | None
    before: str | None
    offices: tuple[str, ...]
    one_of: tuple[str, ...]

    def pace_at(self, office: str) -> Pace:
        """Return the pace of an office: passport counters have their own."""
        return self.counter_pace if office in self.counters else self.pace


def behaviours(raw: Mapping[str, Any]) -> dict[str, Behaviour]:
    """Return each program's behaviour from the data file's content."""
    return {code: _behaviour({**raw["defaults"], **row}) for code, row in raw["programs"].items()}


def _behaviour(row: Mapping[str, Any]) -> Behaviour:
    counters = row.get("at", {})
    return Behaviour(
        pace=_pace(row),
        counters=frozenset(counters.get("offices", ())),
        counter_pace=_pace({**row, **counters}),
        approved=row["approved_pct"] / 100,
        paper=row["paper_pct"] / 100,
        returned=row["returned_pct"] / 100,
        withdrawn=row["withdrawn_pct"] / 100,
        documents=row["documents_pct"] / 100,
        since=row.get("since"),
        before=row.get("before"),
        offices=(ABROAD,) if row["office"] == ABROAD else tuple(row["office"]),
        one_of=tuple(row.get("one_of", ())),
    )


def _pace(row: Mapping[str, Any]) -> Pace:
    slow = row.get("otherwise")
    return Pace(row["within"], row["unit"], row["met_pct"] / 100, row["spread"], (slow[0], slow[1]) if slow else None)
