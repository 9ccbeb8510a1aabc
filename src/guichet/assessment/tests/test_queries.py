"""Each question by the law of its day."""

from datetime import date
from decimal import Decimal

from guichet.assessment import queries
from guichet.assessment.rules import Ability, ObligationCase, PresenceCase, Profile, Trip, Worker
from guichet.assessment.rules.biometrics import BiometricsCase
from guichet.assessment.rules.money import FundsCase, IncomeCase
from guichet.assessment.rules.travel import Journey
from guichet.assessment.terms import (
    Biometrics,
    IncomeResult,
    JobOffer,
    Request,
    Route,
    Schooling,
    Sponsored,
    Test,
    TravelDocument,
    Way,
)
from guichet.foundation.languages import Language

DAY = date(2026, 11, 1)


def test_days_and_what_a_trip_would_change() -> None:
    case = PresenceCase(signed_on=DAY, resident_since=date(2020, 1, 1))
    assert queries.presence(case).meets
    assert queries.presence(case, Route.STATELESS).needed == 1095
    assert queries.presence_with(case, [Trip(date(2026, 1, 1), date(2026, 1, 12))]).days_lost == 10
    assert queries.obligation(ObligationCase(examined_on=DAY, resident_since=date(2020, 1, 1))).meets


def test_points_by_the_grid_of_the_day() -> None:
    levels = queries.levels(Test.TEF_CANADA, dict.fromkeys(Ability, Decimal(320)), DAY)
    profile = Profile(
        age=30, schooling=Schooling.MASTERS, first_language=Language.FR, first=levels, job_offer=JobOffer.OTHER
    )
    before, after = (queries.ranking(profile, day).additional for day in (date(2025, 3, 24), date(2025, 3, 25)))
    assert before - after == 50
    worker = Worker(age=30, schooling=Schooling.MASTERS, first=levels, years=6)
    assert queries.selection(worker, DAY).is_through_gate


def test_documents_by_the_list_of_the_day() -> None:
    journey = Journey(country="MEX", way=Way.AIR)
    found = [queries.travel_document(journey, day).outcome for day in (date(2024, 2, 28), date(2024, 2, 29))]
    assert found == [TravelDocument.ETA, TravelDocument.VISA]
    case = BiometricsCase(request=Request.VISA, age=30, applied_on=DAY)
    assert queries.biometrics(case).outcome is Biometrics.REQUIRED


def test_amounts_by_the_table_of_the_day() -> None:
    needed = [queries.funds(FundsCase(on=day, size=1, has=Decimal(0))).needed for day in (date(2025, 7, 6), DAY)]
    assert needed == [14690, 15263]
    case = IncomeCase(on=DAY, sponsored=Sponsored.SPOUSE, persons=2)
    assert queries.income(case).result is IncomeResult.EXEMPT
