"""How long it takes, as everybody reads it: a range, a plan, what we said before; honest where too little is known."""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from guichet.doors.public.times.accuracy import MONTHS_AT_ONCE
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.dates import date_range, long_date
from guichet.foundation.languages import Language
from guichet.processing_times.actions import publish_times
from guichet.processing_times.queries import times_of, wait_in_words, wait_of
from guichet.processing_times.tests.town import NOW, TODAY, even, fill, origin
from guichet.standards.queries import standard_for, time_in_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def published() -> None:
    fill(even(20, 60), a_day=lambda _day: 3)
    fill(even(90, 120), office="VO-PARIS", seed=2)
    for day in (TODAY.replace(month=4, day=1), TODAY.replace(month=10, day=1), TODAY):
        publish_times(as_of=day, origin=origin())


def address(name: str, language: str, *args: str) -> str:
    with override(language):
        return reverse(f"public:{name}", args=args)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("name", "args"), [("times", ()), ("times-program", ("trv",)), ("times-accuracy", ())])
def test_every_page_stands_in_both_languages(client: Any, name: str, args: tuple[str, ...]) -> None:
    english, french = (client.get(address(name, code, *args)) for code in ("en", "fr"))
    assert english.status_code == french.status_code == 200
    assert address(name, "fr", *args) in read(english).links
    assert english_in(french) == set()
    assert address(name, "fr", *args).startswith("/fr/delais/")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("language", list(Language))
def test_a_program_says_the_range_the_days_and_the_standard(client: Any, language: Language) -> None:
    wait = wait_of("TRV").wait
    days = wait.after(TODAY)
    text = read(client.get(address("times-program", language, "trv"))).text
    assert plain(wait_in_words(wait, language)).lower() in text.lower()
    assert plain(date_range(days.p10, days.p90, language)) in text
    assert plain(time_in_words(standard_for("TRV", TODAY), language)) in text
    listed = read(client.get(address("times", language))).text
    assert plain(wait_in_words(wait, language)) in listed
    assert plain(date_range(days.p10, days.p90, language)) in listed


@pytest.mark.usefixtures("published")
def test_where_too_little_is_known_nothing_is_invented(client: Any) -> None:
    text = read(client.get(address("times-program", "en", "ee-fsw"))).text
    assert "We cannot say yet" in text
    assert "I need a decision by" not in text
    assert plain(time_in_words(standard_for("EE-FSW", TODAY), Language.EN)) in text


def test_before_anything_is_published_the_standards_stand_there(client: Any) -> None:
    text = read(client.get(address("times", "en"))).text
    assert "We have not published times yet" in text
    assert plain(time_in_words(standard_for("TRV", TODAY), Language.EN)) in text
    assert "Nothing to show yet" in read(client.get(address("times-accuracy", "en"))).text


@pytest.mark.usefixtures("published")
def test_old_times_say_that_they_are_old(client: Any) -> None:
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        assert "These times are not up to date" in read(client.get(address("times", "en"))).text


@pytest.mark.usefixtures("published")
def test_somebody_plans_on_a_day(client: Any) -> None:
    wait = wait_of("TRV").wait
    wanted = TODAY + timedelta(days=300)
    asked = {"by_day": wanted.day, "by_month": wanted.month, "by_year": wanted.year}
    for language in Language:
        text = read(client.get(address("times-program", language, "trv"), asked)).text
        assert plain(long_date(wanted - timedelta(days=wait.p90), language)) in text
    soon = TODAY + timedelta(days=wait.p50)
    late = {"by_day": soon.day, "by_month": soon.month, "by_year": soon.year}
    text = read(client.get(address("times-program", "en", "trv"), late)).text
    assert "It may be too late to count on" in text
    assert "Between 5 and 8 in 10" in text


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("31", "2", "2027"), "There is no such date"),
        (("1", "1", "2020"), "still to come"),
        (("1", "1", "2126"), "next ten years"),
        (("x", "1", "2027"), "must be numbers"),
        (("", "", ""), "Enter a date."),
        (("\x00", "1", "2027"), "error"),
    ],
)
def test_a_day_that_cannot_be_planned_on_is_said_to_be_so(client: Any, typed: tuple[str, str, str], said: str) -> None:
    answer = client.get(
        address("times-program", "en", "trv"), dict(zip(("by_day", "by_month", "by_year"), typed, strict=True))
    )
    assert answer.status_code == 200
    assert said.lower() in read(answer).text.lower()


@pytest.mark.usefixtures("published")
def test_the_list_is_filtered_by_kind_and_office_and_shrugs_at_nonsense(client: Any) -> None:
    path = address("times", "en")
    assert "Visitor visa" in read(client.get(path, {"kind": "temporary"})).text
    assert "Visitor visa" not in read(client.get(path, {"kind": "citizenship"})).text
    at_paris = read(client.get(path, {"office": "VO-PARIS"})).text
    paris = next(each for each in times_of("TRV") if each.office == "VO-PARIS")
    assert plain(wait_in_words(paris.wait, Language.EN)) in at_paris
    assert "Study permit" not in at_paris
    for nonsense in ({"kind": "x"}, {"office": "../"}, {"office": "\x00"}):
        assert client.get(path, nonsense).status_code == 200
    assert client.get(address("times-accuracy", "en"), {"program": "\x00"}).status_code == 200
    assert client.get(address("times-program", "en", "nothing")).status_code == 404


@pytest.mark.usefixtures("published")
def test_the_ledger_is_open_data_and_says_the_same_as_the_page(client: Any) -> None:
    answer = client.get(address("times-accuracy-csv", "en"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    april = next(row for row in rows if row["month"] == "2026-04-01")
    assert april["program"] == "TRV"
    assert april["reckoned_afterwards"] == "yes"
    assert int(april["inside"]) + int(april["sooner"]) + int(april["later"]) > 60
    page = read(client.get(address("times-accuracy", "en"))).text
    assert f"{april['inside_percent_at_least']}% inside the range" in page
    assert "reckoned afterwards" in page


@pytest.mark.usefixtures("published")
def test_groups_that_are_too_small_are_shown_nowhere(client: Any) -> None:
    fill(even(5, 9), program="WP-OUT", days=40, a_day=lambda day: day.day % 5 == 0, seed=5)
    later = NOW + timedelta(days=1)
    publish_times(as_of=TODAY + timedelta(days=1), origin=origin(later))
    items = client.get("/api/v1/processing-times", {"limit": 100}).json()["items"]
    few = next(item for item in items if item["program"] == "WP-OUT")
    assert few["received"] is None
    assert few["days"] is None
    rows = csv.DictReader(io.StringIO(client.get(address("times-accuracy-csv", "en")).content.decode()))
    for row in rows:
        counts = [int(row[name] or 0) for name in ("sooner", "inside", "later", "still_waiting")]
        assert not any(counts) or sum(counts) >= 20


@pytest.mark.usefixtures("published")
def test_an_article_may_name_the_wait_of_today(client: Any) -> None:
    from guichet.doors.public.answers.live import pieces_of
    from guichet.knowledge.rules.prose import inline_of

    said = "".join(str(one) for one in pieces_of(inline_of("It takes {wait:TRV} now."), Language.EN, TODAY))
    assert said == f"It takes {wait_in_words(wait_of('TRV').wait, Language.EN)} now."
    unknown = pieces_of(inline_of("{wait:EE-FSW}"), Language.EN, date(2026, 11, 3))
    assert "".join(map(str, unknown)) == "a time that we cannot say yet"


@pytest.mark.usefixtures("published")
def test_the_ledger_of_all_programs_shows_some_months_and_leads_to_those_before(client: Any) -> None:
    for number in range(5, 10):
        publish_times(as_of=TODAY.replace(month=number, day=1), origin=origin())
    months = ("April", "May", "June", "July", "August", "September", "October", "November")
    page = client.get(address("times-accuracy", "en"))
    shown = [name for name in months if f"Those who applied in {name}" in plain(read(page).text)]
    assert len(shown) == MONTHS_AT_ONCE
    earlier = re.search(r"\?before=(\d{4}-\d{2}-\d{2})", page.content.decode())
    assert earlier
    before = plain(read(client.get(address("times-accuracy", "en"), {"before": earlier[1]})).text)
    assert not any(f"Those who applied in {name}" in before for name in shown)
    assert "Those who applied in April" in before
    for odd in ("2026-02-31", "soon", "\x00", "0001-01-01"):
        assert client.get(address("times-accuracy", "fr"), {"before": odd}).status_code == 200
