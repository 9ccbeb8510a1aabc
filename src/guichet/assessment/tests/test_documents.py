"""Visa, eTA or nothing, biometrics, funds and income: what always holds, day by day and country by country."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment import policy
from guichet.assessment.rules import biometrics, medical, travel
from guichet.assessment.rules.biometrics import BiometricsCase
from guichet.assessment.rules.medical import MedicalCase
from guichet.assessment.rules.money import FundsCase, IncomeCase, funds, income
from guichet.assessment.rules.travel import Journey
from guichet.assessment.terms import (
    Applying,
    Area,
    Biometrics,
    CanadianStatus,
    Circumstance,
    Exemption,
    IncomeResult,
    Medical,
    Nationality,
    Passport,
    Request,
    Situation,
    SponsorBar,
    Sponsored,
    StepCode,
    TravelDocument,
    UsStatus,
    Way,
)
from guichet.assessment.tests.models import earlier
from guichet.assessment.tests.test_points import faults_with
from guichet.assessment.words import both
from guichet.language import typography

TODAY = date(2026, 11, 1)
LAW, EXAM_LAW = policy.biometrics_law(TODAY), policy.medical_law(TODAY)
QUICK = settings(max_examples=150, deadline=None)
journeys = st.builds(
    Journey,
    country=st.sampled_from(["FRA", "IND", "BRA", "MEX", "USA", "ROU", "TWN", "QAT"]),
    way=st.sampled_from(Way),
    passport=st.sampled_from(Passport),
    us=st.sampled_from(UsStatus),
    canadian=st.sampled_from(CanadianStatus),
    situation=st.sampled_from(Situation),
    visa_before=st.booleans(),
    us_visa=st.booleans(),
    has_visa=st.booleans(),
)
days = st.dates(date(2016, 1, 1), date(2028, 1, 1))


def needed(journey: Journey, on: date) -> TravelDocument:
    return travel.decide(journey, policy.country_rule(journey.country, on)).outcome


@QUICK
@given(journeys, days)
def test_everybody_has_one_answer_with_its_reason_in_both_languages(journey: Journey, on: date) -> None:
    found = travel.decide(journey, policy.country_rule(journey.country, on))
    assert found.reason
    assert found.source
    if found.outcome is TravelDocument.ETA:
        assert journey.way in {Way.AIR, Way.ST_PIERRE}
    if journey.canadian is CanadianStatus.NONE and (journey.us is not UsStatus.NONE or journey.country == "USA"):
        assert found.outcome is TravelDocument.NONE


@QUICK
@given(journeys, days)
def test_an_earlier_visa_never_asks_for_more(journey: Journey, on: date) -> None:
    none = needed(replace(journey, visa_before=False, us_visa=False), on)
    some = needed(replace(journey, visa_before=True), on)
    assert some == none or (none, some) == (TravelDocument.VISA, TravelDocument.ETA)
    assert some == needed(replace(journey, visa_before=False, us_visa=True), on)


@QUICK
@given(journeys, days)
def test_who_is_exempt_by_air_needs_nothing_by_land(journey: Journey, on: date) -> None:
    by_air, by_land = (needed(replace(journey, way=way), on) for way in (Way.AIR, Way.LAND))
    if by_air is TravelDocument.ETA and not journey.visa_before and not journey.us_visa:
        assert by_land is TravelDocument.NONE


def test_the_countries_are_as_many_as_the_regulation_has() -> None:
    rows = policy._tables("").countries.all_in_force(TODAY)
    by_nationality = [row for row in rows if "Sch. 1.1" in row.source]
    conditional = [row for row in rows if row.standing is Nationality.CONDITIONAL]
    assert (len(by_nationality), len(conditional)) == (47, 17)
    assert len({row.code for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "clause", [*travel.CLAUSES, *biometrics.CLAUSES, *medical.CLAUSES], ids=lambda clause: clause.code
)
def test_each_reason_is_written_with_the_typography_of_french(clause) -> None:
    assert clause.reason.fr != clause.reason.en
    assert typography.french(clause.reason.fr) == clause.reason.fr


def test_every_request_for_biometrics_has_an_answer_and_permanent_ones_never_hold() -> None:
    for request, age, given_on, circumstance in product(
        Request, (0, 13, 14, 79, 80, 110), (None, TODAY - timedelta(1)), Circumstance
    ):
        case = BiometricsCase(
            request=request, age=age, applied_on=TODAY, given_on=given_on, circumstance=circumstance,
        )  # fmt: skip
        found = biometrics.decide(case, LAW).outcome
        if age < 14 or request is Request.OTHER:
            assert found is Biometrics.NOT_REQUIRED
        if request not in biometrics.TEMPORARY:
            assert found is not Biometrics.VALID
        if request is Request.CLAIM and age >= 14 and circumstance is not Circumstance.NOT_FEASIBLE:
            assert found is Biometrics.REQUIRED


@QUICK
@given(days, st.integers(-4000, 4000))
def test_what_was_given_holds_for_the_ten_years_before_the_application(applied: date, apart: int) -> None:
    given_on = applied - timedelta(apart)
    held = biometrics.is_still_held(given_on, applied, 10)
    assert held == (0 <= apart <= 3652) or apart == 3653  # ten years have two or three leap days
    if held and given_on < applied:
        assert biometrics.is_still_held(given_on + timedelta(1), applied, 10)


people = st.builds(
    BiometricsCase,
    request=st.sampled_from(Request),
    age=st.integers(0, 120),
    applied_on=days,
    is_american=st.booleans(),
    given_on=st.none() | days,
    given_for_pending=st.booleans(),
    circumstance=st.sampled_from(Circumstance),
)


@QUICK
@given(people)
def test_nothing_that_somebody_has_or_is_ever_asks_for_biometrics_that_were_not_asked(case: BiometricsCase) -> None:
    plain = replace(
        case, is_american=False, given_on=None, given_for_pending=False, circumstance=Circumstance.NONE
    )  # fmt: skip
    if biometrics.decide(plain, LAW).outcome is Biometrics.NOT_REQUIRED:
        assert biometrics.decide(case, LAW).outcome is Biometrics.NOT_REQUIRED


@QUICK
@given(people)
def test_biometrics_are_asked_of_the_same_ages_whatever_else_is_so(case: BiometricsCase) -> None:
    found = biometrics.decide(case, LAW)
    assert found.reason
    assert found.source
    at_14, at_79 = (biometrics.decide(replace(case, age=age), LAW).outcome for age in (14, 79))
    # From 14 to 79 a year more or less changes nothing; younger and older people are asked nothing, but for claimants.
    assert at_14 is at_79
    if 14 <= case.age <= 79:
        assert found.outcome is at_14
    elif case.age < 14 or case.request is not Request.CLAIM:
        assert found.outcome is Biometrics.NOT_REQUIRED


@QUICK
@given(people, st.integers(0, 6000))
def test_biometrics_that_hold_hold_at_each_earlier_day_of_applying_since_they_were_given(
    case: BiometricsCase, since: int
) -> None:
    if biometrics.decide(case, LAW).outcome is Biometrics.VALID:
        assert case.given_on
        before = max(case.given_on, case.applied_on - timedelta(since))
        assert biometrics.decide(replace(case, applied_on=before), LAW).outcome is Biometrics.VALID


exams = st.builds(
    MedicalCase,
    applying=st.sampled_from(Applying),
    on=days,
    works_near_health=st.booleans(),
    stays_long=st.booleans(),
    area=st.sampled_from(Area),
    examined_on=st.none() | days,
)
BURDEN = [Medical.NOT_REQUIRED, Medical.LOOK, Medical.REQUIRED]


def exam(case: MedicalCase) -> Medical:
    return medical.decide(case, EXAM_LAW).outcome


@QUICK
@given(exams)
def test_a_longer_stay_a_listed_country_or_work_near_health_never_ask_for_less(case: MedicalCase) -> None:
    bare = replace(case, examined_on=None)
    least = exam(replace(bare, works_near_health=False, stays_long=False, area=Area.NO))
    most = exam(replace(bare, works_near_health=True, stays_long=True, area=Area.YES))
    assert BURDEN.index(least) <= BURDEN.index(exam(bare)) <= BURDEN.index(most)
    for more in (replace(bare, works_near_health=True), replace(bare, stays_long=True), replace(bare, area=Area.YES)):
        assert BURDEN.index(exam(bare)) <= BURDEN.index(exam(more))


@QUICK
@given(exams)
def test_results_of_an_exam_hold_twelve_months_to_the_day(case: MedicalCase) -> None:
    """Source: Immigration and Refugee Protection Regulations, s. 30(3)."""
    without = exam(replace(case, examined_on=None))
    if case.examined_on is None:
        assert exam(case) is without
        return
    last = medical.holds_until(case.examined_on, EXAM_LAW)
    assert last == earlier(case.examined_on, -1) or (last.month, last.day) == (2, 28)
    asked = case.applying is not Applying.OTHER
    for day, held in ((case.examined_on, True), (last, True), (last + timedelta(1), False),
                      (case.examined_on - timedelta(1), False)):  # fmt: skip
        assert exam(replace(case, on=day)) is (Medical.VALID if held and asked else without)


@QUICK
@given(exams)
def test_whoever_settles_or_claims_is_asked_whatever_they_say_of_a_stay(case: MedicalCase) -> None:
    found = exam(replace(case, examined_on=None))
    if case.applying in medical.ALWAYS:
        assert found is Medical.REQUIRED
    if case.applying is Applying.OTHER:
        assert found is Medical.NOT_REQUIRED
    if found is Medical.LOOK:
        assert (case.area, case.stays_long, case.works_near_health) == (Area.UNKNOWN, True, False)


sizes = st.integers(1, 30)
money = st.decimals(0, 200_000, places=2)


@QUICK
@given(st.dates(date(2024, 5, 28), date(2030, 1, 1)), sizes, money)
def test_a_larger_family_needs_more_and_more_money_never_fails(on: date, size: int, has: Decimal) -> None:
    table = policy.settlement_funds(on)
    assert table.of(size) < table.of(size + 1)
    assert policy.low_income(on).of(size) == 2 * table.of(size)
    case = FundsCase(on=on, size=size, has=has)
    found, more = funds(case, table), funds(replace(case, has=has + 1), table)
    assert found.meets <= more.meets
    assert found.meets == (has >= found.needed)
    assert funds(replace(case, is_atlantic=True), table).needed * 4 == found.needed
    assert funds(replace(case, exemption=Exemption.OFFER), table).meets


@QUICK
@given(st.sampled_from(Sponsored), sizes, st.lists(money, max_size=4), money)
def test_more_income_never_fails(sponsored: Sponsored, persons: int, incomes: list[Decimal], more: Decimal) -> None:
    case = IncomeCase(on=TODAY, sponsored=sponsored, persons=persons, incomes=tuple(incomes))
    table = policy.low_income(TODAY)
    found = income(case, table)
    richer = income(replace(case, incomes=tuple(one + more for one in incomes)), table)
    assert (found.result is IncomeResult.MEETS) <= (richer.result is IncomeResult.MEETS)
    barred = income(replace(case, bar=SponsorBar.PRISON), table)
    assert barred.result is IncomeResult.FAILS
    assert income(replace(case, in_quebec=True), table).result is IncomeResult.PROVINCE


def test_amounts_that_are_due_to_change_are_said_to_be_old() -> None:
    def codes(on: date) -> list[StepCode]:
        case = FundsCase(on=on, size=1, has=Decimal(0))
        return [step.code for step in funds(case, policy.settlement_funds(on)).why]

    assert StepCode.AMOUNTS_OLD not in codes(date(2026, 6, 30))
    assert StepCode.AMOUNTS_OLD in codes(date(2026, 7, 1))
    case = FundsCase(on=TODAY, size=1, has=Decimal(0))
    said = [both(step) for step in funds(case, policy.settlement_funds(TODAY)).why]
    assert all(text.en != text.fr and "%(" not in text.en + text.fr for text in said)
    assert "15\u00a0263\u00a0$" in "".join(text.fr for text in said)


def test_no_amount_is_made_up_for_a_day_before_the_first_table() -> None:
    with pytest.raises(policy.NotKnown):
        policy.settlement_funds(date(2024, 5, 27))


def test_nobody_is_no_family() -> None:
    with pytest.raises(ValueError, match="one person"):
        policy.settlement_funds(TODAY).of(0)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("countries.yaml", "- code: FRA\n  valid_from: 2026-01-01\n  standing: REQUIRED\n", "OVERLAP"),
        ("countries.yaml", "- code: FRA\n  standing: MAYBE\n", "WRONG_TYPE"),
        (
            "amounts.yaml",
            "- code: SETTLEMENT\n  valid_from: 2025-07-07\n  each_more: 1\n  sizes:\n"
            "    - {size: 1, amount: 10}\n    - {size: 3, amount: 20}\n",
            "NOT_RISING",
        ),
        (
            "amounts.yaml",
            "- code: SETTLEMENT\n  valid_from: 2025-07-07\n  each_more: 1\n  sizes:\n"
            "    - {size: 1, amount: 10}\n    - {size: 2, amount: 9}\n",
            "NOT_RISING",
        ),
    ],
)
def test_a_faulty_table_of_countries_or_amounts_is_named(tmp_path, name: str, text: str, code: str) -> None:
    assert code in [fault[0] for fault in faults_with(tmp_path, name, text)]
