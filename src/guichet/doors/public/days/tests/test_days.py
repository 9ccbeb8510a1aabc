"""The pages of the travel journal, as a visitor without an account or a script goes through them."""

import json
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.management import call_command

from guichet.applications.tests.factories import UserFactory
from guichet.assessment.queries import presence
from guichet.doors.public.days.tests.visitors import Visitor, boxes, brings, sealed_in, today, years_ago
from guichet.plans.models import Plan
from guichet.plans.queries import count_journal, journal_totals
from guichet.plans.rules.journal.content import unpacked
from guichet.plans.rules.journal.counting import presence_case
from guichet.plans.tests.journals import journal, trip

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("en", "Count your days in Canada"), ("fr", "Comptez vos jours")])
def test_whoever_comes_first_reads_how_to_begin(language: str, words: str) -> None:
    visitor = Visitor(language)
    assert words in visitor.reads("days")
    assert Plan.objects.count() == 0


def test_the_result_is_that_of_the_law() -> None:
    visitor = Visitor()
    since, out = years_ago(3), today() - timedelta(days=200)
    visitor.is_resident(since)
    visitor.adds(out, out + timedelta(days=21), country="Peru")
    found = presence(presence_case(journal(trip(out, out + timedelta(days=21)), since=since), today()))
    page = visitor.reads("days")
    assert f"You have {int(found.total):,} days" in page.replace("\xa0", " ")
    assert found.earliest is not None
    assert str(found.earliest.day) in page
    # All of it stands in the law as we have it.
    assert "s.\xa022(2)(a))" in page
    assert "To be verified" not in page


def test_what_a_department_is_not_sure_of_says_so_and_only_that(tmp_path: Path, settings) -> None:
    own = tmp_path / "assessment"
    own.mkdir()
    row = "- code: CONVICTION_YEARS\n  number: 4\n  source: CitAct s.22(2)(a)\n  status: V\n"
    own.joinpath("numbers.yaml").write_text(row, encoding="utf-8")
    settings.DATA_FOLDER = str(tmp_path)
    visitor = Visitor()
    visitor.is_resident(years_ago(3))
    page = visitor.reads("days")
    assert "s.\xa022(2)(a) · To be verified)" in page
    assert "s.\xa05(1)(f))" in page


def test_days_that_count_by_advice_alone_say_that_it_is_to_be_verified() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(3))
    visitor.sends("days-add-time", kind="DISCHARGE", **boxes("first", years_ago(2)), **boxes("last", years_ago(1)))
    assert "(the department’s advice · To be verified)" in visitor.reads("days")


def test_the_result_is_what_the_rule_explains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    visitor = Visitor()
    since, out = years_ago(3), today() - timedelta(days=200)
    visitor.is_resident(since)
    visitor.adds(out, out + timedelta(days=21))
    visitor.sends("days-add-time", kind="TEMPORARY", **boxes("first", years_ago(4)), **boxes("last", since))
    case = {
        "application_date": today().isoformat(),
        "pr_date": since.isoformat(),
        "temporary_or_protected_periods": f"{years_ago(4)}/{since}",
        "trips_out_back": f"{out}/{out + timedelta(days=21)}",
    }
    (tmp_path / "case.json").write_text(json.dumps(case))
    call_command("rules", "explain", "citizenship-presence", "--input", str(tmp_path / "case.json"), "--json")
    explained = json.loads(capsys.readouterr().out)
    page = visitor.reads("days")
    assert len(explained["steps"]) > 4
    assert [step["text"]["en"] for step in explained["steps"] if step["text"]["en"] not in page] == []


def test_trips_are_added_changed_removed_and_taken_back() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    out = today() - timedelta(days=90)
    assert "Your trip is written down." in visitor.adds(out, out + timedelta(days=9), country="Peru")
    (one,) = visitor.has()["trips"]
    changed = visitor.sends(
        "days-trip", one["number"], **boxes("out", out), **boxes("back", out + timedelta(days=19)), country="Chile"
    )
    assert ("Chile" in changed, "Peru" in changed) == (True, False)
    (one,) = visitor.has()["trips"]
    assert "It is removed." in visitor.sends("days-remove", one["number"])
    assert "trips" not in visitor.has()
    assert "Chile" in visitor.sends("days-undo")
    assert "Peru" in visitor.sends("days-undo")


def test_a_trip_to_come_is_planned_and_counted_apart() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(2))
    out = today() + timedelta(days=30)
    assert "Planned" in visitor.adds(out, out + timedelta(days=15))
    assert visitor.has()["trips"][0]["planned"] is True
    assert "Your planned trips are counted here." in visitor.reads("days")


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Enter a date."),
        ({"out_day": "31", "out_month": "2", "out_year": "2024"}, "There is no such date."),
        ({"out_day": "x", "out_month": "2", "out_year": "2024"}, "must be numbers"),
        ({"out_day": "1", "out_month": "2", "out_year": "24"}, "four digits"),
        ({"out_day": "1", "out_month": "2", "out_year": "1066"}, "too far away"),
        ({"out_day": "1", "out_month": "2", "out_year": "9999"}, "too far away"),
        ({"out_day": "9" * 15, "out_month": "2", "out_year": "2024"}, "There is no such date."),
        (
            {"out_day": "10", "out_month": "2", "out_year": "2024", "back_day": "1", "back_month": "2",
             "back_year": "2024"},
            "before the day on which you left",
        ),
        ({"out_day": "1", "out_month": "2", "out_year": "2190"}, "plan to come back"),
        ({"out_day": "1", "out_month": "2", "out_year": "2024", "country": "x" * 61}, "at most 60"),
        ({"out_day": "1", "out_month": "2", "out_year": "2024", "country": "a\x00b"}, "Null characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_trip_says_what_to_mend(sent: dict[str, str], error: str) -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    assert error in visitor.sends("days-add-trip", **sent)
    assert "trips" not in visitor.has()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Choose an answer."),
        ({"resident": "yes"}, "Enter the day on which you became"),
        ({"resident": "yes", "since_day": "1", "since_month": "1", "since_year": "2150"}, "still to come"),
        ({"resident": "perhaps"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_an_answer_says_what_to_mend(sent: dict[str, str], error: str) -> None:
    assert error in Visitor().sends("days-resident", **sent)


def test_who_is_no_permanent_resident_yet_reads_what_is_missing() -> None:
    visitor = Visitor()
    visitor.sends("days-resident", resident="no")
    visitor.sends("days-add-time", kind="TEMPORARY", **boxes("first", years_ago(2)))
    assert "Only a permanent resident can apply" in visitor.reads("days")


def test_the_day_of_signing_moves_the_years_that_count() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    day = today() + timedelta(days=100)
    visitor.sends("days-signing", when="day", route="ADULT", **boxes("signs_on", day))
    assert visitor.has()["signs_on"] == day.isoformat()
    assert "This day has passed." in visitor.sends(
        "days-signing", when="day", route="ADULT", **boxes("signs_on", today() - timedelta(days=1))
    )


@pytest.mark.parametrize("year", ["", "2025", "1", "x", "99999999999999999999", "-3", "٢٠٢٥"])
def test_the_calendar_shows_a_year_whatever_the_address_says(year: str) -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    out = date(today().year - 1, 3, 3)
    visitor.adds(out, out + timedelta(days=10))
    page = visitor.reads("days-calendar", year=year)
    assert page.count("months__month") >= 1
    if year == str(out.year):
        assert "Away: 4–12 (9 days)." in page.replace("\xa0", " ")


@pytest.mark.parametrize(("language", "words"), [("en", "Planned to be away: 2–9 (8 days)."), ("fr", "Absence prévue")])
def test_a_planned_trip_is_drawn_on_the_calendar(language: str, words: str) -> None:
    visitor = Visitor(language)
    visitor.is_resident(years_ago(4))
    spring = date(today().year + 1, 5, 1)
    visitor.adds(spring, spring + timedelta(days=9))
    page = visitor.reads("days-calendar", year=spring.year)
    assert words in page.replace("\xa0", " ")
    assert page.count("months__day--planned") == 9, "eight days and the key"


def test_the_tool_of_permanent_residents_is_filled_in_from_the_journal() -> None:
    visitor = Visitor()
    assert "Fill in this form from my journal" not in visitor.reads("tool-residence")
    since, out = years_ago(4), today() - timedelta(days=300)
    visitor.is_resident(since)
    visitor.adds(out, out + timedelta(days=31))
    page = visitor.reads("tool-residence")
    address = re.search(r'href="(\?resident_since_day=[^"]+)"', page)
    assert address
    said = dict(parse_qsl(unescape(address[1])[1:]))
    assert (said["trip1_out"], said["trip1_back"]) == (out.isoformat(), (out + timedelta(days=31)).isoformat())
    filled = visitor.reads("tool-residence", **said)
    assert f'value="{out.isoformat()}"' in filled
    journal = count_journal(unpacked(_kept(visitor)), today())
    assert journal.obligation
    answer = visitor.reads("tool-residence", **said, done="1")
    assert f"{journal.obligation.best:,} days" in answer.replace("\xa0", " ")


def _kept(visitor: Visitor) -> Any:
    return {name: value for name, value in visitor.has().items() if name != "what"}


def test_a_trip_thought_of_is_not_written_down() -> None:
    visitor = Visitor()
    visitor.is_resident(today() - timedelta(days=700))
    out = today() + timedelta(days=20)
    page = visitor.reads("days-plan", **boxes("out", out), **boxes("back", out + timedelta(days=31)))
    assert "With this trip, sign on" in page
    assert "trips" not in visitor.has()


def test_the_longest_trip_leaves_enough_days() -> None:
    visitor = Visitor()
    by = today() + timedelta(days=400)
    visitor.is_resident(by - timedelta(days=1095 + 30))
    out = today() + timedelta(days=10)
    page = visitor.reads("days-plan", **boxes("out", out), **boxes("by", by))
    assert "That is 30 days away." in page.replace("\xa0", " ")


@pytest.mark.parametrize("query", [{"out_day": "1"}, {"out_day": "x", "back_day": "y"}, {"by_year": "\x00"}])
def test_a_question_that_asks_nothing_is_mended(query: dict[str, str]) -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(2))
    assert 'class="error' in visitor.reads("days-plan", **query)


# Files


def test_no_totals_without_a_journal() -> None:
    assert journal_totals(int(UserFactory().pk), today()) is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_whole_in_both_languages(language: str) -> None:
    visitor = Visitor(language)
    visitor.is_resident(years_ago(3))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10), country="Peru", unsure="on")
    visitor.adds(today() - timedelta(days=5))
    visitor.sends("days-add-time", kind="TEMPORARY", **boxes("first", years_ago(5)))
    names = [
        "trips",
        "calendar",
        "plan",
        "keep",
        "print",
        "paper",
        "resident",
        "signing",
        "add-trip",
        "add-time",
        "import",
        "open",
    ]
    for name in ("days", *(f"days-{name}" for name in names)):
        page = visitor.reads(name)
        assert "%(" not in page, name
        assert len(page.encode()) < 120_000, name


@pytest.mark.parametrize("name", ["days-trip", "days-time"])
def test_what_is_not_there_any_more_is_said(name: str) -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(3))
    assert "not in your journal any more" in visitor.reads(name, 99)
    assert "not in your journal any more" in visitor.sends("days-remove", 99)


def test_five_hundred_trips_are_shown_in_pages() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(5))
    first = years_ago(4)
    lines = "\n".join(f"{first + timedelta(days=2 * n)},{first + timedelta(days=2 * n + 2)}" for n in range(500))
    page = brings(visitor, f"left,returned\n{lines}\n".encode())
    visitor.sends("days-take", sealed=sealed_in(page), line=[str(n) for n in range(500)])
    assert len(visitor.has()["trips"]) == 500
    page = visitor.reads("days-trips", page="10")
    assert page.count('class="card"') <= 52
    assert visitor.reads("days-trips", page="99999999") != ""
