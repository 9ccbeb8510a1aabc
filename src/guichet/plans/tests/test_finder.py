"""Finding a program: the worked cases agree, the smallest change does what it says, and nothing is left out."""

from collections import Counter
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.foundation.worked import verify
from guichet.plans.cases import FINDER_RULE
from guichet.plans.facts import facts, worked
from guichet.plans.queries import answer_said, change_for, find_programs, questions_left
from guichet.programs.queries import catalogue, finder_cases, finder_tables
from guichet.programs.rules import Held, Question, held
from guichet.programs.terms import Fit, QuestionType

ON = date(2026, 11, 22)
CASES = finder_cases()


def test_every_worked_case_agrees() -> None:
    assert FINDER_RULE.own_rows
    count, differing = verify(FINDER_RULE, FINDER_RULE.own_rows())
    assert differing == []
    assert count >= 120


def test_each_program_fits_somebody_and_does_not_fit_somebody_else() -> None:
    programs = {program.code for program in catalogue().programs(on=ON)}
    fits = {case.about for case in CASES if case.fit is Fit.FITS}
    out = {case.about for case in CASES if case.fit in {Fit.NOT, Fit.LATER}}
    assert fits >= programs
    assert out >= programs
    assert min(Counter(case.about for case in CASES).values()) >= 3


def test_each_condition_is_in_the_way_in_some_case_or_met_in_some() -> None:
    tables = finder_tables(ON)
    failed = {code for case in CASES for code in case.lacks}
    asked = {code for table in tables.programs.values() for code in table.conditions}
    assert asked == tables.conditions.keys(), "a condition that no program asks"
    assert failed <= asked
    # Whatever no case of ours fails is at least met where a case fits.
    met = {code for case in CASES if case.fit is Fit.FITS for code in tables.programs[case.about].conditions}
    assert asked - failed <= met


def test_each_question_can_change_something() -> None:
    tables = finder_tables(ON)
    rests_on = worked(ON).asked_for
    looked_at = {code for one in tables.conditions.values() for fact in one.facts for code in rests_on(fact)}
    assert tables.questions.keys() - looked_at == {"GOAL"}


def words(question: Question) -> st.SearchStrategy[str]:
    match question.type:
        case QuestionType.YES_NO:
            return st.sampled_from(["YES", "NO", ""])
        case QuestionType.DAY:
            return st.dates(date(1940, 1, 1), ON).map(date.isoformat)
        case QuestionType.COUNTRY:
            return st.sampled_from(["GBR", "IND", "MEX", "USA", "BRA", "FRA", "SYR"])
        case QuestionType.COUNT:
            return st.integers(1, 20).map(str)
        case QuestionType.MONEY:
            return st.integers(0, 60_000).map(str)
    return st.sampled_from([*[option.code for option in question.options], ""])


@cache
def anybody() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {}, optional={code: words(question) for code, question in finder_tables(ON).questions.items()}
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anybody())
def test_the_smallest_change_makes_it_fit_and_no_smaller_one_is_left(answers: dict[str, str]) -> None:
    for outcome in find_programs(answers, ON).wanted:
        if not outcome.failed:
            continue
        change = change_for(outcome.program, answers, ON)
        if change is None:
            continue
        assert 1 <= len(change.answers) + (change.from_day is not None) <= 2
        day = change.from_day or ON
        tables = finder_tables(ON)
        known = facts({**answers, **change.answers}, day, today=ON)
        states = {held(one, known).held for one in tables.asked_by(outcome.program)}
        assert Held.NO not in states
        for code, word in change.answers.items():
            assert answer_said(tables.questions[code], word, ON) == word
            assert word != answers.get(code)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anybody())
def test_the_engine_and_the_reason_why_not_never_differ(answers: dict[str, str]) -> None:
    tables, known = finder_tables(ON), facts(answers, ON, today=ON)
    met = tables.met(known)
    assert met == {code for code, one in tables.conditions.items() if held(one, known).held is Held.YES}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anybody(), st.randoms(use_true_random=False))
def test_every_path_ends_and_what_was_not_asked_could_change_nothing(answers: dict[str, str], luck: object) -> None:
    said: dict[str, str] = {}
    count = 0
    while left := questions_left(said, ON):
        said[left[0].code] = answers.get(left[0].code, "")
        count += 1
        assert count <= len(finder_tables(ON).questions)
    # Whatever else somebody would have said: for their goal nothing turns from what it is to its contrary.
    before = {one.program: one.fit for one in find_programs(said, ON).wanted}
    after = {one.program: one.fit for one in find_programs({**answers, **said}, ON).wanted}
    unsaid = {code for code, word in said.items() if not word}
    for program, fit in before.items():
        if fit in {Fit.FITS, Fit.NOT} and not unsaid:
            assert (after[program] is Fit.FITS) == (fit is Fit.FITS), program


@pytest.mark.parametrize("goal", [option.code for option in finder_tables(ON).questions["GOAL"].options])
def test_most_people_answer_few_questions(goal: str) -> None:
    said = {"GOAL": goal}
    while left := questions_left(said, ON):
        question = left[0]
        options = [option.code for option in question.options]
        usual = {"DAY": "1990-05-05", "COUNT": "2", "MONEY": "20000", "COUNTRY": "IND", "YES_NO": "YES"}
        said[question.code] = usual.get(question.type, options[0] if options else "")
    assert len(said) <= 18


def test_the_tables_of_a_day_are_named_by_what_is_in_them() -> None:
    assert finder_tables(ON).digest == finder_tables(date(2026, 11, 23)).digest
    assert len(finder_tables(ON).digest) == 64
    assert finder_tables(date(2025, 1, 1)).conditions == {}
    assert finder_tables(date(2025, 1, 1)).digest != finder_tables(ON).digest


def test_an_earlier_time_gives_nobody_a_program_by_mistake() -> None:
    """Before the tables begin there is nothing to find, rather than everything."""
    assert find_programs({"GOAL": "VISIT"}, date(2025, 1, 1)).wanted == ()
