"""The clock of a service standard: cases worked out by hand, and what must hold for every file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.foundation.languages import Text
from guichet.foundation.working_days import FederalHolidays, is_business_day
from guichet.standards.rules import Clock, Pause, Result, Standard, clock, due_at, due_on
from guichet.standards.terms import Basis, Channel, ClockState, Unit

ZONE = ZoneInfo("America/Toronto")
FEDERAL = FederalHolidays()
LEDUC = Text("Any promise", "Une promesse")


def promise(value: int | None, unit: Unit) -> Standard:
    return Standard(
        code="ANY",
        what=LEDUC,
        value=value,
        unit=unit,
        target_pct=Decimal(80),
        basis=Basis.DECISION,
        channel=Channel.ONLINE,
        owner=LEDUC,
    )


def at(day: str, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of a day, by the clock on the department's wall."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ZONE).replace(hour=hour, minute=minute)


def waiting(began: str, ended: str | None = None, reason: str = "ADDITIONAL_DOCS") -> Pause:
    return Pause(reason, at(began), at(ended) if ended else None)


FORTNIGHT = promise(14, Unit.CALENDAR_DAYS)
TEN_WORKING = promise(10, Unit.BUSINESS_DAYS)
HALF_YEAR = promise(6, Unit.MONTHS)


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        pytest.param("2026-11-02", 14, Unit.CALENDAR_DAYS, "2026-11-16", id="visitor visa, 14 days"),
        pytest.param("2026-02-10", 112, Unit.CALENDAR_DAYS, "2026-06-02", id="super visa, 112 days"),
        pytest.param("2026-01-15", 56, Unit.CALENDAR_DAYS, "2026-03-12", id="youth permit, 56 days"),
        pytest.param("2026-08-31", 6, Unit.MONTHS, "2027-02-28", id="six months, clamped"),
        pytest.param("2028-02-29", 12, Unit.MONTHS, "2029-02-28", id="29 February and a year"),
        pytest.param("2027-02-28", 12, Unit.MONTHS, "2028-02-28", id="28 February stays the 28th in a leap year"),
        pytest.param("2027-12-31", 2, Unit.MONTHS, "2028-02-29", id="to 29 February"),
        pytest.param("2026-12-24", 3, Unit.BUSINESS_DAYS, "2026-12-31", id="24 December: 25 and 28 are holidays"),
        pytest.param("2026-12-24", 4, Unit.BUSINESS_DAYS, "2027-01-04", id="24 December to after 2 January"),
        pytest.param("2026-09-29", 1, Unit.BUSINESS_DAYS, "2026-10-01", id="30 September is not worked"),
        pytest.param("2026-11-21", 10, Unit.BUSINESS_DAYS, "2026-12-04", id="received on a Saturday"),
        pytest.param("2026-11-20", 1, Unit.BUSINESS_DAYS, "2026-11-23", id="urgent passport on a Friday"),
        pytest.param("2026-11-20", 0, Unit.BUSINESS_DAYS, "2026-11-20", id="passport the same day"),
        pytest.param("2026-11-20", 5, Unit.MINUTES, "2026-11-20", id="minutes fall due the same day"),
        pytest.param("2026-11-20", 72, Unit.HOURS, "2026-11-23", id="72 hours, weekend or not"),
        pytest.param("2026-11-20", 30, Unit.HOURS, "2026-11-22", id="a begun day is counted"),
    ],
)
def test_a_promise_falls_due_on(received: str, value: int, unit: Unit, due: str) -> None:
    assert due_on(date.fromisoformat(received), promise(value, unit), FEDERAL) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        pytest.param(at("2026-11-20", 23, 58), 5, Unit.MINUTES, at("2026-11-21", 0, 3), id="over midnight"),
        pytest.param(at("2026-03-07", 12), 24, Unit.HOURS, at("2026-03-08", 13), id="the spring day has 23 hours"),
        pytest.param(at("2026-10-31", 12), 24, Unit.HOURS, at("2026-11-01", 11), id="the autumn day has 25"),
        pytest.param(at("2026-11-02"), 14, Unit.CALENDAR_DAYS, at("2026-11-17", 0), id="to the end of the due day"),
    ],
)
def test_a_promise_falls_due_at(received: datetime, value: int, unit: Unit, due: datetime) -> None:
    assert due_at(received, promise(value, unit), FEDERAL, ZONE) == due


@pytest.mark.parametrize("standard", [promise(None, Unit.ACCESS), promise(None, Unit.MONTHS)])
def test_a_share_without_a_time_never_falls_due(standard: Standard) -> None:
    with pytest.raises(ValueError, match="no time"):
        due_on(date(2026, 1, 1), standard, FEDERAL)
    assert read(standard).state is ClockState.NO_STANDARD


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        due_at(datetime(2026, 1, 1), FORTNIGHT, FEDERAL, ZONE)


def read(
    standard: Standard | None,
    *pauses: Pause,
    received: str = "2026-11-02",
    now: str = "2026-11-09",
    decided: str | None = None,
) -> Clock:
    return clock(
        received_at=at(received),
        pauses=pauses,
        now=at(now),
        decided_at=at(decided) if decided else None,
        standard=standard,
        calendar=FEDERAL,
        zone=ZONE,
    )


ON_TIME, DUE_SOON, LATE, PAUSED = ClockState.ON_TIME, ClockState.DUE_SOON, ClockState.LATE, ClockState.PAUSED
MET, MISSED, NO_STANDARD = ClockState.MET, ClockState.MISSED, ClockState.NO_STANDARD


@pytest.mark.parametrize(
    ("found", "us", "you", "due", "state", "late"),
    [
        pytest.param(read(FORTNIGHT), 7, 0, "2026-11-16", ON_TIME, 0, id="a week gone, a week left"),
        pytest.param(read(FORTNIGHT, now="2026-11-12"), 10, 0, "2026-11-16", ON_TIME, 0, id="4 of 14 left"),
        pytest.param(read(FORTNIGHT, now="2026-11-13"), 11, 0, "2026-11-16", DUE_SOON, 0, id="3 of 14 left: soon"),
        pytest.param(read(FORTNIGHT, now="2026-11-16"), 14, 0, "2026-11-16", DUE_SOON, 0, id="on the due day"),
        pytest.param(read(FORTNIGHT, now="2026-11-17"), 15, 0, "2026-11-16", LATE, 1, id="the day after"),
        pytest.param(read(FORTNIGHT, decided="2026-11-16"), 14, 0, "2026-11-16", MET, 0, id="decided on the day"),
        pytest.param(read(FORTNIGHT, decided="2026-11-20"), 18, 0, "2026-11-16", MISSED, 4, id="decided late"),
        pytest.param(read(None, now="2026-11-30"), 28, 0, None, NO_STANDARD, 0, id="no standard: days all the same"),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-04", "2026-11-07")),
            *(4, 3, "2026-11-19", ON_TIME, 0),
            id="three midnights with the client",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-04", "2026-11-04")),
            *(7, 0, "2026-11-16", ON_TIME, 0),
            id="a pause within a day takes none",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-04", "2026-11-07"), waiting("2026-11-06", "2026-11-08", "BIOMETRICS")),
            *(3, 4, "2026-11-20", ON_TIME, 0),
            id="overlapping pauses take a day once",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-05")),
            *(3, 4, "2026-11-20", PAUSED, 0),
            id="an open pause counts on",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-05"), decided="2026-11-09"),
            *(3, 4, "2026-11-20", MET, 0),
            id="a pause left open ends with the decision",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-05", "2027-01-01")),
            *(3, 4, "2026-11-20", PAUSED, 0),
            id="a pause known to end later is open now",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-20", "2026-11-25")),
            *(7, 0, "2026-11-16", ON_TIME, 0),
            id="a pause still to come moves nothing",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-10-20", "2026-11-04")),
            *(5, 2, "2026-11-18", ON_TIME, 0),
            id="a pause before receipt counts from receipt",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-07", "2026-11-04")),
            *(7, 0, "2026-11-16", ON_TIME, 0),
            id="a pause that ends before it begins is none",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-18", "2026-11-21"), now="2026-11-23"),
            *(18, 3, "2026-11-16", LATE, 4),
            id="what is late stays late: seven days after, three of them the client's",
        ),
        pytest.param(
            read(FORTNIGHT, waiting("2026-11-16", "2026-11-20"), now="2026-11-20"),
            *(14, 4, "2026-11-16", LATE, 0),
            id="asked on the due day: late, though no day since was ours",
        ),
        pytest.param(
            read(TEN_WORKING, now="2026-11-17"),
            *(15, 0, "2026-11-17", DUE_SOON, 0),
            id="ten working days over Remembrance Day",
        ),
        pytest.param(
            read(TEN_WORKING, waiting("2026-11-05", "2026-11-12"), now="2026-11-16"),
            *(7, 7, "2026-11-23", ON_TIME, 0),
            id="a week with the client: 6, 9, 10 and 12 November are given back, weekend and holiday are not",
        ),
        pytest.param(
            read(HALF_YEAR, received="2026-08-31", now="2026-09-01"),
            *(1, 0, "2027-02-28", ON_TIME, 0),
            id="six months, clamped",
        ),
        pytest.param(
            read(HALF_YEAR, waiting("2026-12-24", "2027-01-02"), received="2026-08-31", now="2027-01-03"),
            *(116, 9, "2027-03-09", ON_TIME, 0),
            id="24 December to 2 January with the client",
        ),
        pytest.param(
            read(FORTNIGHT, decided="2026-10-01"),
            *(0, 0, "2026-11-16", MET, 0),
            id="decided before it came in, they say: no day has passed",
        ),
    ],
)
def test_the_clock_reads(found: Clock, us: int, you: int, due: str | None, state: ClockState, late: int) -> None:
    assert (found.days_with_us, found.days_with_you, found.state, found.days_late) == (us, you, state, late)
    assert found.due_on == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("now", "state"),
    [(at("2026-11-20", 12, 5), DUE_SOON), (at("2026-11-20", 12, 6), LATE)],
)
def test_a_promise_of_minutes_is_late_by_the_minute(now: datetime, state: ClockState) -> None:
    found = clock(
        received_at=at("2026-11-20"),
        now=now,
        standard=promise(5, Unit.MINUTES),
        calendar=FEDERAL,
        zone=ZONE,
    )
    assert (found.state, found.due_at, found.due_on) == (state, at("2026-11-20", 12, 5), date(2026, 11, 20))


def test_a_pause_moves_a_promise_of_hours_by_as_long_as_it_lasts() -> None:
    found = clock(
        received_at=at("2026-11-20"),
        pauses=[Pause("ADDITIONAL_DOCS", at("2026-11-21", 8), at("2026-11-21", 11, 30))],
        now=at("2026-11-22"),
        standard=promise(72, Unit.HOURS),
        calendar=FEDERAL,
        zone=ZONE,
    )
    assert found.due_at == at("2026-11-23", 15, 30)


def test_days_are_those_of_the_departments_zone() -> None:
    late_evening = datetime(2026, 11, 3, 4, 30, tzinfo=UTC)  # 2 November, 23:30 in Toronto
    found = clock(
        received_at=late_evening,
        now=late_evening + timedelta(hours=1),
        standard=FORTNIGHT,
        calendar=FEDERAL,
        zone=ZONE,
    )
    assert (found.days, found.due_on) == (1, date(2026, 11, 16))


def test_a_year_reached_its_target_or_missed_it_or_had_nothing_to_measure() -> None:
    years = [Result(fiscal_year="2023-2024", volume=9, met=9, pct=pct) for pct in (Decimal(80), Decimal("79.99"), None)]
    assert [FORTNIGHT.was_met(year) for year in years] == [True, False, None]


# --- What must hold for every file --------------------------------------------------------------------------------

START = datetime(2024, 1, 1, 5, tzinfo=UTC)
MOMENTS = st.integers(0, 500 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
PAUSES = st.lists(st.builds(Pause, st.just("ADDITIONAL_DOCS"), MOMENTS, st.none() | MOMENTS), max_size=6)
STANDARDS = st.builds(
    promise,
    st.integers(1, 120),
    st.sampled_from([Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS, Unit.HOURS, Unit.MINUTES]),
) | st.builds(promise, st.integers(1, 12), st.just(Unit.MONTHS))


def measured(received: datetime, pauses: list[Pause], now: datetime, standard: Standard | None) -> Clock:
    return clock(received_at=received, pauses=pauses, now=now, standard=standard, calendar=FEDERAL, zone=ZONE)


@given(MOMENTS, PAUSES, MOMENTS, st.none() | STANDARDS)
@settings(max_examples=150, deadline=None)
def test_days_with_us_and_days_with_you_add_up_and_neither_is_lost(
    received: datetime, pauses: list[Pause], now: datetime, standard: Standard | None
) -> None:
    found = measured(received, pauses, now, standard)
    passed = (max(now, received).astimezone(ZONE).date() - received.astimezone(ZONE).date()).days
    assert found.days == passed
    assert found.days_with_us >= 0
    assert found.days_with_you >= 0
    assert 0 <= found.days_late <= found.days_with_us


@given(MOMENTS, PAUSES, MOMENTS, st.none() | STANDARDS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_pauses_and_saying_one_twice_change_nothing(
    received: datetime, pauses: list[Pause], now: datetime, standard: Standard | None, chance: object
) -> None:
    shuffled = pauses * 2
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert measured(received, shuffled, now, standard) == measured(received, pauses, now, standard)


@given(MOMENTS, PAUSES, MOMENTS, STANDARDS)
@settings(max_examples=150, deadline=None)
def test_pauses_never_make_a_promise_fall_due_sooner(
    received: datetime, pauses: list[Pause], now: datetime, standard: Standard
) -> None:
    with_pauses, without = measured(received, pauses, now, standard), measured(received, [], now, standard)
    assert with_pauses.due_on is not None
    assert without.due_on is not None
    assert with_pauses.due_on >= without.due_on


@given(MOMENTS, PAUSES, MOMENTS, STANDARDS)
@settings(max_examples=150, deadline=None)
def test_the_due_day_is_the_one_on_which_so_many_days_were_with_us(
    received: datetime, pauses: list[Pause], now: datetime, standard: Standard
) -> None:
    """Counted here the slow way: day by day, asking of each midnight whether any pause was open."""
    if standard.is_exact:
        standard = replace(standard, unit=Unit.BUSINESS_DAYS)
    first = received.astimezone(ZONE).date()
    promised = due_on(first, standard, FEDERAL)
    until = max(now, received)

    def counts(day: date) -> bool:
        return standard.unit is not Unit.BUSINESS_DAYS or is_business_day(day, FEDERAL)

    def is_with_you(day: date) -> bool:
        # Open at the midnight that begins the day, and the day no later than now.
        began_before = [pause for pause in pauses if max(pause.began, received).astimezone(ZONE).date() < day]
        ends = [min(pause.ended or until, until) for pause in began_before]
        return any(end.astimezone(ZONE).date() >= day for end in ends)

    wanted = sum(counts(first + timedelta(days=number)) for number in range(1, (promised - first).days + 1))
    day = first
    while wanted:
        day += timedelta(days=1)
        wanted -= counts(day) and not is_with_you(day)
    assert measured(received, pauses, now, standard).due_on == day


@given(MOMENTS, PAUSES, MOMENTS, STANDARDS)
@settings(max_examples=100, deadline=None)
def test_a_decision_now_reads_as_the_clock_does_now(
    received: datetime, pauses: list[Pause], now: datetime, standard: Standard
) -> None:
    running = measured(received, pauses, now, standard)
    decided = clock(
        received_at=received,
        pauses=pauses,
        now=now + timedelta(days=99),
        decided_at=now,
        standard=standard,
        calendar=FEDERAL,
        zone=ZONE,
    )
    assert replace(decided, state=running.state) == running
    assert (decided.state is MISSED) is (running.state is LATE)
