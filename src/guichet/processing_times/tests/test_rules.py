"""Ranges, plans, moves and the ledger, as tables of cases and as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.foundation.languages import Language
from guichet.processing_times.rules.ledger import Outcome, outcome_of, rightness, standing, week_of
from guichet.processing_times.rules.moves import Limits, Reason, Statement, Trend, has_moved, reasons, shift
from guichet.processing_times.rules.ranges import Days, Wait, plan
from guichet.processing_times.rules.words import span_in_words, wait_in_words, why_it_moved
from guichet.processing_times.terms import Chance, Standing, Sure, Why

TODAY = date(2026, 11, 3)
WAIT = Wait(20, 35, 50, 60)
LIMITS = Limits(moved_days=21, moved_percent=25, quiet_days=21, trend_percent=10, trend_least=20)
SAID = Statement(
    first=date(2026, 11, 10),
    middle=date(2026, 12, 1),
    last=date(2027, 1, 5),
    said_on=date(2026, 9, 1),
    waited=0,
    program="TRV",
    office="CPC-OTTAWA",
)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def later(days: int) -> Days:
    """Return the range of SAID, so many days later."""
    by = timedelta(days=days)
    return Days(SAID.first + by, SAID.middle + by, date(2026, 12, 20) + by, SAID.last + by)


@pytest.mark.parametrize(
    ("least", "most", "english", "french"),
    [
        (0, 3, "up to 3 days", "au plus 3 jours"),
        (2, 2, "2 days", "2 jours"),
        (1, 1, "1 day", "1 jour"),
        (9, 14, "9 to 14 days", "9 à 14 jours"),
        (9, 15, "9 days to 3 weeks", "9 jours à 3 semaines"),
        (14, 98, "2 to 14 weeks", "2 à 14 semaines"),
        (20, 60, "2 to 9 weeks", "2 à 9 semaines"),
        (3, 60, "3 days to 9 weeks", "3 jours à 9 semaines"),
        (20, 121, "2 weeks to 4 months", "2 semaines à 4 mois"),
        (200, 400, "6 to 14 months", "6 à 14 mois"),
    ],
)
def test_a_range_is_said_in_one_unit_rounded_outwards(least: int, most: int, english: str, french: str) -> None:
    assert plain(span_in_words(least, most, Language.EN)) == english
    assert plain(span_in_words(least, most, Language.FR)) == french


@given(st.lists(st.integers(0, 4000), min_size=4, max_size=4).map(sorted))
def test_what_is_said_in_words_holds_the_range(days: list[int]) -> None:
    said = plain(wait_in_words(Wait(*days), Language.EN))
    length = {"d": 1.0, "w": 7.0, "m": 30.44}
    pieces = [piece.split() for piece in said.removeprefix("up to ").split(" to ")]
    last = pieces[-1]
    assert int(last[0].replace(",", "")) * length[last[1][0]] >= days[3]
    if len(pieces) == 2:
        unit = pieces[0][1] if len(pieces[0]) == 2 else last[1]
        assert int(pieces[0][0].replace(",", "")) * length[unit[0]] <= days[0]


@pytest.mark.parametrize(
    ("wait", "sure"),
    [(Wait(30, 40, 50, 60), Sure.QUITE), (Wait(10, 40, 60, 80), Sure.FAIRLY), (Wait(1, 20, 60, 90), Sure.HARDLY)],
)
def test_how_sure_is_how_wide(wait: Wait, sure: Sure) -> None:
    assert wait.sure is sure


@pytest.mark.parametrize(
    ("days_ahead", "chance", "too_late"),
    [
        (10, Chance.SELDOM, True),
        (20, Chance.SOME, True),
        (35, Chance.MANY, True),
        (59, Chance.MOST, True),
        (60, Chance.NEARLY_ALL, False),
        (365, Chance.NEARLY_ALL, False),
    ],
)
def test_a_plan_says_by_when_to_apply_and_how_likely_it_is(days_ahead: int, chance: Chance, *, too_late: bool) -> None:
    wanted = TODAY + timedelta(days=days_ahead)
    made = plan(WAIT, wanted, TODAY)
    assert made.safe == wanted - timedelta(days=60)
    assert made.chance is chance
    assert made.too_late is too_late


@pytest.mark.parametrize(
    ("days", "on", "moved"),
    [
        (31, TODAY, False),  # a quarter of the 126 days that were left then are 31.5
        (32, TODAY, True),
        (-32, TODAY, True),
        (90, date(2026, 9, 21), False),  # told twenty days ago
        (90, date(2026, 9, 22), True),
    ],
)
def test_a_client_is_told_of_great_moves_and_not_too_often(days: int, on: date, *, moved: bool) -> None:
    assert has_moved(SAID, later(days), on, LIMITS) is moved


def test_the_greater_of_two_moves_counts() -> None:
    assert shift(SAID, Days(SAID.first, SAID.middle, SAID.last, SAID.last + timedelta(days=40))) == 40
    assert shift(SAID, later(-12)) == -12


SAME = Trend(received=100, decided=100, open=200)


@pytest.mark.parametrize(
    ("now", "facts", "today", "why"),
    [
        (later(40), {}, Trend(120, 100, 200), (Reason(Why.MORE_PEOPLE, 20),)),
        (later(40), {}, Trend(120, 80, 200), (Reason(Why.MORE_PEOPLE, 20), Reason(Why.FEWER_DECISIONS, 20))),
        (later(-40), {}, Trend(80, 130, 200), (Reason(Why.FEWER_PEOPLE, 20), Reason(Why.MORE_DECISIONS, 30))),
        (later(-40), {}, Trend(120, 80, 300), (Reason(Why.UNKNOWN),)),
        (later(40), {}, Trend(109, 91, 217), (Reason(Why.UNKNOWN),)),
        (later(40), {}, Trend(100, 100, 250), (Reason(Why.MORE_WAITING, 25),)),
        (later(40), {"waited": 10}, SAME, (Reason(Why.WAITED_FOR_YOU, 10),)),
        (later(40), {"waited": 9}, SAME, (Reason(Why.UNKNOWN),)),
        (later(-40), {"waited": 10}, SAME, (Reason(Why.UNKNOWN),)),
        (later(40), {"office": "VO-PARIS"}, SAME, (Reason(Why.OFFICE_CHANGED),)),
        (later(40), {"program": "VR"}, Trend(300, 10, 900), (Reason(Why.PROGRAM_CHANGED),)),
        (later(40), {"on": date(2026, 12, 1)}, SAME, (Reason(Why.LONG_WAIT),)),
        (later(40), {}, None, (Reason(Why.UNKNOWN),)),
    ],
)
def test_reasons_are_facts_that_push_the_way_it_moved(
    now: Days, facts: dict[str, object], today: Trend | None, why: tuple[Reason, ...]
) -> None:
    known = {"on": TODAY, "waited": 0, "program": "TRV", "office": "CPC-OTTAWA"} | facts
    assert reasons(SAID, now, **known, then=SAME, today=today, limits=LIMITS) == why  # type: ignore[arg-type]


def test_few_files_are_no_trend() -> None:
    few = Trend(received=10, decided=10, open=10)
    found = reasons(
        SAID, later(40), on=TODAY, waited=0, program="TRV", office="CPC-OTTAWA", then=few, today=Trend(30, 5, 30),
        limits=LIMITS,
    )  # fmt: skip
    assert found == (Reason(Why.UNKNOWN),)


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_a_sentence_in_both_languages(why: Why) -> None:
    english, french = (why_it_moved([Reason(why, 20)], language) for language in Language)
    assert english
    assert french
    assert english != french


@pytest.mark.parametrize(
    ("waited", "decided", "otherwise", "becomes"),
    [
        (19, True, False, "sooner"),
        (20, True, False, "inside"),
        (60, True, False, "inside"),
        (61, True, False, "later"),
        (61, False, False, "later"),
        (60, False, False, "waiting"),
        (5, False, False, "waiting"),
        (5, False, True, "ended_otherwise"),
    ],
)
def test_what_became_of_a_file(waited: int, becomes: str, *, decided: bool, otherwise: bool) -> None:
    assert outcome_of(WAIT, waited, decided=decided, otherwise=otherwise) == becomes


@pytest.mark.parametrize(
    ("outcome", "least", "most", "found"),
    [
        (Outcome(10, 80, 10, 0), 80, 80, Standing.RIGHT),
        (Outcome(10, 60, 10, 20), 60, 80, Standing.EARLY),
        (Outcome(30, 50, 20, 0), 50, 50, Standing.OFF),
        (Outcome(0, 72, 0, 28), 72, 100, Standing.RIGHT),
        (Outcome(1, 15, 1, 2), 79, 89, Standing.FEW),
    ],
)
def test_the_ledger_says_at_least_and_at_most(outcome: Outcome, least: int, most: int, found: Standing) -> None:
    right = rightness(outcome)
    assert right is not None
    assert (right.least, right.most, right.is_final) == (least, most, not outcome.waiting)
    assert standing(outcome, least=20) is found


def test_of_nobody_nothing_is_said() -> None:
    assert rightness(Outcome(0, 0, 0, 0, ended_otherwise=30)) is None
    assert standing(Outcome(0, 0, 0, 0, ended_otherwise=30), least=20) is Standing.FEW


def test_a_week_begins_on_monday() -> None:
    assert week_of(date(2026, 11, 22)) == date(2026, 11, 16)
    assert week_of(date(2026, 11, 16)) == date(2026, 11, 16)
