"""The pages of the travel journal, as a visitor without an account or a script goes through them."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from guichet.applications.tests.factories import UserFactory
from guichet.assessment.queries import presence
from guichet.foundation.languages import Language
from guichet.identity.models import User
from guichet.plans.models import Plan
from guichet.plans.queries import count_journal, journal_totals
from guichet.plans.rules.journal.calendars import write_calendar
from guichet.plans.rules.journal.content import unpacked
from guichet.plans.rules.journal.counting import presence_case
from guichet.plans.terms import PlanKind
from guichet.plans.tests.journals import journal, trip

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localtime(datetime.now(UTC)).date()


class Visitor:
    """Somebody with a browser, in one language."""

    def __init__(self, language: str = "en") -> None:
        self.browser, self.language = Client(), language

    def address(self, name: str, *args: Any) -> str:
        with override(self.language):
            return reverse(f"public:{name}", args=args)

    def reads(self, name: str, *args: Any, **query: Any) -> str:
        answer = self.browser.get(self.address(name, *args), query, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def sends(self, name: str, *args: Any, **data: Any) -> str:
        answer = self.browser.post(self.address(name, *args), data, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def answer(self, name: str, *args: Any) -> HttpResponse:
        return self.browser.get(self.address(name, *args))

    def is_resident(self, since: date) -> str:
        return self.sends("days-resident", resident="yes", **boxes("since", since))

    def adds(self, out: date, back: date | None = None, **more: Any) -> str:
        return self.sends("days-add-trip", **boxes("out", out), **(boxes("back", back) if back else {}), **more)

    def signs_in(self) -> int:
        user = UserFactory()
        self.browser.force_login(user)
        return int(user.pk)

    def has(self) -> Any:
        """Return the journal that is shown now, by way of what can be taken along."""
        return self.answer("days-export", "json").json()


def boxes(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def years_ago(years: int) -> date:
    return today() - timedelta(days=365 * years + 10)


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
    # What we are not sure of says so, and only that.
    assert "s.\xa022(2) · To be verified)" in page
    assert "s.\xa05(1)(f))" in page


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


def brings(visitor: Visitor, content: bytes) -> str:
    return visitor.sends("days-import", file=SimpleUploadedFile("x", content))


def sealed_in(page: str) -> str:
    return page.split('name="sealed" value="')[1].split('"')[0]


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


def test_nothing_is_kept_until_the_person_says_so() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10))
    assert Plan.objects.count() == 0
    visitor.sends("days-keep")
    assert Plan.objects.get().kind == PlanKind.JOURNAL


def test_a_journal_is_opened_on_another_device_in_the_other_language() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10), country="Peru")
    visitor.sends("days-keep")
    code = visitor.reads("days-keep").split("Your code:")[1]
    digits = "".join(sign for sign in code[:200] if sign.isdigit())[:16]
    other = Visitor("fr")
    assert "Comparez" in other.sends("days-open", code="1" * 16)
    other.sends("days-open", code=digits)
    assert other.has()["trips"][0]["country"] == "Peru"
    # What one adds, the other sees; nothing is lost.
    other.adds(date(2025, 1, 1), date(2025, 1, 20), country="Togo")
    visitor.adds(date(2025, 2, 1), date(2025, 2, 20), country="Chile")
    assert {one["country"] for one in visitor.has()["trips"]} == {"Peru", "Togo", "Chile"}
    # Closed here, it stays there; removed there, it is gone everywhere.
    visitor.sends("days-close")
    assert "Count your days" in visitor.reads("days")
    other.sends("days-forget")
    assert Plan.objects.count() == 0


def test_a_journal_that_was_removed_elsewhere_says_so() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    visitor.sends("days-keep")
    Plan.objects.all().delete()
    assert "no longer kept" in visitor.reads("days")


def test_an_account_keeps_its_journal_and_takes_in_another() -> None:
    visitor = Visitor()
    user_id = visitor.signs_in()
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10), country="Peru")
    visitor.sends("days-keep")
    later = Visitor()
    later.is_resident(years_ago(4))
    later.adds(date(2025, 1, 1), date(2025, 1, 20), country="Togo")
    later.sends("days-keep")
    later.browser.force_login(User.objects.get(pk=user_id))
    assert "Your account has a journal already." in later.reads("days-keep")
    later.sends("days-keep")
    (plan,) = Plan.objects.all()
    assert plan.user_id == user_id
    found = journal_totals(user_id, today())
    assert found is not None
    assert {one.trip.country for one in found.trips} == {"Peru", "Togo"}
    assert found == count_journal(unpacked(json.loads(plan.content)), today())


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
