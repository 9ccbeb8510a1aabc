"""The numbers and tables of the rules as in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from guichet.assessment import checks
from guichet.assessment.rules.authorization import EtaLaw
from guichet.assessment.rules.biometrics import BiometricsLaw
from guichet.assessment.rules.citizenship import PresenceLaw
from guichet.assessment.rules.conditions import ConditionsLaw
from guichet.assessment.rules.descent import DescentLaw
from guichet.assessment.rules.levels import Ability, TestTable
from guichet.assessment.rules.medical import MedicalLaw
from guichet.assessment.rules.money import Amounts
from guichet.assessment.rules.obligation import ObligationLaw
from guichet.assessment.rules.points import Band, Factor
from guichet.assessment.rules.ranking import Grid
from guichet.assessment.rules.skilled import SkilledLaw
from guichet.assessment.rules.stay import StayLaw
from guichet.assessment.rules.travel import CountryRule
from guichet.assessment.rules.undertaking import UndertakingLaw
from guichet.assessment.shapes import GRID, LOW_INCOME, RANKING, SETTLEMENT, SKILLED
from guichet.assessment.terms import Asked, Certainty, Nationality, Passport, Route, Test
from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.dated.records import Record
from guichet.foundation.dated.rows import Rows, is_in_force


class NotKnown(LookupError):
    """No table is known for a day, neither the one in force on it nor one before it."""

    def __init__(self, table: str, on: date) -> None:
        self.table = table
        self.on = on
        super().__init__(f"{table} {on}")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a rule, since when it holds, and where it stands."""

    code: str
    valid_from: date | None
    valid_to: date | None
    number: int
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that the law names, and where."""

    code: str
    valid_from: date | None
    valid_to: date | None
    day: date
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """Which grid of points holds when; one that is not known was announced, and its points were not found."""

    code: str
    valid_from: date | None
    valid_to: date | None
    known: bool
    source: str
    status: str


def number(code: str, on: date) -> Number:
    """Return a number as in force on a day. Raises FaultyData where a file has a fault."""
    return _tables(settings.DATA_FOLDER).numbers.row(code, on)


def presence_law(on: date, route: Route = Route.ADULT) -> PresenceLaw:
    """Return what is asked on a day of whoever asks by a route to become a citizen."""
    match route:
        case Route.STATELESS:
            days, years = number("STATELESS_DAYS", on), number("STATELESS_YEARS", on)
        case Route.FORCES:
            days, years = number("FORCES_DAYS", on), number("FORCES_YEARS", on)
        case _:
            days, years = number("CITIZENSHIP_DAYS", on), number("CITIZENSHIP_YEARS", on)
    # Source: Citizenship Act, s. 5(2): no days are asked of the child of a citizen.
    needed = 0 if route is Route.MINOR else days.number
    return PresenceLaw(
        route=route,
        days=needed,
        years=years.number,
        credit_cap=number("CITIZENSHIP_CREDIT", on).number,
        margin=number("CITIZENSHIP_MARGIN", on).number if needed else 0,
        discharge_counts=(discharge := number("CITIZENSHIP_DISCHARGE", on)).number > 0,
        discharge_status=discharge.status,
        source="CitAct s.5(2)" if route is Route.MINOR else days.source,
        valid_from=days.valid_from,
    )


def conditions_law(on: date, route: Route = Route.ADULT) -> ConditionsLaw:
    """Return what is asked on a day besides the days of whoever asks by a route to become a citizen."""
    years = {Route.STATELESS: "STATELESS_YEARS", Route.FORCES: "FORCES_YEARS"}.get(route, "CITIZENSHIP_YEARS")
    return ConditionsLaw(
        presence_years=number(years, on).number,
        tax_years=number("CITIZENSHIP_TAX_YEARS", on).number,
        tested_from_age=number("CITIZENSHIP_TEST_FROM_AGE", on).number,
        tested_to_age=number("CITIZENSHIP_TEST_TO_AGE", on).number,
        minor_age=number("CITIZENSHIP_MINOR_AGE", on).number,
        stateless_age=number("STATELESS_AGE", on).number,
        stateless_since=_day("STATELESS_SINCE", on),
        conviction_years=number("CONVICTION_YEARS", on).number,
        misrepresentation_years=number("MISREPRESENTATION_YEARS", on).number,
        revocation_years=number("REVOCATION_YEARS", on).number,
        unsure=frozenset(
            asked
            for asked, row in (
                (Asked.CONVICTION, number("CONVICTION_YEARS", on)),
                (Asked.MISREPRESENTATION, number("MISREPRESENTATION_YEARS", on)),
                (Asked.REVOCATION, number("REVOCATION_YEARS", on)),
                (Asked.BORN, _tables(settings.DATA_FOLDER).days.row("STATELESS_SINCE", on)),
            )
            if row.status == Certainty.VERIFY
        ),
    )


def descent_law(on: date) -> DescentLaw:
    """Return since which births days are asked of a parent, and how many, by the law of a day."""
    return DescentLaw(since=_day("DESCENT_SINCE", on), days=number("DESCENT_DAYS", on).number)


def undertaking_law(on: date) -> UndertakingLaw:
    """Return for how long a sponsor answers who begins on a day."""
    names = ("SPOUSE", "CHILD", "CHILD_AGE", "GROWN_AGE", "GROWN", "PARENTS", "OTHER")
    spouse, child, child_age, grown_age, grown, parents, other = (number(f"UNDERTAKING_{one}", on) for one in names)
    return UndertakingLaw(
        spouse_years=spouse.number, child_years=child.number, child_until_age=child_age.number,
        grown_from_age=grown_age.number, grown_years=grown.number, parent_years=parents.number,
        other_years=other.number,
    )  # fmt: skip


def obligation_law(on: date) -> ObligationLaw:
    """Return what is asked on a day of a permanent resident."""
    days = number("OBLIGATION_DAYS", on)
    return ObligationLaw(days=days.number, years=number("OBLIGATION_YEARS", on).number, source=days.source)


def grid(on: date) -> Grid:
    """Return the grid of points that answers for a day: the one in force, or the last known with what replaced it.

    Never a mixture of two: a grid answers whole or not at all. Raises NotKnown before the first.
    """
    rows = _tables(settings.DATA_FOLDER).grids.history(GRID)
    now = next((row for row in rows if is_in_force(row, on)), None)
    if now is None:
        raise NotKnown(GRID, on)
    if now.known:
        return _grid(now, on)
    before = [row for row in rows if row.known and row.valid_to and row.valid_to < on]
    if not before:
        raise NotKnown(GRID, on)
    return _grid(before[-1], before[-1].valid_to or on, newer_from=now.valid_from)


def grid_of_version(begins: date) -> Grid:
    """Return the grid that began on a day, as it stood on its last one. Raises NotKnown."""
    rows = _tables(settings.DATA_FOLDER).grids.history(GRID)
    row = next((row for row in rows if row.valid_from == begins), None)
    if row is None:
        raise NotKnown(GRID, begins)
    return grid(row.valid_to or begins)


def skilled_law(on: date) -> SkilledLaw:
    """Return what is asked on a day in the Federal Skilled Worker class. Raises NotKnown."""
    return SkilledLaw(
        factors=_factors(_tables(settings.DATA_FOLDER).skilled, SKILLED, on),
        pass_mark=(pass_mark := number("SKILLED_PASS", on)).number,
        status=pass_mark.status,
        language=number("SKILLED_LANGUAGE", on).number,
        years=number("SKILLED_YEARS", on).number,
    )


def test_table(test: Test, on: date) -> TestTable:
    """Return what a test’s results come to on a day."""
    record = _tables(settings.DATA_FOLDER).tests.row(test.value, on)
    least = {ability: tuple((row[ability.value], row["level"]) for row in record.levels) for ability in Ability}
    return TestTable(test, least, record.source)


def biometrics_law(on: date) -> BiometricsLaw:
    """Return the ages and years of the rule of biometrics on a day."""
    names = ("BIOMETRICS_FROM_AGE", "BIOMETRICS_TO_AGE", "BIOMETRICS_YEARS")
    return BiometricsLaw(*(number(name, on).number for name in names))


def stay_law(on: date) -> StayLaw:
    """Return the months and days of the rule of stays on a day."""
    return StayLaw(
        months=number("STAY_MONTHS", on).number,
        biometrics_years=number("BIOMETRICS_YEARS", on).number,
        restoration_days=number("RESTORATION_DAYS", on).number,
    )


def medical_law(on: date) -> MedicalLaw:
    """Return the months of the rule of medical exams on a day."""
    return MedicalLaw(number("MEDICAL_MONTHS", on).number)


def eta_law(on: date) -> EtaLaw:
    """Return how long an eTA lasts by the law of a day, and when those for a status in the United States ended."""
    return EtaLaw(years=number("ETA_YEARS", on).number, us_ended=_day("ETA_US_ENDED", on))


def country_history(country: str) -> tuple[CountryRule, ...]:
    """Return how the nationals of a country stood, the oldest rule first; none where a visa was always needed."""
    rows = _tables(settings.DATA_FOLDER).countries
    return rows.history(country) if country in rows else ()


def country_rule(country: str, on: date) -> CountryRule | None:
    """Return how the nationals of a country stand on a day; None where they need a visa, as all others do."""
    rows = _tables(settings.DATA_FOLDER).countries
    return rows.in_force(country, on) if country in rows else None


def named_nationalities(on: date) -> tuple[CountryRule, ...]:
    """Return the nationalities that are no country’s, as in force on a day."""
    rows = _tables(settings.DATA_FOLDER).countries
    return tuple(rule for rule in rows if rule.name and is_in_force(rule, on))


def settlement_funds(on: date) -> Amounts:
    """Return the settlement funds in force on a day. Raises NotKnown before the first table."""
    return _amounts(SETTLEMENT, on)


def low_income(on: date) -> Amounts:
    """Return the low income cut-offs in force on a day. Raises NotKnown before the first table."""
    return _amounts(LOW_INCOME, on)


def _day(code: str, on: date) -> date:
    return _tables(settings.DATA_FOLDER).days.row(code, on).day


def _amounts(code: str, on: date) -> Amounts:
    found = _tables(settings.DATA_FOLDER).amounts.in_force(code, on)
    if found is None:
        raise NotKnown(code, on)
    return found


def _grid(row: GridRow, on: date, newer_from: date | None = None) -> Grid:
    factors = _factors(_tables(settings.DATA_FOLDER).ranking, RANKING, on)
    return Grid(
        factors=factors, valid_from=row.valid_from, valid_to=row.valid_to, newer_from=newer_from, source=row.source
    )


def _factors(rows: Rows[Factor], codes: Iterable[str], on: date) -> Mapping[str, Factor]:
    found = {code: rows.in_force(code, on) for code in codes}
    if missing := [code for code, factor in found.items() if factor is None]:
        raise NotKnown(", ".join(missing), on)
    return {code: factor for code, factor in found.items() if factor}


@dataclass(frozen=True, slots=True)
class _TestRow:
    code: str
    valid_from: date | None
    valid_to: date | None
    levels: tuple[dict[str, Any], ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Tables:
    numbers: Rows[Number]
    days: Rows[NamedDay]
    grids: Rows[GridRow]
    ranking: Rows[Factor]
    skilled: Rows[Factor]
    tests: Rows[_TestRow]
    countries: Rows[CountryRule]
    amounts: Rows[Amounts]


@lru_cache(maxsize=8)
def _tables(folder: str) -> _Tables:
    """Return everything, read once per process. Raises FaultyData if any file has a fault."""
    found = checks.found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return _Tables(
        Rows("number", (Number(**one.values) for one in found.of("number"))),
        Rows("day", (NamedDay(**one.values) for one in found.of("day"))),
        Rows("grid", (GridRow(**one.values) for one in found.of("grid"))),
        Rows("ranking", (_factor(one) for one in found.of("ranking"))),
        Rows("skilled", (_factor(one) for one in found.of("skilled"))),
        Rows("test", (_test_row(one) for one in found.of("test"))),
        Rows("country", (_country(one) for one in found.of("country"))),
        Rows("amounts", (_amounts_of(one) for one in found.of("amounts"))),
    )


def _factor(record: Record) -> Factor:
    bands = tuple(
        Band(
            row["at_least"],
            row["alone"] if "alone" in row else row["points"],
            row["couple"] if "couple" in row else row["points"],
            row["beside"],
        )
        for row in record.values["bands"]
    )
    values = record.values
    return Factor(record.code, record.valid_from, record.valid_to, bands, values["source"], values["status"])


def _test_row(record: Record) -> _TestRow:
    values = record.values
    return _TestRow(record.code, record.valid_from, record.valid_to, values["levels"], values["source"])


def _country(record: Record) -> CountryRule:
    values = record.values
    passports = frozenset(Passport(word) for word in values["passports"])
    standing = Nationality(values["standing"])
    return CountryRule(
        record.code,
        record.valid_from,
        record.valid_to,
        standing,
        passports,
        values["source"],
        values["which"],
        values["name"],
        values["eta_kept_by_permit"],
        values["status"],
    )


def _amounts_of(record: Record) -> Amounts:
    values = record.values
    return Amounts(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        by_size={row["size"]: row["amount"] for row in values["sizes"]},
        each_more=values["each_more"],
        source=values["source"],
        status=values["status"],
        review_on=values["review_on"],
    )
