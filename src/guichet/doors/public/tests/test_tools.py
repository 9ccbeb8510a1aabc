"""Tools: what was said is in the address, each answer says why, and nothing that is typed breaks a page."""

from datetime import date, timedelta
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment.cases import CASE_RULES
from guichet.assessment.terms import JobOffer, Schooling, Study
from guichet.doors.public.tools import views
from guichet.doors.public.tools.asking import Asker, ask
from guichet.doors.public.tools.hub import tools_page
from guichet.doors.public.tools.links import TOOLS as TOOLS_OF
from guichet.doors.public.tools.pages import ToolPage, tool_page
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.knowledge.shipped import shipped
from guichet.knowledge.terms import Tool
from guichet.programs.queries import catalogue

ON = date(2026, 11, 22)
TOOLS = [
    views.VISA,
    views.ETA,
    views.POINTS,
    views.GRID,
    views.FUNDS,
    views.INCOME,
    views.BIOMETRICS,
    views.RESIDENCE,
    views.LEVELS,
    views.DESCENT,
    views.STAY,
    views.MEDICAL,
    views.COMPLETE,
]
TRIP = {"way": "AIR", "situation": "NONE", "canadian": "NONE", "us": "NONE"}
ETA = {
    "country": "MEX", "issued_on_day": "1", "issued_on_month": "6", "issued_on_year": "2023", "passport_ends_day": "1",
    "passport_ends_month": "1", "passport_ends_year": "2031", "same": "yes", "done": "2",
}  # fmt: skip
FIRST = dict.fromkeys(("speaking", "listening", "reading", "writing"), "9")
PROFILE = {
    "age": "30", "schooling": "masters", "partner": "alone", "first_language": "en", **FIRST, "canadian_years": "1",
    "foreign_years": "2", "canadian_study": "none", "nomination": "no", "done": "4",
}  # fmt: skip
WORKER = {
    "age": "30",
    "schooling": "masters",
    "credential": "yes",
    "years": "3",
    "offer": "no",
    **FIRST,
    "holds": "yes",
}
PARENTS = {"sponsored": "PARENTS", "quebec": "no", "bar": "NONE", "persons": "4"}
SINCE = {"resident_since_day": "1", "resident_since_month": "3", "resident_since_year": "2020"}
BIOMETRICS = {"request": "VISA", "age": "30", "american": "no", "pending": "no", "circumstance": "NONE", "done": "1"}
FUNDS = {"program": "EE-FSW", "size": "3", "working": "no", "done": "1"}
IELTS = {"test": "IELTS_GENERAL", "speaking": "7", "listening": "7,5", "reading": "6.5", "writing": "6", "done": "1"}
BORN = {"born_on_day": "1", "born_on_month": "2", "born_on_year": "2026", "foreign_service": "no"}
UNTIL = {"until_day": "20", "until_month": "11", "until_year": "2026", "done": "1"}
ENTERED = {"entered_on_day": "31", "entered_on_month": "8", "entered_on_year": "2026", "done": "1"}
ASKED = {"asked_on_day": "20", "asked_on_month": "11", "asked_on_year": "2026"}
VISITOR = {"applying": "TEMPORARY", "health": "no", "done": "2"}
READY = {"program": "CIT-PROOF", "form": "CURRENT", "signed": "yes", "declared": "yes", "states_class": "yes",
         "family": "yes", "helped": "no", "paid": "yes", "online": "yes", "done": "2"}  # fmt: skip
# The tool, what is said, and what the answer says first.
SAID = [
    ("visa", {"country": "IND", **TRIP, "has_visa": "no", "done": "2"}, "You need a visa."),
    ("visa", {"country": "IND", **TRIP, "has_visa": "yes", "done": "2"}, "The visa that you hold is enough."),
    ("visa", {"country": "FRA", **TRIP, "done": "2"}, "You need an electronic travel authorization (eTA)."),
    ("visa", {"country": "FRA", **TRIP, "way": "LAND", "done": "2"}, "You need neither a visa nor an eTA."),
    ("visa", {"country": "USA", **TRIP, "done": "2"}, "You need neither a visa nor an eTA."),
    ("visa", {"country": "CAN", **TRIP, "done": "2"}, "You need a Canadian passport."),
    ("visa", {"country": "TWN", **TRIP, "which_passport": "yes", "has_visa": "no", "done": "2"},
     "You need an electronic travel authorization (eTA)."),
    ("visa", {"country": "TWN", **TRIP, "which_passport": "no", "has_visa": "no", "done": "2"}, "You need a visa."),
    ("visa", {"country": "GBD", **TRIP, "which_passport": "yes", "has_visa": "no", "done": "2"},
     "You need an electronic travel authorization (eTA)."),
    ("visa", {"country": "MEX", **TRIP, "visa_before": "no", "us_visa": "yes", "has_visa": "no", "done": "2"},
     "You need an electronic travel authorization (eTA)."),
    ("eta", {**ETA, "country": "FRA"}, "Your eTA holds until June 1, 2028."),
    ("eta", {**ETA, "permit": "yes"}, "Your eTA holds until June 1, 2028."),
    ("eta", {**ETA, "permit": "no"}, "Your eTA holds no longer. Its last day was February 28, 2024."),
    ("eta", {**ETA, "country": "FRA", "same": "no"}, "You need a new eTA for the passport you travel with."),
    ("eta", {**ETA, "country": "JPN", "passport_ends_year": "2027", "travels_on_day": "2", "travels_on_month": "1",
             "travels_on_year": "2027"}, "Your eTA ends before your trip, on January 1, 2027."),
    ("points", PROFILE, "You have 492 points."),
    ("points", {**PROFILE, "partner": "couple", "spouse_schooling": "masters", "spouse_years": "1"},
     "You have 475 points."),
    ("grid", {**WORKER, "done": "3"}, "You pass: 70 of 100 points, 67 are asked."),
    ("grid", {**WORKER, "years": "0", "done": "3"}, "You do not meet the minimum for this class yet."),
    ("grid", {**WORKER, "schooling": "two_year", "done": "3"}, "You do not pass yet: 66 of 100 points, 67 are asked."),
    ("funds", FUNDS, "You need $23,360."),
    ("funds", {**FUNDS, "has": "$23,359.99"}, "You are short of $0.01: $23,360 are asked."),
    ("funds", {**FUNDS, "has": "23 360,00 $"}, "You have enough: $23,360 are asked."),
    ("funds", {**FUNDS, "program": "AIP"}, "You need $5,840."),
    ("funds", {**FUNDS, "program": "EE-CEC"}, "No settlement funds are asked of you."),
    ("funds", {**FUNDS, "working": "offer"}, "No settlement funds are asked of you."),
    ("income", {**PARENTS, "first": "80000", "second": "73741.20", "third": "90,000", "done": "2"},
     "Your income is enough: $73,741.20 a year are asked."),
    ("income", {**PARENTS, "first": "80000", "second": "73741.19", "third": "90000", "done": "2"},
     "Your income is not enough: $73,741.20 a year are asked."),
    ("income", {"sponsored": "SPOUSE", "quebec": "no", "bar": "NONE", "done": "2"},
     "No income is asked to sponsor this person."),
    ("income", {"sponsored": "PARENTS", "quebec": "yes", "bar": "NONE", "done": "2"},
     "Quebec decides whether your income is enough."),
    ("income", {"sponsored": "PARENTS", "quebec": "no", "bar": "PRISON", "done": "2"}, "You cannot sponsor for now."),
    ("biometrics", BIOMETRICS, "You must give your fingerprints and a photo."),
    ("biometrics", {**BIOMETRICS, "age": "13"}, "You need not give your fingerprints and a photo."),
    ("biometrics", {**BIOMETRICS, "given_on_day": "1", "given_on_month": "may", "given_on_year": "2020"},
     "Those you gave still hold: you need not give them again."),
    ("residence", {**SINCE, "done": "1"}, "You meet the obligation: 1,826 days, and 730 days are asked."),
    ("residence", {**SINCE, "trip1_out": "2022-01-01", "trip1_back": "2026-11-01", "done": "1"},
     "You are short of 668 days: 62 days, and 730 days are asked."),
    ("residence", {**SINCE, "trip1_out": "2022-01-01", "trip1_back": "2026-11-01", "trip1_counts": "on", "done": "1"},
     "You meet the obligation: 1,826 days, and 730 days are asked."),
    ("descent", {**BORN, "birthplace": "ABROAD", "parent": "HERE", "done": "3"},
     "By what you told us, this person is a Canadian citizen by birth."),
    ("descent", {**BORN, "birthplace": "ABROAD", "parent": "NONE", "done": "3"},
     "By what you told us, this person is not a Canadian citizen by birth."),
    ("descent", {**BORN, "birthplace": "ABROAD", "parent": "DESCENT", "parent_in_service": "no", "parent_days": "1094",
                 "done": "3"}, "By what you told us, this person is not a Canadian citizen by birth."),
    ("descent", {**BORN, "birthplace": "ABROAD", "parent": "DESCENT", "parent_in_service": "no", "parent_days": "1095",
                 "done": "3"}, "By what you told us, this person is a Canadian citizen by birth."),
    ("stay", ENTERED, "You may stay until February 28, 2027."),
    ("stay", {**UNTIL, **ASKED}, "You may stay while we decide on your application."),
    ("stay", UNTIL, "Your stay is over. You may ask to have your status back until February 18, 2027."),
    ("stay", {**UNTIL, "until_month": "5"},
     "Your stay is over, and the time to ask for your status back as well."),
    ("medical", {"applying": "PERMANENT", "done": "2"}, "You need a medical exam."),
    ("medical", {**VISITOR, "long": "no", "area": "YES"}, "You need no medical exam."),
    ("medical", {**VISITOR, "long": "yes", "area": "UNKNOWN"}, "You may need a medical exam: look up where you lived."),
    ("medical", {"applying": "CLAIM", "examined_on_day": "1", "examined_on_month": "5", "examined_on_year": "2026",
                 "done": "2"}, "Your last medical exam still holds."),
    ("complete", READY, "Do not send it yet: something is missing."),
    ("levels", IELTS, "Your level is 7: the weakest of the four counts most."),
]  # fmt: skip


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer by the tables of one day, whatever day it is."""
    monkeypatch.setattr(views, "local_day", lambda _moment: ON)


def address(code: str, language: str, said: dict[str, str] | None = None) -> str:
    with override(language):
        return f"{reverse(f'public:tool-{code}')}?{urlencode(said or {})}"


def page_of(tool, said: dict[str, str | list[str]], language: Language = Language.EN) -> ToolPage:
    query = QueryDict(urlencode(said, doseq=True))
    asker = Asker(language, ON)
    with override(language), mock.patch("guichet.doors.public.tools.pages.titles", return_value={}):
        page = tool_page(tool, ask(tool.groups, query, asker), asker, query)
        for part in [*page.warnings, *page.sections, *page.then]:
            part.render()
        return page


@pytest.mark.django_db
@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize(("code", "said", "first"), SAID)
def test_an_answer_is_one_sentence_that_its_address_gives_again_in_both_languages(client, code, said, first) -> None:
    english, french = client.get(address(code, "en", said)), client.get(address(code, "fr", said))
    assert english.status_code == french.status_code == 200
    page = read(english)
    assert page.headings[1][1].startswith(first)
    assert {"Why", "What to do next", "What you told us", "This is not a decision"} <= {
        text for _, text in page.headings
    }
    assert english_in(french) == set()
    # Nothing in it is a code of ours, or an address that leads nowhere.
    assert "CRS" not in page.text.replace("CRS)", "")
    assert address(code, "fr", said) in page.links


@pytest.mark.django_db
@pytest.mark.usefixtures("on_the_day")
def test_what_is_not_known_is_said_at_the_top(client) -> None:
    points, funds = (read(client.get(address(code, "en"))).text for code in ("points", "funds"))
    assert "These are the points of the rules that ended on November 2, 2026" in points
    assert "New amounts are due, and we do not have them yet" in funds


@pytest.mark.parametrize(
    ("tool", "said"), [(views.GRID, {**WORKER, "done": "1"}), (views.POINTS, {**PROFILE, "done": "4"})]
)
def test_levels_are_named_in_the_language_of_the_page(tool, said) -> None:
    page = page_of(tool, said, Language.FR)
    with override("fr"):
        forms = [form for form in (page.form, page.what_if.form if page.what_if else None) if form]
        shown = "".join(str(form) for form in forms)
    assert "Niveau 9" in shown
    assert "Level" not in shown


@pytest.mark.parametrize(("tool", "said", "sure"), [
    (views.GRID, {**WORKER, "done": "3"}, ["Reported, not by an official source"]),
    (views.ETA, {**ETA, "permit": "no"}, ["To be verified"]),
    (views.ETA, {**ETA, "permit": "yes"}, ["To be verified"]),
    (views.ETA, {**ETA, "country": "FRA"}, []),
])  # fmt: skip
def test_what_is_not_confirmed_says_so_beside_its_source(tool, said, sure) -> None:
    page = "".join(str(part.render()) for part in page_of(tool, said).sections)
    doubts = ["Reported, not by an official source", "To be verified"]
    assert [doubt for doubt in doubts if f"· {doubt}" in page] == sure


@pytest.mark.parametrize(
    ("tool", "last_known", "words"),
    [(views.POINTS, date(2026, 11, 2), "ended on November 2, 2026"), (views.FUNDS, date(2026, 6, 30), "are due")],
    ids=["points", "funds"],
)
def test_a_table_is_called_old_from_the_day_on_which_a_newer_one_holds(tool, last_known, words) -> None:
    def warned(day: date) -> str:
        return " ".join(str(one.render()) for one in tool.warnings(Asker(Language.EN, day))).replace("\xa0", " ")

    with override("en"):
        assert words not in warned(last_known)
        assert words in warned(last_known + timedelta(1))


def test_a_package_with_every_paper_of_its_program_is_complete() -> None:
    papers = [code for code in catalogue().program("CIT-PROOF").documents if code not in {"FORM", "FEES"}]
    page = page_of(views.COMPLETE, {**READY, "papers": papers})
    assert page.sections[0].said == "By what you told us, nothing is missing."  # type: ignore[attr-defined]
    short = page_of(views.COMPLETE, {**READY, "papers": papers[1:]})
    assert [section.title for section in short.sections[2:3]] == ["Papers that you still need"]  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_question_that_changes_nothing_is_not_asked(client) -> None:
    def asked(country: str) -> set[str]:
        form = page_of(views.VISA, {"country": country, **TRIP, "done": "1"}).form
        return set(form.fields) if form else set()

    assert asked("FRA") == set()
    assert asked("IND") == {"has_visa"}
    assert asked("MEX") == {"has_visa", "visa_before", "us_visa"}
    assert asked("TWN") == {"which_passport", "has_visa"}


FAULTS = [
    ("visa", {"country": "XXX", **TRIP, "done": "1"}, "country"),
    ("visa", {"country": "IND", **TRIP, "travels_on_day": "31", "travels_on_month": "2", "travels_on_year": "2027",
              "done": "1"}, "travels_on"),
    ("visa", {"country": "IND", **TRIP, "travels_on_day": "1", "travels_on_month": "2", "travels_on_year": "2020",
              "done": "1"}, "travels_on"),
    ("eta", {**ETA, "country": "CAN"}, "country"),
    ("eta", {**ETA, "issued_on_year": "2027"}, "issued_on"),
    ("eta", {**ETA, "passport_ends_year": "2022"}, "passport_ends"),
    ("eta", {**ETA, "permit": "perhaps"}, "permit"),
    ("points", {**PROFILE, "age": "thirty", "done": "1"}, "age"),
    ("points", {**PROFILE, "age": "-3", "done": "1"}, "age"),
    ("points", {**PROFILE, "age": "9" * 40, "done": "1"}, "age"),
    ("points", {**PROFILE, "schooling": "wizard", "done": "4"}, "schooling"),
    ("points", {**PROFILE, "reading": "11", "done": "4"}, "reading"),
    ("points", {**PROFILE, "foreign_years": "1e9", "done": "4"}, "foreign_years"),
    ("funds", {**FUNDS, "size": "0"}, "size"),
    ("funds", {**FUNDS, "has": "-5"}, "has"),
    ("funds", {**FUNDS, "has": "9" * 23}, "has"),
    ("funds", {**FUNDS, "has": "lots"}, "has"),
    ("income", {**PARENTS, "first": "1", "second": "", "third": "1", "done": "2"}, "second"),
    ("income", {"sponsored": "CHILD", "quebec": "no", "bar": "NONE", "born_on_day": "1", "born_on_month": "1",
                "born_on_year": "2999", "done": "2"}, "born_on"),
    ("biometrics", {**BIOMETRICS, "given_on_day": "1", "given_on_month": "1", "given_on_year": "2999"}, "given_on"),
    ("biometrics", {**BIOMETRICS, "request": "MARS"}, "request"),
    ("residence", {**SINCE, "resident_since_year": "2999", "done": "1"}, "resident_since"),
    ("residence", {**SINCE, "trip1_out": "2023-02-31", "done": "1"}, "trip1"),
    ("residence", {**SINCE, "trip1_back": "2023-02-03", "done": "1"}, "trip1"),
    ("residence", {**SINCE, "trip1_out": "2023-02-03", "trip1_back": "2023-02-01", "done": "1"}, "trip1"),
    ("residence", {**SINCE, "trip1_out": "0001-01-01", "done": "1"}, "trip1"),
    ("descent", {**BORN, "born_on_year": "2999", "birthplace": "ABROAD", "done": "1"}, "born_on"),
    ("descent", {**BORN, "birthplace": "ABROAD", "parent": "DESCENT", "parent_in_service": "no", "parent_days": "-1",
                 "done": "3"}, "parent_days"),
    ("levels", {**IELTS, "speaking": "A+"}, "speaking"),
    ("complete", {**READY, "program": "MARS"}, "program"),
    ("complete", {**READY, "program": "TRV", "family": "adoption"}, "family"),
    ("stay", {"done": "1"}, "until"),
    ("stay", {**UNTIL, "until_day": "30", "until_month": "2"}, "until"),
    ("stay", {**UNTIL, "until_year": "9999"}, "until"),
    ("stay", {**ENTERED, "entered_on_year": "2999"}, "entered_on"),
    ("stay", {**UNTIL, "refused_on_day": "1", "refused_on_month": "11", "refused_on_year": "2026"}, "refused_on"),
    ("medical", {"applying": "MARS", "done": "1"}, "applying"),
    ("medical", {"applying": "CLAIM", "examined_on_day": "1", "examined_on_month": "5", "examined_on_year": "2999",
                 "done": "1"}, "examined_on"),
    ("levels", {**IELTS, "test": "TOEFL"}, "test"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize(("code", "said", "field"), FAULTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_fault_is_named_at_its_field_and_in_the_summary(client, code, said, field, language) -> None:
    answer = client.get(address(code, language, said))
    assert answer.status_code == 200
    form = answer.context["page"].form
    assert set(form.errors) == {field}
    assert f"#{form[field].target}" in read(answer).links
    assert language == "en" or english_in(answer) == set()


@pytest.mark.django_db
def test_more_rows_keep_what_was_typed(client) -> None:
    said = {**SINCE, "trip3_out": "2023-01-01", "trip3_back": "2023-02-01", "done": "1", "more": "1"}
    page = client.get(address("residence", "en", said))
    form = page.context["page"].form
    assert not form.errors
    assert "trip6" in form.fields
    assert 'value="2023-02-01"' in page.content.decode()
    assert 'name="done" value="1"' in page.content.decode()


def test_going_back_to_change_an_answer_shows_it_filled_in_and_keeps_the_others() -> None:
    page = page_of(views.POINTS, {**PROFILE, "done": "1"})
    assert page.form is not None
    assert page.form["speaking"].value() == "9"
    assert dict(page.kept)["age"] == "30"
    assert dict(page.kept)["canadian_years"] == "1"
    assert page.done == 2


@given(
    age=st.integers(16, 99), schooling=st.sampled_from(Schooling), language=st.sampled_from(["en", "fr"]),
    first=st.lists(st.sampled_from([0, 4, 5, 6, 7, 8, 9, 10]), min_size=4, max_size=4),
    second=st.lists(st.sampled_from([0, 4, 5, 6, 7, 8, 9, 10]), min_size=4, max_size=4),
    years=st.tuples(st.integers(0, 20), st.integers(0, 20)), study=st.sampled_from(Study),
    yes=st.tuples(st.booleans(), st.booleans(), st.booleans()), couple=st.booleans(),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_the_page_says_the_points_that_the_rule_explains(
    age, schooling, language, first, second, years, study, yes, couple
) -> None:
    names = ("speaking", "listening", "reading", "writing")
    said = {
        "age": age, "schooling": schooling.value, "partner": "couple" if couple else "alone",
        "first_language": language, **dict(zip(names, first, strict=True)),
        **{f"second_{name}": level for name, level in zip(names, second, strict=True)},
        "canadian_years": years[0], "foreign_years": years[1], "canadian_study": study.value,
        "nomination": "yes" if yes[0] else "no", "done": 4,
        "spouse_schooling": "secondary", "spouse_years": 0,
    }  # fmt: skip
    said |= {name: "on" for name, ticked in (("certificate", yes[1]), ("sibling", yes[2])) if ticked}
    words = {Schooling.MASTERS: "masters_prof", Schooling.THREE_PLUS: "bachelor_3plus"}
    row = {
        "grid_version": "2026-11-02", "spouse_scored": "yes" if couple else "no", "age": str(age),
        "education": words.get(schooling, schooling.value), "first_language": language,
        "first_clb_S_L_R_W": "/".join(map(str, first)), "second_clb_S_L_R_W": "/".join(map(str, second)),
        "canadian_years": str(years[0]), "foreign_years": str(years[1]), "trade_certificate": "yes" if yes[1] else "no",
        "spouse_education": "secondary" if couple else "", "spouse_clb_S_L_R_W": "0/0/0/0" if couple else "",
        "spouse_canadian_years": "0" if couple else "", "sibling": "yes" if yes[2] else "no",
        "canadian_study": study.value, "nomination": "yes" if yes[0] else "no", "job_offer": JobOffer.NONE.value,
    }  # fmt: skip
    rule = next(rule for rule in CASE_RULES if rule.name == "crs")
    page = page_of(views.POINTS, {name: str(value) for name, value in said.items()})
    total = int(rule.decide(row)["total"])
    assert str(page.sections[0].figure).replace(",", "") == str(total)  # type: ignore[attr-defined]


VALUES = st.one_of(
    st.sampled_from(["", "0", "1", "2", "yes", "no", "on", "AIR", "NONE", "IND", "FRA", "masters", "none", "alone",
                     "couple", "en", "EE-FSW", "PARENTS", "CHILD", "IELTS_GENERAL", "VISA", "2026-02-28", "9", "31",
                     "2020"]),
    st.text(max_size=12),
)  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.code)
@pytest.mark.parametrize("language", list(Language))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_an_address_says_the_page_stands(tool, language, data) -> None:
    query, asker = QueryDict(), Asker(language, ON)
    with override(language):
        names = [name for group in tool.groups for name in group(said={}, asker=asker, typed=query).names]
    said = {name: data.draw(VALUES) for name in [*names, "done", "more", "try-age", "try-first"]}
    said["done"] = data.draw(st.sampled_from(["", "1", "2", "3", "4", "99", "x", "-1", "１"]))
    page_of(tool, said, language)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_chosen_the_tools_answer(data) -> None:
    """Fill in each form with what it offers, and go on until the answer."""
    # Days of a stay or an eTA bound one another: not everything that can be typed goes together.
    tool = data.draw(st.sampled_from([tool for tool in TOOLS if tool not in (views.STAY, views.ETA)]))
    said: dict[str, str] = {}
    for _turn in range(len(tool.groups) + 1):
        page = page_of(tool, said)
        if page.form is None:
            return
        assert not page.form.errors, page.form.errors
        for name, field in page.form.fields.items():
            key = page.form.add_prefix(name)
            choices = getattr(field, "choices", None)
            if choices is not None:
                flat = [one for pair in choices for one in (pair[1] if isinstance(pair[1], list) else [pair])]
                said[key] = str(data.draw(st.sampled_from([value for value, _label in flat if value != ""] or [""])))
            elif hasattr(field, "least"):
                said[key] = str(data.draw(st.integers(field.least, field.most)))
            elif name.startswith("trip"):
                days = sorted(data.draw(st.lists(st.dates(date(2015, 1, 1), ON), max_size=2)))
                said |= {f"{key}_{end}": day.isoformat() for end, day in zip(("out", "back"), days, strict=False)}
            elif hasattr(field.widget, "widgets_names"):
                day = data.draw(st.dates(date(2010, 1, 1), ON)) if name not in {"travels_on", "examined_on"} else ON
                if field.required or data.draw(st.booleans()):
                    parts = {"_day": day.day, "_month": day.month, "_year": day.year}
                    said |= {key + end: str(part) for end, part in parts.items()}
            else:
                said[key] = str(data.draw(st.integers(0, 100)))
        said["done"] = str(page.done)
    assert page_of(tool, said).form is None


@pytest.mark.django_db
def test_every_tool_is_on_the_page_of_tools_in_articles_and_with_a_program_it_helps_with() -> None:
    """Whoever does not know that a tool exists meets it where they look: in the list, an answer, a program."""
    listed = {card.href for section in tools_page().sections for part in section.items for card in part.cards}
    assert set(TOOLS_OF) == set(Tool.values)
    assert {reverse(name) for name in TOOLS_OF.values()} <= listed
    articles = shipped().articles.values()
    named = {article.tool for article in articles}
    linked = {name for name in Tool.values if any(f"(tool:{name})" in article.en.body for article in articles)}
    assert set(Tool.values) <= named | linked


@pytest.mark.django_db
def test_a_program_leads_to_its_tools_and_its_papers_are_checked_with_it_chosen(client) -> None:
    page = read(client.get(reverse("public:program", args=["vr"])))
    assert reverse("public:tool-stay") in page.links
    chosen = next(link for link in page.links if link.startswith(reverse("public:tool-complete")))
    assert client.get(chosen).context["page"].form_title == "What you have"
    eta = read(client.get(reverse("public:program", args=["eta"])))
    assert reverse("public:tool-eta") in eta.links
    assert not any(link.startswith(reverse("public:tool-complete")) for link in eta.links)
