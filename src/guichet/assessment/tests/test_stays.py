"""Stays and medical exams: what always holds, and the smallest change that is the smallest."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment import policy
from guichet.assessment.rules import medical
from guichet.assessment.rules.days import months_after
from guichet.assessment.rules.medical import MedicalCase
from guichet.assessment.rules.stay import StayCase, stay
from guichet.assessment.terms import Applying, Area, Medical, Standing
from guichet.foundation.decisions import MOST_CHANGES

ON = date(2026, 11, 1)
LAW = policy.stay_law(ON)
ORDER = [Standing.HELD, Standing.KEPT, Standing.LOST, Standing.OVER]
QUICK = settings(max_examples=120, deadline=None)
entries = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@QUICK
@given(entries, st.integers(0, 500), st.integers(0, 40))
def test_a_stay_only_runs_out_and_asking_in_time_never_shortens_it(entered: date, later: int, more: int) -> None:
    def standing(days: int, asked: date | None = None) -> Standing:
        return stay(StayCase(on=entered + timedelta(days), entered_on=entered, asked_on=asked), LAW).standing

    assert ORDER.index(standing(later)) <= ORDER.index(standing(later + more))
    assert ORDER.index(standing(later, asked=entered)) <= ORDER.index(standing(later))
    assert standing(later, asked=entered) in {Standing.HELD, Standing.KEPT}


@QUICK
@given(entries, st.dates(date(2005, 1, 1), date(2030, 12, 31)))
def test_fingerprints_never_prolong_a_stay_and_it_can_be_mended_for_ninety_days(entered: date, given_on: date) -> None:
    found = stay(StayCase(on=entered, entered_on=entered), LAW)
    capped = stay(StayCase(on=entered, entered_on=entered, biometrics_on=given_on), LAW)
    assert capped.last_day <= found.last_day
    assert found.restore_by - found.last_day == timedelta(90)
    assert stay(StayCase(on=found.restore_by, entered_on=entered), LAW).standing is Standing.LOST
    assert stay(StayCase(on=found.restore_by + timedelta(1), entered_on=entered), LAW).standing is Standing.OVER


@QUICK
@given(entries, st.integers(0, 48))
def test_months_later_is_never_in_another_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(1)).day == 1


def test_an_exam_that_holds_asks_for_nothing_and_who_settles_always_has_one() -> None:
    law = policy.medical_law(ON)
    for applying, health, long, area in product(Applying, (True, False), (True, False), Area):
        case = MedicalCase(applying=applying, on=ON, works_near_health=health, stays_long=long, area=area)
        found = medical.decide(case, law).outcome
        held = medical.decide(replace(case, examined_on=ON), law).outcome
        assert held is (Medical.NOT_REQUIRED if applying is Applying.OTHER else Medical.VALID)
        if applying in medical.ALWAYS:
            assert found is Medical.REQUIRED
        if found is Medical.LOOK:
            known = {medical.decide(replace(case, area=one), law).outcome for one in (Area.YES, Area.NO)}
            assert known == {Medical.REQUIRED, Medical.NOT_REQUIRED}


def test_the_smallest_change_of_a_table_is_the_smallest_of_all() -> None:
    """Every case of a table against every other one: none that is nearer comes to the clause asked for."""
    table = medical.EXAMS
    everybody = [dict(zip(table.domains, words, strict=True)) for words in product(*table.domains.values())]
    comes_to = [(facts, table.decide(facts)) for facts in everybody]
    for facts, decided in comes_to:
        for clause in table.clauses:
            if clause is decided:
                continue
            least = min(
                (sum(facts[name] != other[name] for name in facts) for other, found in comes_to if found is clause),
                default=MOST_CHANGES + 1,
            )
            change = table.smallest_change(facts, clause)
            assert len(change) == (least if least <= MOST_CHANGES else 0), (facts, clause.code, change)
            assert all(facts[name] != word for name, word in change.items())
