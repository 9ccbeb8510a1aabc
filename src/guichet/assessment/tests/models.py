"""The same counts done the slow way, day by day, for the quick ones to be held against."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

Pair = tuple[date, date | None]
DAY = timedelta(days=1)


def each_day(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def in_any(day: date, stays: Sequence[Pair]) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in stays)


def is_away(day: date, trips: Sequence[Pair]) -> bool:
    return any(out < day and (back is None or day < back) for out, back in trips)


def earlier(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29) and (day.year - years) % 4:
        return date(day.year - years, 2, 28)
    return date(day.year - years, day.month, day.day)


def presence_by_hand(
    signed: date,
    resident: date | None,
    lawful: Sequence[Pair] = (),
    trips: Sequence[Pair] = (),
    sentences: Sequence[Pair] = (),
    credited: Sequence[Pair] = (),
) -> tuple[int, int, Decimal]:
    """Return whole days, days that count one half, and the total, for an adult permanent resident."""
    full = half = 0
    for day in each_day(earlier(signed, 5), signed - DAY):
        if in_any(day, sentences):
            continue
        if resident and day >= resident:
            full += in_any(day, credited) or not is_away(day, trips)
        elif in_any(day, lawful) and not is_away(day, trips):
            half += 1
    return full, half, full + min(Decimal(half) / 2, Decimal(365))


def obligation_by_hand(
    examined: date, resident: date, trips: Sequence[Pair] = (), credited: Sequence[Pair] = ()
) -> tuple[int, int]:
    """Return the days there are, and the days still possible."""
    anniversary = earlier(resident, -5)
    first_years = examined < anniversary
    begins = resident if first_years else max(resident, earlier(examined, 5))
    met = sum(in_any(day, credited) or not is_away(day, trips) for day in each_day(begins, examined - DAY))
    return met, len(each_day(examined, anniversary - DAY)) if first_years else 0
