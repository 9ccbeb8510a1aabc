"""The journal as a value: changed, taken back, merged, kept."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from guichet.plans.rules.journal.content import (
    CHANGES_KEPT,
    MOST_TRIPS,
    Full,
    Journal,
    NotAJournal,
    TripEntry,
    merged,
    packed,
    undone,
    unpacked,
    with_entries,
    with_instead,
    without,
)
from guichet.plans.tests.journals import AT_LEISURE, journal, journals, periods, trip, trips


def entries_of(one: Journal) -> object:
    return one.trips, one.periods, one.resident_since, one.signs_on, one.route


@settings(AT_LEISURE)
@given(journals())
def test_what_is_kept_is_what_was_written(one: Journal) -> None:
    assert unpacked(json.loads(json.dumps(packed(one)))) == one


@settings(AT_LEISURE)
@given(journals(), st.lists(st.one_of(trips(), periods()), min_size=1, max_size=3), st.data())
def test_each_change_can_be_taken_back(one: Journal, more: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    added = with_entries(one, more)
    assert entries_of(undone(added)) == entries_of(one)
    entry = data.draw(st.sampled_from([*added.trips, *added.periods]))
    assert entries_of(undone(without(added, entry.number))) == entries_of(added)
    field = "reason" if isinstance(entry, TripEntry) else "note"
    changed = with_instead(added, entry.model_copy(update={field: "something else entirely"}))
    assert entries_of(undone(changed)) == entries_of(added)
    assert entries_of(undone(undone(changed))) == entries_of(one)


def test_so_many_changes_can_be_taken_back_and_no_more() -> None:
    one = journal()
    for day in range(1, CHANGES_KEPT + 4):
        one = with_entries(one, [trip(date(2024, 1, day), date(2024, 2, day))])
    for _each in range(CHANGES_KEPT + 3):
        one = undone(one)
    # The change before the first kept stays: the journal itself was the first change.
    assert len(one.trips) == 3


@settings(AT_LEISURE)
@given(journals(), journals())
def test_merging_loses_nothing_and_twice_is_once(one: Journal, other: Journal) -> None:
    both = merged(one, other)
    assert {trip.same_as for trip in both.trips} == {trip.same_as for trip in (*one.trips, *other.trips)}
    assert {each.same_as for each in both.periods} == {each.same_as for each in (*one.periods, *other.periods)}
    assert merged(both, other) == both


def test_a_journal_never_gives_a_number_twice() -> None:
    one = with_entries(journal(), [trip(date(2024, 1, 1), date(2024, 2, 1))])
    number = one.trips[0].number
    again = with_entries(without(one, number), [trip(date(2024, 3, 1), date(2024, 4, 1))])
    assert again.trips[0].number != number
    assert [each.number for each in undone(undone(again)).trips] == [number]


def test_a_trip_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError):
        trip(date(2024, 2, 1), date(2024, 1, 31))


def test_more_trips_than_anybody_makes_are_refused() -> None:
    with pytest.raises(Full):
        with_entries(Journal(), [trip(date(2024, 1, 1), date(2024, 1, 2))] * (MOST_TRIPS + 1))


@pytest.mark.parametrize(
    "kept",
    [
        None, [], "x", {"version": 2}, {"trips": [{"number": 1}]}, {"trips": "all"}, {"surprise": 1},
        {"trips": [{"number": 1, "out": "2024-02-30"}]},
        {"trips": [{"number": 1, "out": "2024-02-01"}, {"number": 1, "out": "2024-03-01"}]},
        {"trips": [{"number": 1, "out": "2024-02-01", "back": "2024-01-01"}]},
        {"trips": [{"number": 1, "out": "0001-01-01"}]},
    ],
)  # fmt: skip
def test_what_is_no_journal_is_refused(kept: object) -> None:
    with pytest.raises(NotAJournal):
        unpacked(kept)
