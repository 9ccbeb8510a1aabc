"""A worked case of how long a sponsor’s undertaking lasts."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.undertaking import Undertaking, UndertakingCase, undertaking
from guichet.assessment.terms import Sponsored
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

WHOM = {
    "spouse": Sponsored.SPOUSE, "partner": Sponsored.SPOUSE, "child": Sponsored.CHILD, "parents": Sponsored.PARENTS,
    "parent": Sponsored.PARENTS, "grandparents": Sponsored.PARENTS, "grandparent": Sponsored.PARENTS,
    "other": Sponsored.OTHER,
}  # fmt: skip


def case_of(row: Row) -> UndertakingCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    case = UndertakingCase(
        sponsored=Sponsored(reading.word(row, "sponsored", WHOM)),
        resident_on=reading.day(row, "resident_on"),
        born_on=reading.maybe_day(row, "born_on"),
        in_quebec=reading.yes(row, "in_quebec"),
    )
    if case.born_on and case.born_on > case.resident_on:
        raise Unreadable("born_on", reading.cell(row, "born_on"))
    return case


def _found(row: Row) -> Undertaking:
    case = case_of(row)
    return undertaking(case, policy.undertaking_law(case.resident_on))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {"years": str(found.years), "until": found.until.isoformat() if found.until else "PROVINCE"}


def _explained(row: Row) -> Explained:
    found, result = _found(row), _decided(row)["until"]
    told = Text(en="The law names the years.", fr="La loi fixe les années.")
    province = Text(en="The province decides.", fr="La province décide.")
    lines = (
        reading.outcome(row, "UNTIL", result, told, "IRPR s.132(1)(b)", decided=found.until is not None,
                        change={"in_quebec": "no"}),
        reading.outcome(row, "PROVINCE", "PROVINCE", province, "IRPR s.132(4), 158", decided=found.until is None,
                        change={"in_quebec": "yes"}),
    )  # fmt: skip
    return Explained(result, lines, reading.reasons(found.why))


UNDERTAKING_RULE = Rule(
    name="undertaking",
    source="IRPR s.132",
    columns=("sponsored", "resident_on", "born_on", "in_quebec"),
    results=("years", "until"),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "undertaking.csv",
)
