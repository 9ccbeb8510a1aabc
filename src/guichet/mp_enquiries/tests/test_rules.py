"""Clocks, slots, lists and themes of members’ offices."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from guichet.foundation.working_days import FederalHolidays
from guichet.mp_enquiries.policy import clock_of, limits, problems, reasons, urgent_reasons
from guichet.mp_enquiries.rules import (
    Clock,
    SlotTimes,
    Theme,
    Unit,
    due_after_pause,
    due_at,
    free,
    listed_in,
    reference_of,
    refusal_to_ask,
    row_of,
    slots,
    themes,
)
from guichet.mp_enquiries.terms import NEXT, STILL_OPEN, Lane, MpRefusal, MpState

OTTAWA, DAYS = ZoneInfo("America/Toronto"), FederalHolidays()
WRITTEN = Clock(2, Unit.BUSINESS_DAYS, time(16))
URGENT = Clock(48, Unit.HOURS, time(16))
BOOKED = Clock(0, Unit.SLOT, time(16))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OTTAWA).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "asked", "due"),
    [
        (WRITTEN, "2026-11-18 10:00", "2026-11-20 16:00"),  # Wednesday to Friday
        (WRITTEN, "2026-11-20 23:30", "2026-11-24 16:00"),  # late on Friday, over a weekend
        (WRITTEN, "2026-11-10 09:00", "2026-11-13 16:00"),  # Remembrance Day is no business day
        (URGENT, "2026-11-20 15:00", "2026-11-22 15:00"),  # hours run over the weekend
        (URGENT, "2026-10-31 15:00", "2026-11-02 14:00"),  # 48 hours, though the clocks go back
    ],
)
def test_each_lane_has_its_clock(clock, asked, due):
    assert due_at(moment(asked), clock, DAYS, OTTAWA, slot=None) == moment(due)


def test_a_booked_lane_is_due_at_its_time_and_has_one():
    at = moment("2026-11-19 09:30")
    assert due_at(moment("2026-11-18 10:00"), BOOKED, DAYS, OTTAWA, slot=at) == at
    with pytest.raises(ValueError, match="time"):
        due_at(moment("2026-11-18 10:00"), BOOKED, DAYS, OTTAWA, slot=None)


@pytest.mark.parametrize(
    ("clock", "due", "began", "ended", "moved"),
    [
        (WRITTEN, "2026-11-20 16:00", "2026-11-18 11:00", "2026-11-18 15:00", "2026-11-20 16:00"),
        (WRITTEN, "2026-11-20 16:00", "2026-11-19 11:00", "2026-11-23 09:00", "2026-11-24 16:00"),
        (URGENT, "2026-11-20 10:00", "2026-11-18 12:00", "2026-11-18 18:00", "2026-11-20 16:00"),
        (BOOKED, "2026-11-20 10:00", "2026-11-18 12:00", "2026-11-18 18:00", "2026-11-20 10:00"),
        (BOOKED, "2026-11-20 10:00", "2026-11-18 12:00", "2026-11-20 11:00", "2026-11-20 11:00"),
    ],
)
def test_the_clock_stands_still_while_we_wait_for_the_office(clock, due, began, ended, moved):
    assert due_after_pause(moment(due), clock, DAYS, OTTAWA, began=moment(began), ended=moment(ended)) == moment(moved)


def test_slots_begin_on_the_next_business_day_and_end_before_closing():
    times = SlotTimes(time(9), time(11), timedelta(minutes=50), 2, 2)
    found = list(slots(moment("2026-11-20 17:00"), times, DAYS, OTTAWA))
    assert found == [
        moment("2026-11-23 09:00"), moment("2026-11-23 09:50"), moment("2026-11-24 09:00"), moment("2026-11-24 09:50"),
    ]  # fmt: skip
    assert free(found, {found[0]: 2, found[1]: 1}, 2) == found[1:]


@pytest.mark.parametrize(
    ("lane", "reason", "urgent", "refused"),
    [
        (Lane.PORTAL, "LATE", "", None),
        (Lane.URGENT, "LATE", "TRAVEL", None),
        (Lane.URGENT, "LATE", "", MpRefusal.NOT_URGENT),
        (Lane.URGENT, "LATE", "BECAUSE", MpRefusal.NOT_URGENT),
        (Lane.PORTAL, "GOSSIP", "", MpRefusal.NO_REASON),
        (None, "LATE", "", MpRefusal.NO_LANE),
    ],
)
def test_what_an_office_may_ask_and_how(lane, reason, urgent, refused):
    assert refusal_to_ask(lane, reason, urgent, reasons={"LATE"}, urgents={"TRAVEL"}) == refused


def test_a_number_is_read_back_and_a_slip_names_nothing():
    assert row_of(reference_of(427)) == 427
    assert row_of(reference_of(427).lower().replace("-", "")) == 427
    assert row_of(reference_of(427)[:-1] + str((int(reference_of(427)[-1]) + 1) % 10)) == 0
    assert row_of("Q-100-000-427") == row_of("") == row_of("P-000-000-000") == 0


@pytest.mark.parametrize(
    ("text", "numbers", "unreadable", "twice", "left_out"),
    [
        ("V300123456\nX900000101\n", ("V300123456", "X900000101"), (), (), 0),
        ("Number;Name\nV300123456;Amina\n\nv300 123 456;Amina", ("V300123456",), (), ((4, "V300123456"),), 0),
        ("\ufeffName,Number\nAmina,V300123456\nPaul,none", ("V300123456",), ((3, "Paul"),), (), 0),
        ("V300000001\nV300000002\nV300000003\nV300000004", ("V300000001", "V300000002", "V300000003"), (), (), 1),
        ('"unclosed\x00', (), (), (), 0),
        ("", (), (), (), 0),
    ],
)
def test_a_list_is_read_line_by_line(text, numbers, unreadable, twice, left_out):
    found = listed_in(text, most=3)
    assert (found.numbers, found.unreadable, found.twice, found.left_out) == (numbers, unreadable, twice, left_out)


def test_themes_count_people_once_and_hide_small_groups():
    asked = [*((person, "LATE") for person in range(9)), (1, "LATE"), (1, "OTHER"), (2, "OTHER")]
    # Two small groups would be told apart by what is left: the large one goes with the small one.
    assert themes(asked) == [Theme("LATE", None), Theme("OTHER", None)]
    many = [*asked, *((person, "STATUS") for person in range(20))]
    assert themes(many)[0] == Theme("STATUS", 20)
    assert {one.code for one in themes(many) if one.people is None} == {"LATE", "OTHER"}


def test_the_shipped_policy_is_sound_and_speaks_both_languages():
    today = date(2026, 11, 22)
    assert problems() == []
    assert (clock_of(Lane.PORTAL, today).count, clock_of(Lane.URGENT, today).count) == (2, 48)
    assert limits(today).consent <= timedelta(days=366)  # the longest that the registry takes
    assert all(one.en and one.fr for one in [*reasons(today).values(), *urgent_reasons(today).values()])


def test_what_is_closed_stays_closed():
    assert all((NEXT[state] == set()) is (state not in STILL_OPEN) for state in MpState)
