"""When a promise falls due, and whose days have passed. Pure.

Definition of the clock, for whoever measures with it:

- Days are calendar days in the department's time zone. The day of receipt is day zero; every midnight after
  it, up to the decision or to now, is one day.
- A day is *with you* if a pause was open at that midnight; otherwise it is *with us*. So a pause that begins
  and ends on one day takes none, pauses that overlap take a day only once, a pause that is still open goes on
  taking days, and days with us and days with you always add up to the days that have passed.
- A standard of so many days falls due on the day that is so many days *with us* after receipt; business days
  are counted the same way among Monday to Friday without federal holidays; months are calendar months from
  the day of receipt (31 January and one month: the last day of February), turned into days. A pause that
  begins after the due day moves nothing: what is late stays late.
- A standard of minutes or hours falls due at a moment; pauses move it by exactly as long as they last.
- Late means decided, or still waiting, after the due day (or moment). Days late are the days with us after
  it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from guichet.foundation.languages import Text
from guichet.foundation.working_days import (
    Calendar,
    add_business_days,
    add_months,
    is_business_day,
)
from guichet.standards.terms import Basis, Certainty, Channel, ClockState, Unit

DUE_SOON_DAYS = 7
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How the department did in one fiscal year. `pct` is None where there was nothing to measure."""

    fiscal_year: str
    volume: int
    met: int
    pct: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A public promise. In force from `valid_from` to `valid_to`, both included; None: without end.

    `headline` says that a file of its programs is measured by it. `review_on` is the day by which somebody
    must confirm it again.
    """

    code: str
    what: Text
    programs: tuple[str, ...] = ()
    headline: bool = False
    value: int | None = None
    unit: Unit
    target_pct: Decimal
    basis: Basis
    channel: Channel
    owner: Text
    review_on: date | None = None
    results: tuple[Result, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    status: Certainty = Certainty.CONFIRMED

    @property
    def is_timed(self) -> bool:
        """Return whether it promises a time, and not only a share."""
        return self.value is not None and self.unit is not Unit.ACCESS

    @property
    def is_exact(self) -> bool:
        """Return whether it falls due at a moment, and not at the end of a day."""
        return self.unit in {Unit.MINUTES, Unit.HOURS}

    def was_met(self, result: Result) -> bool | None:
        """Return whether a year's result reached the target; None where there was nothing to measure."""
        return None if result.pct is None else result.pct >= self.target_pct


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReason:
    """Why a clock stands still, with the sentence its client reads."""

    code: str
    name: Text
    sentence: Text
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    status: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a file waits for its client; `ended` is None while it is open."""

    reason: str
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How many days have passed, whose they were, and how the file stands with its promise.

    `due_on` is the day the promise falls due with its pauses so far, `due_at` the moment where it promises
    minutes or hours; None where no time is promised. `days_late` are days with us after it.
    """

    days_with_us: int
    days_with_you: int
    due_on: date | None
    due_at: datetime | None
    state: ClockState
    days_late: int

    @property
    def days(self) -> int:
        """Return all days from receipt to the decision or to now."""
        return self.days_with_us + self.days_with_you


def due_on(received: date, standard: Standard, holidays: Calendar) -> date:
    """Return the day on which the promise falls due if nothing pauses it.

    The day of receipt is not counted. Minutes fall due on the same day; hours after as many days as they
    fill, the begun one counted: for the moment itself ask `due_at`. Raises ValueError if the standard
    promises no time.
    """
    value = _promised(standard)
    match standard.unit:
        case Unit.MINUTES:
            return received
        case Unit.HOURS:
            return received + timedelta(days=-(-value // 24))
        case Unit.BUSINESS_DAYS:
            return add_business_days(received, value, holidays)
        case Unit.MONTHS:
            return add_months(received, value)
        case _:
            return received + timedelta(days=value)


def due_at(received_at: datetime, standard: Standard, holidays: Calendar, zone: ZoneInfo) -> datetime:
    """Return the moment after which the promise is broken if nothing pauses it.

    Minutes and hours are added to the moment of receipt, holidays or not; a promise of days holds until the
    midnight that ends its due day in `zone`. The moment is in UTC. Raises ValueError if the standard promises
    no time, or if `received_at` names no zone.
    """
    value = _promised(standard)
    if standard.is_exact:
        return _utc(received_at) + _exactly(value, standard.unit)
    day = due_on(_day(received_at, zone), standard, holidays)
    return _utc(datetime.combine(day + DAY, time.min, tzinfo=zone))


def clock(
    *,
    received_at: datetime,
    pauses: Sequence[Pause] = (),
    now: datetime,
    decided_at: datetime | None = None,
    standard: Standard | None,
    calendar: Calendar,
    zone: ZoneInfo,
) -> Clock:
    """Return the clock of one file: at `decided_at` if it is decided, else at `now`. See the top of this module.

    A decision or a now before receipt counts as the moment of receipt: no day has passed. All moments must
    name their zone; raises ValueError for one that does not.
    """
    received_at = _utc(received_at)
    until = max(_utc(decided_at or now), received_at)
    received, last = _day(received_at, zone), _day(until, zone)
    spans = _merged(pauses, received_at, until)
    with_you = _days_with_you(spans, zone)
    days = (last - received).days
    counted = {"days_with_us": days - len(with_you), "days_with_you": len(with_you)}
    if standard is None or not standard.is_timed:
        return Clock(**counted, due_on=None, due_at=None, state=ClockState.NO_STANDARD, days_late=0)
    moment, due = _moved(received_at, standard, spans, with_you, calendar, zone)
    days_late = sum(day not in with_you for day in _days_after(due, last))
    is_late = until > moment if moment else last > due
    if decided_at:
        state = ClockState.MISSED if is_late else ClockState.MET
    elif is_late:
        state = ClockState.LATE
    elif any(_is_open(pause, until) for pause in pauses):
        state = ClockState.PAUSED
    else:
        state = ClockState.DUE_SOON if _is_soon(received, last, due) else ClockState.ON_TIME
    return Clock(**counted, due_on=due, due_at=moment, state=state, days_late=days_late if is_late else 0)


Span = tuple[datetime, datetime]


def _promised(standard: Standard) -> int:
    if standard.value is None or not standard.is_timed:
        raise ValueError(f"standard {standard.code} promises no time")
    return standard.value


def _exactly(value: int, unit: Unit) -> timedelta:
    return timedelta(minutes=value) if unit is Unit.MINUTES else timedelta(hours=value)


def _utc(moment: datetime) -> datetime:
    """Return the same moment in UTC: in a zone with summer time, hours can't be added to the clock on the wall."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(UTC)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return _utc(moment).astimezone(zone).date()


def _is_open(pause: Pause, at: datetime) -> bool:
    return _utc(pause.began) <= at and (pause.ended is None or _utc(pause.ended) > at)


def _merged(pauses: Sequence[Pause], received_at: datetime, until: datetime) -> list[Span]:
    """Return the pauses between receipt and `until` as spans that do not touch, in order."""
    spans: list[Span] = []
    for began, ended in sorted(
        (max(_utc(pause.began), received_at), min(_utc(pause.ended or until), until)) for pause in pauses
    ):
        if ended <= began:
            continue
        if spans and began <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], ended))
        else:
            spans.append((began, ended))
    return spans


def _days_with_you(spans: Iterable[Span], zone: ZoneInfo) -> set[date]:
    """Return the days at whose first moment a pause was open."""
    return {day for began, ended in spans for day in _days_after(_day(began, zone), _day(ended, zone))}


def _days_after(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]


def _moved(
    received_at: datetime,
    standard: Standard,
    spans: Sequence[Span],
    with_you: set[date],
    calendar: Calendar,
    zone: ZoneInfo,
) -> tuple[datetime | None, date]:
    """Return the moment (for minutes and hours) and the day on which the promise falls due with these pauses."""
    if standard.is_exact:
        moment = due_at(received_at, standard, calendar, zone)
        for began, ended in spans:
            if began < moment:
                moment += ended - began
        return moment, _day(moment, zone)
    received = _day(received_at, zone)
    due = due_on(received, standard, calendar)
    for day in sorted(with_you):
        if day > due:
            break
        if standard.unit is not Unit.BUSINESS_DAYS:
            due += DAY
        elif is_business_day(day, calendar):
            due = add_business_days(due, 1, calendar)
    return None, due


def _is_soon(received: date, today: date, due: date) -> bool:
    """Return whether a week or less is left, or a quarter of the whole time if that is shorter."""
    return (due - today).days <= min(DUE_SOON_DAYS, (due - received).days // 4)
