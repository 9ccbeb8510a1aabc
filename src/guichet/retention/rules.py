"""From when on something is kept no longer. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guichet.retention.terms import Kept, Unit

# What was used for a decision about somebody. Source: Privacy Regulations, s. 4(1)(a).
USED_FOR_DECISIONS = frozenset({Kept.DELIVERY, Kept.TASK, Kept.PROPOSAL, Kept.FILE, Kept.CLIENT, Kept.HELPER})
LEAST_YEARS = 2
_DAYS_IN_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept: the code of its rule, since when the rule holds, and the time."""

    code: str
    valid_from: date | None
    valid_to: date | None
    count: int
    unit: Unit
    source: str

    @property
    def kept(self) -> Kept:
        """Return the class it is about: `FILE_TRV` is about files."""
        return Kept.FILE if self.code.startswith("FILE_") else Kept(self.code)

    @property
    def program(self) -> str:
        """Return the program whose files it is about; empty for all."""
        return self.code.removeprefix("FILE_") if self.code.startswith("FILE_") else ""


def is_too_short(kept: Kept, count: int, unit: Unit) -> bool:
    """Return whether a time is shorter than the law allows. Source: Privacy Regulations, s. 4(1)(a)."""
    if kept not in USED_FOR_DECISIONS:
        return count < 1
    return count < (LEAST_YEARS if unit is Unit.YEARS else LEAST_YEARS * _DAYS_IN_A_YEAR + 1)


def used_before(period: Period, as_of: date, zone: ZoneInfo) -> datetime:
    """Return the moment before which the last use must lie, so that the period is over as `as_of` begins."""
    days = period.unit is Unit.DAYS
    day = as_of - timedelta(days=period.count) if days else _years_before(as_of, period.count)
    return datetime.combine(day, time(), zone)


def looked_at_before(as_of: date, zone: ZoneInfo) -> datetime:
    """Return the moment before which the last look at a file must lie. Source: Privacy Regulations, s. 4(1)(a)."""
    return datetime.combine(_years_before(as_of, LEAST_YEARS), time(), zone)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: the longer of the two
        return date(day.year - years, 2, 28)
