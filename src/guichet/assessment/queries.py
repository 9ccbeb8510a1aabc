"""What others may ask: each question, answered by the law and the tables of the day it is about."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from guichet.assessment import policy
from guichet.assessment.policy import NotKnown
from guichet.assessment.rules import biometrics as biometrics_rule
from guichet.assessment.rules import conditions as conditions_rule
from guichet.assessment.rules import descent as descent_rule
from guichet.assessment.rules import medical as medical_rule
from guichet.assessment.rules import travel
from guichet.assessment.rules.biometrics import BiometricsCase
from guichet.assessment.rules.changes import Gain
from guichet.assessment.rules.changes import ranking_gains as count_ranking_gains
from guichet.assessment.rules.changes import selection_gains as count_selection_gains
from guichet.assessment.rules.citizenship import Presence, PresenceCase, PresenceLaw, WhatIf
from guichet.assessment.rules.citizenship import presence as count_presence
from guichet.assessment.rules.citizenship import what_if as count_what_if
from guichet.assessment.rules.completeness import Package, PackageCase
from guichet.assessment.rules.completeness import completeness as check_completeness
from guichet.assessment.rules.conditions import Conditions, ConditionsCase
from guichet.assessment.rules.days import Trip
from guichet.assessment.rules.descent import DescentCase
from guichet.assessment.rules.levels import Ability, Levels, levels_of
from guichet.assessment.rules.medical import MedicalCase
from guichet.assessment.rules.money import Amounts, Funds, FundsCase, Income, IncomeCase
from guichet.assessment.rules.money import funds as count_funds
from guichet.assessment.rules.money import income as count_income
from guichet.assessment.rules.obligation import Obligation, ObligationCase
from guichet.assessment.rules.obligation import obligation as count_obligation
from guichet.assessment.rules.ranking import Grid, Profile, Ranking
from guichet.assessment.rules.ranking import ranking as count_ranking
from guichet.assessment.rules.skilled import Selection, Worker
from guichet.assessment.rules.skilled import selection as count_selection
from guichet.assessment.rules.stay import StayCase, StayFound
from guichet.assessment.rules.stay import stay as count_stay
from guichet.assessment.rules.travel import CountryRule, Journey
from guichet.assessment.rules.undertaking import Undertaking, UndertakingCase
from guichet.assessment.rules.undertaking import undertaking as count_undertaking
from guichet.assessment.terms import Biometrics, Descent, Medical, Route, Test, TravelDocument
from guichet.assessment.words import plain, said, sentence
from guichet.foundation.decisions import Clause

__all__ = [
    "NotKnown",
    "biometrics",
    "completeness",
    "conditions",
    "country_rule",
    "descent",
    "descent_since",
    "funds",
    "grid",
    "income",
    "levels",
    "levels_source",
    "low_income",
    "medical",
    "medical_holds_until",
    "named_nationalities",
    "obligation",
    "plain",
    "presence",
    "presence_law",
    "presence_with",
    "ranking",
    "ranking_gains",
    "ranking_most",
    "results_for",
    "said",
    "selection",
    "selection_gains",
    "sentence",
    "settlement_funds",
    "stay",
    "tax_years",
    "travel_document",
    "undertaking",
]


def presence(case: PresenceCase, route: Route = Route.ADULT) -> Presence:
    """Return the days of presence for citizenship, by the law of the day of signing."""
    return count_presence(case, policy.presence_law(case.signed_on, route))


def presence_law(on: date, route: Route = Route.ADULT) -> PresenceLaw:
    """Return what the law of a day asks: so many days in so many years."""
    return policy.presence_law(on, route)


def presence_with(case: PresenceCase, trips: Iterable[Trip], route: Route = Route.ADULT) -> WhatIf:
    """Return what planned trips would change."""
    return count_what_if(case, policy.presence_law(case.signed_on, route), trips)


def conditions(case: ConditionsCase) -> Conditions:
    """Return what is asked for citizenship besides the days, and whether it is so, by the law of the day of signing."""
    return conditions_rule.conditions(case, policy.conditions_law(case.signed_on, case.route))


def completeness(case: PackageCase) -> Package:
    """Return whether an application is complete, all that it lacks, and how to mend each."""
    return check_completeness(case)


def tax_years(signed_on: date, route: Route = Route.ADULT) -> tuple[int, int]:
    """Return the first and last tax year that are asked about of whoever signs on a day."""
    return conditions_rule.tax_years(signed_on, policy.conditions_law(signed_on, route))


def descent(case: DescentCase, on: date) -> Clause[Descent]:
    """Return whether somebody is a citizen by birth, why, and the source, by the law of a day."""
    return descent_rule.decide(case, policy.descent_law(on))


def descent_since(on: date) -> tuple[date, int]:
    """Return since which births days are asked of a parent who was born abroad, and how many, by the law of a day."""
    law = policy.descent_law(on)
    return law.since, law.days


def undertaking(case: UndertakingCase) -> Undertaking:
    """Return how long a sponsor answers for somebody. Raises ValueError for a child not born by then."""
    return count_undertaking(case, policy.undertaking_law(case.resident_on))


def obligation(case: ObligationCase) -> Obligation:
    """Return how a permanent resident stands with the obligation. Raises ValueError before they are one."""
    return count_obligation(case, policy.obligation_law(case.examined_on))


def ranking(profile: Profile, on: date) -> Ranking:
    """Return the points of a profile by the grid that answers for a day. Raises NotKnown before the first."""
    return count_ranking(profile, policy.grid(on))


def ranking_gains(profile: Profile, on: date) -> tuple[Gain[Profile], ...]:
    """Return what would add points to a profile, the most first. Raises NotKnown before the first grid."""
    return count_ranking_gains(profile, policy.grid(on))


def ranking_most(on: date, *, couple: bool) -> Mapping[str, int]:
    """Return the most that each factor of the grid that answers for a day can give. Raises NotKnown."""
    return {
        code: max(band.couple if couple else band.alone for band in factor.bands)
        for code, factor in policy.grid(on).factors.items()
    }


def selection(worker: Worker, on: date) -> Selection:
    """Return the points of a skilled worker, and whether they pass."""
    return count_selection(worker, policy.skilled_law(on))


def selection_gains(worker: Worker, on: date) -> tuple[Gain[Worker], ...]:
    """Return what would add points to a skilled worker, the most first."""
    return count_selection_gains(worker, policy.skilled_law(on))


def results_for(test: Test, level: int, on: date) -> Mapping[Ability, Decimal]:
    """Return the least result that each ability needs for a level; none where the table does not tell it apart."""
    least = policy.test_table(test, on).least
    found = {ability: [result for result, one in rows if one == level] for ability, rows in least.items()}
    return {ability: results[0] for ability, results in found.items() if results}


def levels_source(test: Test, on: date) -> str:
    """Return where the table of a test stands."""
    return policy.test_table(test, on).source


def country_rule(country: str, on: date) -> CountryRule | None:
    """Return how the nationals of a country stand on a day; None where they need a visa, as all others do."""
    return policy.country_rule(country, on)


def named_nationalities(on: date) -> tuple[CountryRule, ...]:
    """Return the nationalities that are no country’s, each with its name."""
    return policy.named_nationalities(on)


def settlement_funds(on: date) -> Amounts:
    """Return the table of settlement funds in force on a day. Raises NotKnown before the first."""
    return policy.settlement_funds(on)


def low_income(on: date) -> Amounts:
    """Return the low income cut-offs in force on a day. Raises NotKnown before the first table."""
    return policy.low_income(on)


def grid(on: date) -> Grid:
    """Return the grid of points that answers for a day: the one in force, or the last known. Raises NotKnown."""
    return policy.grid(on)


def levels(test: Test, results: Mapping[Ability, Decimal], on: date) -> Levels:
    """Return what the results of a test of language come to."""
    return levels_of(policy.test_table(test, on), results)


def travel_document(journey: Journey, on: date) -> Clause[TravelDocument]:
    """Return what somebody must hold to travel on a day, why, and its source."""
    return travel.decide(journey, policy.country_rule(journey.country, on))


def biometrics(case: BiometricsCase) -> Clause[Biometrics]:
    """Return whether biometrics must be given, why, and the source."""
    return biometrics_rule.decide(case, policy.biometrics_law(case.applied_on))


def stay(case: StayCase) -> StayFound:
    """Return until when somebody may stay, by the law of the day asked about. Raises Muddled for impossible days."""
    return count_stay(case, policy.stay_law(case.on))


def medical(case: MedicalCase) -> Clause[Medical]:
    """Return whether a medical exam must be had, why, and the source."""
    return medical_rule.decide(case, policy.medical_law(case.on))


def medical_holds_until(examined_on: date, on: date) -> date:
    """Return the last day on which the results of an exam hold, by the law of a day."""
    return medical_rule.holds_until(examined_on, policy.medical_law(on))


def funds(case: FundsCase) -> Funds:
    """Return whether settlement funds are enough. Raises NotKnown before the first table."""
    return count_funds(case, policy.settlement_funds(case.on))


def income(case: IncomeCase) -> Income:
    """Return whether a sponsor’s income is enough. Raises NotKnown before the first table."""
    return count_income(case, policy.low_income(case.on))
