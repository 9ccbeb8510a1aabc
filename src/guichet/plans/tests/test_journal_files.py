"""Lists and calendars: what we write comes back whole; what others write is read, asked about, or set aside."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils.translation import override
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guichet.foundation.languages import Language
from guichet.plans.rules.journal.calendars import read_calendar, write_calendar
from guichet.plans.rules.journal.content import Entry, Journal, with_entries, with_owner
from guichet.plans.rules.journal.files import CannotRead, Fate, Reading, held_against
from guichet.plans.rules.journal.lists import read_list, write_list
from guichet.plans.rules.journal.reading_days import month_named, written_day
from guichet.plans.rules.journal.whole import read_whole, write_whole
from guichet.plans.rules.journal.words import PeriodKind, Remark, Unreadable, Why
from guichet.plans.tests.journals import AT_LEISURE, journal, journals, trip

OTTAWA = ZoneInfo("America/Toronto")
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def again(reading: Reading) -> tuple[object, ...]:
    """Return what a reading gives back, as a journal with its own numbers."""
    entries: list[Entry] = [row.entry for row in reading.rows if row.entry]
    one = with_entries(Journal(), entries)
    plain = [each.model_copy(update={"number": 1}) for each in (*one.trips, *one.periods)]
    return Counter(map(repr, plain)), reading.resident_since, reading.signs_on


def whole(one: Journal) -> tuple[object, ...]:
    plain = [each.model_copy(update={"number": 1}) for each in (*one.trips, *one.periods)]
    return Counter(map(repr, plain)), one.resident_since, one.signs_on


@settings(AT_LEISURE, max_examples=80)
@given(journals(), st.sampled_from(Language), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_list_comes_back_whole(one: Journal, language: Language, written_as: str) -> None:
    text = write_list(one, language)
    if not (one.trips or one.periods or one.resident_since or one.signs_on):
        with pytest.raises(CannotRead):
            read_list(text.encode(written_as))
        return
    assert again(read_list(text.encode(written_as))) == whole(one)


@settings(AT_LEISURE, max_examples=80)
@given(journals(), st.sampled_from(Language))
def test_a_calendar_comes_back_whole(one: Journal, language: Language) -> None:
    data = write_calendar(one, language, made_at=AT)
    if not (one.trips or one.periods or one.resident_since or one.signs_on):
        with pytest.raises(CannotRead):
            read_calendar(data, OTTAWA)
        return
    assert again(read_calendar(data, OTTAWA)) == whole(one)


@settings(AT_LEISURE, max_examples=80)
@given(journals())
def test_a_whole_journal_comes_back_with_all_that_it_says(one: Journal) -> None:
    read = read_whole(write_whole(one))
    held = with_entries(Journal(), [row.entry for row in read.rows if row.entry])
    back = with_owner(
        held, asked=read.asked, resident_since=read.resident_since, signs_on=read.signs_on, route=read.route
    )
    assert whole(back) == whole(one)
    assert (back.asked, back.route) == (one.asked, one.route)


def test_no_cell_is_a_formula() -> None:
    text = write_list(journal(trip(date(2024, 1, 1), country="=1+1", reason="@x", proof="-2")), Language.EN)
    assert [cell in text for cell in (",'=1+1,", ",'@x,", ",'-2,")] == [True] * 3


# Lists of others

ENGLISH = "Left Canada,Came back,Country\n2024-05-01,2024-05-10,Peru\n"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.replace(",", ";"),
        ENGLISH.replace(",", "\t"),
        ENGLISH.replace("\n", "\r\n"),
        "Date de départ;Date de retour;Pays\n1er mai 2024;10 mai 2024;Peru\n",
        "Pays;Retour;Départ\nPeru;10/mai/2024;01/mai/2024\n",
        "DEPARTURE DATE|RETURN DATE|DESTINATION\n\nMay 1, 2024|10 May 2024|Peru\n".replace(",", ""),
        "exit,entry,country\n2024/5/1,2024.05.10,Peru\n",
        "exit,entry,country\n20240501,2024-05-10 14:30,Peru\n",
        "exit,entry,country\n1/5/2024,31/5/2024,x\n2024-05-01,2024-05-10,Peru\n",
    ],
)
def test_lists_as_people_write_them(text: str) -> None:
    rows = read_list(text.encode()).rows
    assert rows[-1].fate is Fate.TAKEN
    assert rows[-1].entry == trip(date(2024, 5, 1), date(2024, 5, 10), country="Peru")


def test_the_order_of_day_and_month_is_asked_never_guessed() -> None:
    text = b"left,returned\n05/04/2024,06/04/2024\n"
    asked = read_list(text)
    assert (asked.asks_order, asked.rows, asked.example) == (True, (), "05/04/2024")
    assert read_list(text, day_first=True).rows[0].entry == trip(date(2024, 4, 5), date(2024, 4, 6))
    month_first = read_list(text, day_first=False).rows[0].entry
    assert month_first == trip(date(2024, 5, 4), date(2024, 6, 4))


def test_one_day_that_can_only_be_read_one_way_says_the_order_of_all() -> None:
    found = read_list(b"left,returned\n05/04/2024,25/04/2024\n")
    assert found.day_first is True
    assert found.rows[0].entry == trip(date(2024, 4, 5), date(2024, 4, 25))
    found = read_list(b"left,returned\n05/04/2024,05/24/2024\n")
    assert found.day_first is False
    assert found.rows[0].entry == trip(date(2024, 5, 4), date(2024, 5, 24))


def test_a_list_that_mixes_orders_is_asked_about_and_what_does_not_fit_is_set_aside() -> None:
    text = b"left,returned\n05/04/2024,25/04/2024\n04/05/2024,04/25/2024\n05/06/2024,06/06/2024\n"
    assert read_list(text).asks_order
    rows = read_list(text, day_first=True).rows
    assert [(row.line, row.fate) for row in rows] == [(2, Fate.TAKEN), (3, Fate.SET_ASIDE), (4, Fate.TAKEN)]
    assert rows[1].doubts[0].code is Why.OTHER_ORDER


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",,", None),
        ("hello,2024-05-01", Why.NOT_A_DATE),
        ("2024-02-30,2024-03-01", Why.NOT_A_DATE),
        ("1/2/24,1/3/24", Why.SHORT_YEAR),
        (",2024-05-01", Why.NO_LEAVING),
        ("2024-05-10,2024-05-01", Why.BACKWARDS),
        ("1066-10-14,1066-10-15", Why.OUT_OF_REACH),
        ("9999-12-31,9999-12-31", Why.OUT_OF_REACH),
        ("3 jui 2024,2024-08-01", Why.NOT_A_DATE),  # June and July both begin so
    ],
)
def test_lines_that_are_set_aside_say_why_and_where(line: str, why: Why | None) -> None:
    rows = read_list(f"left,returned\n{line}\n2024-06-01,2024-06-09\n".encode()).rows
    assert rows[-1].fate is Fate.TAKEN
    if why is None:
        assert len(rows) == 1
    else:
        assert (rows[0].line, rows[0].fate, rows[0].doubts[0].code) == (2, Fate.SET_ASIDE, why)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2024-05-01,", Why.NO_RETURN),
        ("2024-05-01,2024-05-01", Why.SAME_DAY),
        ("2022-05-01,2024-05-01", Why.LONG),
    ],
)
def test_lines_that_should_be_looked_at_are_not_taken_by_themselves(line: str, why: Why) -> None:
    (row,) = read_list(f"left,returned\n{line}\n".encode()).rows
    assert (row.fate, row.doubts[0].code) == (Fate.DOUBTFUL, why)
    assert row.entry is not None


def test_a_list_without_names_is_read_by_its_places_and_says_so() -> None:
    found = read_list(b"Peru,2024-05-01,2024-05-10\n")
    assert found.without_header
    assert found.rows[0].entry == trip(date(2024, 5, 1), date(2024, 5, 10), country="Peru")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Unreadable.EMPTY),
        (b"\xef\xbb\xbf \n", Unreadable.EMPTY),
        (b"PK\x03\x04\x00\x00", Unreadable.NOT_TEXT),
        ("left,returned\n".encode("utf-16-le"), Unreadable.NOT_TEXT),  # no mark of its order: cannot be told
        (b"a" * 1_000_001, Unreadable.TOO_LARGE),
        (b"2024-01-01,2024-01-05\n" * 2001, Unreadable.TOO_MANY),
        (b"name,age\nAmina,31\n", Unreadable.NO_COLUMNS),
        (b"left,returned\n", Unreadable.NOTHING),
        (b'left,returned\n"' + b"x" * 200_000, Unreadable.NOT_TEXT),
    ],
)
def test_files_that_are_no_lists(data: bytes, reason: Unreadable) -> None:
    with pytest.raises(CannotRead) as caught:
        read_list(data)
    assert caught.value.reason is reason


@settings(AT_LEISURE, max_examples=150)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)), st.sampled_from([None, True, False]))
@example(b'"', None)
@example(b"\xff\xfe", None)
@example("٠١/٠٢/٢٠٢٤,x".encode(), True)
def test_no_file_brings_the_reader_down(data: bytes, day_first: bool | None) -> None:
    for read in (lambda: read_list(data, day_first=day_first), lambda: read_calendar(data, OTTAWA)):
        try:
            found = read()
        except CannotRead:
            continue
        assert all(row.entry is None or row.fate is not Fate.SET_ASIDE for row in found.rows)


def test_what_the_journal_has_is_set_aside_and_what_overlaps_is_doubtful() -> None:
    one = journal(trip(date(2024, 5, 1), date(2024, 5, 10)))
    found = held_against(
        read_list(
            b"left,returned\n2024-05-01,2024-05-10\n2024-05-09,2024-05-20\n2024-05-10,2024-05-12\n2024-05-10,2024-05-12\n"
        ),
        one,
    )
    assert [(row.fate, [doubt.code for doubt in row.doubts]) for row in found.rows] == [
        (Fate.SET_ASIDE, [Why.ALREADY_THERE]),
        (Fate.DOUBTFUL, [Why.OVERLAPS]),
        (Fate.TAKEN, []),
        (Fate.DOUBTFUL, [Why.TWICE_IN_FILE]),
    ]


# Calendars of others


def event(*lines: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    ).encode()


@pytest.mark.parametrize(
    ("lines", "fate", "out", "back", "why"),
    [
        # Whole days: the end is the day after the last.
        (["DTSTART;VALUE=DATE:20240501", "DTEND;VALUE=DATE:20240511"], "taken", "2024-05-01", "2024-05-10", None),
        (["DTSTART;VALUE=DATE:20240501", "DURATION:P10D"], "taken", "2024-05-01", "2024-05-10", None),
        (["DTSTART;VALUE=DATE:20240501"], "doubtful", "2024-05-01", "2024-05-01", Why.SAME_DAY),
        # A time in Canada is of its own day.
        (
            ["DTSTART;TZID=America/Vancouver:20240501T233000", "DTEND;TZID=America/Halifax:20240510T003000"],
            "taken", "2024-05-01", "2024-05-10", None,
        ),
        # Noon, world time: one day all over Canada, on both sides of the change of the clocks.
        (["DTSTART:20240308T170000Z", "DTEND:20240311T170000Z"], "taken", "2024-03-08", "2024-03-11", None),
        # 02:30 in Paris is the evening before in Canada: the day must be looked at.
        (
            ["DTSTART;TZID=Europe/Paris:20240502T023000", "DTEND;TZID=Europe/Paris:20240510T150000"],
            "doubtful", "2024-05-01", "2024-05-10", Why.OTHER_DAY,
        ),
        # 04:30 world time on the night of the change: 23:30 the day before in Ottawa, 20:30 in Vancouver, 01:00 in
        # St. John’s.
        (
            ["DTSTART:20241103T033000Z", "DTEND:20241110T170000Z"],
            "doubtful", "2024-11-02", "2024-11-10", Why.OTHER_DAY,
        ),
        # A time of nowhere in particular stays on its day.
        (["DTSTART:20240501T090000", "DTEND:20240510T220000"], "taken", "2024-05-01", "2024-05-10", None),
    ],
)  # fmt: skip
def test_events_and_their_days(lines: list[str], fate: str, out: str, back: str, why: Why | None) -> None:
    (row,) = read_calendar(event(*lines), OTTAWA).rows
    assert (row.fate, [doubt.code for doubt in row.doubts]) == (fate, [why] if why else [])
    assert row.entry == trip(date.fromisoformat(out), date.fromisoformat(back))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["DTSTART;VALUE=DATE:20240501", "DTEND;VALUE=DATE:20240511", "RRULE:FREQ=WEEKLY"], Why.REPEATS),
        (["DTSTART;VALUE=DATE:20240501", "DTEND;VALUE=DATE:20240511", "RDATE;VALUE=DATE:20240601"], Why.REPEATS),
        (["DTSTART;VALUE=DATE:20240501", "DTEND;VALUE=DATE:20240511", "STATUS:CANCELLED"], Why.CANCELLED),
        (["SUMMARY:no day"], Why.NO_DATES),
        (["DTSTART;VALUE=DATE:20240511", "DTEND;VALUE=DATE:20240501"], Why.BACKWARDS),
        (["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010102"], Why.OUT_OF_REACH),
    ],
)
def test_events_that_are_set_aside_say_why(lines: list[str], why: Why) -> None:
    (row,) = read_calendar(event(*lines), OTTAWA).rows
    assert (row.fate, row.doubts[0].code, row.entry) == (Fate.SET_ASIDE, why, None)


def test_the_place_of_an_event_is_its_country_and_its_name_the_reason() -> None:
    found = read_calendar(
        event("DTSTART;VALUE=DATE:20240501", "DTEND;VALUE=DATE:20240511", "LOCATION:Lima", "SUMMARY:Wedding"), OTTAWA
    )
    assert found.rows[0].entry == trip(date(2024, 5, 1), date(2024, 5, 10), country="Lima", reason="Wedding")


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\x01", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nX\r\nEND"])
def test_files_that_are_no_calendars(data: bytes) -> None:
    with pytest.raises(CannotRead):
        read_calendar(data, OTTAWA)


def test_every_reason_is_said_in_both_languages() -> None:
    for words in (PeriodKind, Remark, Unreadable, Why):
        for code in words:
            with override("en"):
                english = str(code.label)
            with override("fr"):
                french = str(code.label)
            assert "" != english != french != "", code


@pytest.mark.parametrize(
    ("word", "month"),
    [("janv.", 1), ("FÉVRIER", 2), ("fevr", 2), ("Mar", 3), ("mars", 3), ("août", 8), ("aout", 8), ("Dec", 12),
     ("ju", None), ("jui", None), ("juil", 7), ("June", 6), ("x", None)],
)  # fmt: skip
def test_months_by_name(word: str, month: int | None) -> None:
    assert month_named(word) == month


def test_a_time_alone_is_no_day() -> None:
    assert written_day("14:30") is Why.NOT_A_DATE


# The files on which the library itself is tried: of many makers, right and wrong ones.
SAMPLES = Path(icalendar.__file__).parent / "tests"


def test_calendars_of_many_makers_are_read_or_refused_and_none_brings_the_reader_down() -> None:
    fates: Counter[str] = Counter()
    files = sorted(SAMPLES.rglob("*.ics"))
    for path in files:
        try:
            fates.update(row.fate for row in read_calendar(path.read_bytes(), OTTAWA).rows)
        except CannotRead as refused:
            fates[refused.reason] += 1
    assert len(files) > 100
    assert min(fates[fate] for fate in Fate) > 0
    assert fates[Fate.DOUBTFUL] > fates[Fate.TAKEN]
