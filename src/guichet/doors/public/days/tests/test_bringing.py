"""Bringing lists, calendars and saved journals into the travel journal, and taking it along."""

from datetime import UTC, date, datetime

import pytest

from guichet.doors.public.days.tests.visitors import Visitor, brings, sealed_in, years_ago
from guichet.foundation.languages import Language
from guichet.plans.rules.journal.calendars import write_calendar
from guichet.plans.tests.journals import journal, trip

pytestmark = pytest.mark.django_db


def test_a_list_is_looked_at_line_by_line_and_taken() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    page = brings(visitor, b"left,returned,country\n2024-05-01,2024-05-10,Peru\nnonsense,x,y\n2024-07-01,,Chile\n")
    assert "Ready to take: 1. To look at: 1. Set aside: 1." in page
    assert "Line 3: “nonsense” is not a date" in page
    assert "trips" not in visitor.has()
    assert "1 line is taken." in visitor.sends("days-take", sealed=sealed_in(page), line=["0"])
    assert [one["country"] for one in visitor.has()["trips"]] == ["Peru"]
    assert "Peru" not in visitor.sends("days-undo")


def test_a_list_that_could_be_read_twice_is_asked_about() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    page = brings(visitor, b"left,returned\n05/04/2024,06/04/2024\n")
    assert "“05/04/2024” can be read in two ways." in page
    again = visitor.sends("days-order", sealed=sealed_in(page))
    assert "Choose an answer." in again
    preview = visitor.sends("days-order", sealed=sealed_in(again), order="month")
    assert "We read the dates with the month first." in preview
    assert "May 4 to June 4, 2024" in preview.replace("\xa0", " ")


def test_a_calendar_and_a_saved_journal_are_taken_too() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    one = journal(trip(date(2024, 5, 1), date(2024, 5, 10), country="Peru"))
    page = brings(visitor, write_calendar(one, Language.EN, made_at=datetime(2026, 1, 1, tzinfo=UTC)))
    visitor.sends("days-take", sealed=sealed_in(page), line=["0"])
    assert visitor.has()["trips"][0]["country"] == "Peru"
    visitor.sends("days-signing", when="soon", route="STATELESS")
    other = Visitor("fr")
    page = brings(other, visitor.answer("days-export", "json").content)
    other.sends("days-take", sealed=sealed_in(page), line=["0"])
    assert other.has()["trips"] == [{**visitor.has()["trips"][0], "number": 1}]
    assert other.has()["resident_since"] == visitor.has()["resident_since"]
    assert other.has()["route"] == "STATELESS"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\x00\x01\x02", "This is not a text file."),
        (b"name,age\nA,1", "We do not find the days"),
        (b"{}", "not a journal that was saved here"),
        (b"BEGIN:VCALENDAR\nnonsense", "We cannot read this calendar file"),
        (b"x" * 1_000_001, "too large"),
    ],
)
def test_files_that_cannot_be_read_say_why(content: bytes, error: str) -> None:
    assert error in brings(Visitor(), content)


def test_an_empty_choice_of_file_is_mended() -> None:
    assert "Choose a file, or paste your list." in Visitor().sends("days-import", text="  ")


@pytest.mark.parametrize("name", ["days-take", "days-order"])
def test_what_we_did_not_seal_is_not_opened(name: str) -> None:
    assert "Choose your file once more." in Visitor().sends(name, sealed="k1:forged", line=["0"])


@pytest.mark.parametrize("form", ["csv", "ics", "json"])
def test_a_journal_is_taken_along(form: str) -> None:
    visitor = Visitor("fr")
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10), country="Pérou")
    answer = visitor.answer("days-export", form)
    assert "Pérou" in answer.content.decode()
    assert f'.{form}"' in answer["Content-Disposition"]
    assert visitor.answer("days-export", "exe").status_code == 404


# Kept, opened, removed
