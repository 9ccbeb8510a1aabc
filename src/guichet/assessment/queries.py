"""What others may ask: each question, answered by the law and the tables of the day it is about."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from guichet.assessment import policy
from guichet.assessment.policy import NotKnown
from guichet.assessment.rules import biometrics as biometrics_rule
from guichet.assessment.rules import conditions as conditions_rule
from guichet.assessment.rules import descent as descent_rule
from guichet.assessment.rules import travel
from guichet.assessment.rules.biometrics import BiometricsCase
from guichet.assessment.rules.citizenship import Presence, PresenceCase, PresenceLaw, WhatIf
from guichet.assessment.rules.citizenship import presence as count_presence
from guichet.assessment.rules.citizenship import what_if as count_what_if
from guichet.assessment.rules.conditions import Conditions, ConditionsCase
from guichet.assessment.rules.days import Trip
from guichet.assessment.rules.descent import DescentCase
from guichet.assessment.rules.levels import Ability, Levels, levels_of
from guichet.assessment.rules.money import Funds, FundsCase, Income, IncomeCase
from guichet.assessment.rules.money import funds as count_funds
from guichet.assessment.rules.money import income as count_income
from guichet.assessment.rules.obligation import Obligation, ObligationCase
from guichet.assessment.rules.obligation import obligation as count_obligation
from guichet.assessment.rules.ranking import Profile, Ranking
from guichet.assessment.rules.ranking import ranking as count_ranking
from guichet.assessment.rules.skilled import Selection, Worker
from guichet.assessment.rules.skilled import selection as count_selection
from guichet.assessment.rules.travel import Journey
from guichet.assessment.rules.undertaking import Undertaking, UndertakingCase
from guichet.assessment.rules.undertaking import undertaking as count_undertaking
from guichet.assessment.terms import Biometrics, Descent, Route, Test, TravelDocument
from guichet.assessment.words import plain, said, sentence
from guichet.foundation.decisions import Clause

__all__ = [
    "NotKnown",
    "biometrics",
    "conditions",
    "descent",
    "funds",
    "income",
    "levels",
    "obligation",
    "plain",
    "presence",
    "presence_law",
    "presence_with",
    "ranking",
    "said",
    "selection",
    "sentence",
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


def tax_years(signed_on: date, route: Route = Route.ADULT) -> tuple[int, int]:
    """Return the first and last tax year that are asked about of whoever signs on a day."""
    return conditions_rule.tax_years(signed_on, policy.conditions_law(signed_on, route))


def descent(case: DescentCase, on: date) -> Clause[Descent]:
    """Return whether somebody is a citizen by birth, why, and the source, by the law of a day."""
    return descent_rule.decide(case, policy.descent_law(on))


def undertaking(case: UndertakingCase) -> Undertaking:
    """Return how long a sponsor answers for somebody. Raises ValueError for a child not born by then."""
    return count_undertaking(case, policy.undertaking_law(case.resident_on))


def obligation(case: ObligationCase) -> Obligation:
    """Return how a permanent resident stands with the obligation. Raises ValueError before they are one."""
    return count_obligation(case, policy.obligation_law(case.examined_on))


def ranking(profile: Profile, on: date) -> Ranking:
    """Return the points of a profile by the grid that answers for a day. Raises NotKnown before the first."""
    return count_ranking(profile, policy.grid(on))


def selection(worker: Worker, on: date) -> Selection:
    """Return the points of a skilled worker, and whether they pass."""
    return count_selection(worker, policy.skilled_law(on))


def levels(test: Test, results: Mapping[Ability, Decimal], on: date) -> Levels:
    """Return what the results of a test of language come to."""
    return levels_of(policy.test_table(test, on), results)


def travel_document(journey: Journey, on: date) -> Clause[TravelDocument]:
    """Return what somebody must hold to travel on a day, why, and its source."""
    return travel.decide(journey, policy.country_rule(journey.country, on))


def biometrics(case: BiometricsCase) -> Clause[Biometrics]:
    """Return whether biometrics must be given, why, and the source."""
    return biometrics_rule.decide(case, policy.biometrics_law(case.applied_on))


def funds(case: FundsCase) -> Funds:
    """Return whether settlement funds are enough. Raises NotKnown before the first table."""
    return count_funds(case, policy.settlement_funds(case.on))


def income(case: IncomeCase) -> Income:
    """Return whether a sponsor’s income is enough. Raises NotKnown before the first table."""
    return count_income(case, policy.low_income(case.on))
