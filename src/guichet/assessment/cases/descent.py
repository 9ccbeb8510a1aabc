"""A worked case of citizenship by birth."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.descent import BIRTHS, DescentCase, decide, facts
from guichet.assessment.terms import Birthplace, CitizenParent, Descent
from guichet.foundation.worked import Explained, Row, Rule

PLACES = {"canada": Birthplace.CANADA, "abroad": Birthplace.ABROAD}
PARENTS = {parent.value.lower(): parent for parent in CitizenParent}
COLUMN_OF = {
    "birthplace": "birthplace",
    "diplomat": "foreign_diplomat",
    "parent": "parent",
    "since": "born_on",
    "days": "parent_days",
    "service": "parent_in_service",
}


def case_of(row: Row) -> DescentCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    return DescentCase(
        born_on=reading.day(row, "born_on"),
        birthplace=Birthplace(reading.word(row, "birthplace", PLACES)),
        parent=CitizenParent(reading.word(row, "parent", PARENTS)),
        parent_days=reading.whole(row, "parent_days", empty=0),
        parent_in_service=reading.yes(row, "parent_in_service"),
        foreign_service=reading.yes(row, "foreign_diplomat"),
    )


def _decided(row: Row) -> dict[str, str]:
    return {"expected": decide(case_of(row), policy.descent_law(reading.day(row, "asked_on"))).outcome.value}


def _explained(row: Row) -> Explained:
    law = policy.descent_law(reading.day(row, "asked_on"))
    return Explained.by(BIRTHS, facts(case_of(row), law), COLUMN_OF, result=lambda one: Descent(one.outcome).value)


DESCENT_RULE = Rule(
    name="citizenship-descent",
    source="CitAct s.3",
    columns=("asked_on", "born_on", "birthplace", "parent", "parent_days", "parent_in_service", "foreign_diplomat"),
    results=("expected",),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "citizenship-descent.csv",
)
