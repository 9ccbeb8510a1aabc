"""Whether somebody is a citizen by birth: in Canada, or outside it to a parent who was a citizen. Pure.

Source: Citizenship Act, s. 3(1)(a), (b), 3(2), 3(3), 3(5); handbook, rules (a), A14. Adoption abroad, and who lost
citizenship and got it back, are for a person to look at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.assessment.terms import Birthplace, CitizenParent, Descent
from guichet.foundation.decisions import Clause, Table
from guichet.foundation.languages import Text

YES, NO = "YES", "NO"
DOMAINS = {
    "birthplace": Birthplace.values,
    "diplomat": (YES, NO),
    "parent": CitizenParent.values,
    "since": (YES, NO),
    "days": (YES, NO),
    "service": (YES, NO),
}


@dataclass(frozen=True, slots=True)
class DescentLaw:
    """Since which births a parent who was born abroad needs days in Canada, and how many."""

    since: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DescentCase:
    """What somebody says of their birth. `parent_days`: days of the parent in Canada before the birth, in all.

    `parent_in_service`: the parent was then abroad in the Forces or the public service of Canada. `foreign_service`:
    a parent was in Canada as a diplomat of another country, and neither was a citizen or permanent resident.
    """

    born_on: date
    birthplace: Birthplace
    parent: CitizenParent = CitizenParent.NONE
    parent_days: int = 0
    parent_in_service: bool = False
    foreign_service: bool = False


def facts(case: DescentCase, law: DescentLaw) -> Mapping[str, str]:
    """Return a case as the words that the table asks about."""
    return {
        "birthplace": case.birthplace,
        "diplomat": YES if case.foreign_service else NO,
        "parent": case.parent,
        "since": YES if case.born_on >= law.since else NO,
        "days": YES if case.parent_days >= law.days else NO,
        "service": YES if case.parent_in_service else NO,
    }


def decide(case: DescentCase, law: DescentLaw) -> Clause[Descent]:
    """Return whether they are a citizen by birth, why, and its source."""
    return BIRTHS.decide(facts(case, law))


def _clause(code: str, outcome: Descent, en: str, fr: str, source: str, **when: str) -> Clause[Descent]:
    wanted = {name: frozenset({str(word)}) for name, word in when.items()}
    return Clause(code, outcome, Text(en=en, fr=fr), source, wanted)


D, ABROAD = Descent, Birthplace.ABROAD
CLAUSES = [
    _clause("DIPLOMAT", D.NOT,
            "A child born in Canada to a foreign diplomat is not a citizen by that alone.",
            "L’enfant d’un diplomate étranger, né au Canada, n’est pas citoyen de ce seul fait.",
            "CitAct s.3(2)", birthplace=Birthplace.CANADA, diplomat=YES, parent=CitizenParent.NONE),
    _clause("BORN_HERE", D.CITIZEN,
            "Who is born in Canada is a citizen.",
            "La personne née au Canada est citoyenne.",
            "CitAct s.3(1)(a)", birthplace=Birthplace.CANADA),
    _clause("FIRST_GENERATION", D.CITIZEN,
            "Born outside Canada to a parent who was born or became a citizen in Canada: a citizen from birth.",
            "La personne née à l’étranger d’un parent né au Canada, ou devenu citoyen au Canada, est citoyenne de "
            "naissance.",
            "CitAct s.3(1)(b)", birthplace=ABROAD, parent=CitizenParent.HERE),
    _clause("SERVICE", D.CITIZEN,
            "The parent was abroad in the service of Canada: that counts as a birth in Canada.",
            "Le parent était à l’étranger au service du Canada : c’est comme une naissance au Canada.",
            "CitAct s.3(5)", birthplace=ABROAD, parent=CitizenParent.DESCENT, service=YES),
    _clause("BEFORE_CHANGE", D.CITIZEN,
            "For births before the law changed in 2025, it does not matter where the parent was born.",
            "Pour les naissances d’avant le changement de la loi en 2025, le lieu de naissance du parent ne compte "
            "pas.",
            "CitAct s.3(1)(b), 3(3)", birthplace=ABROAD, parent=CitizenParent.DESCENT, since=NO),
    _clause("ENOUGH_DAYS", D.CITIZEN,
            "The parent, born abroad too, was in Canada for enough days before the birth.",
            "Le parent, lui aussi né à l’étranger, a passé assez de jours au Canada avant la naissance.",
            "CitAct s.3(3)", birthplace=ABROAD, parent=CitizenParent.DESCENT, days=YES),
    _clause("TOO_FEW_DAYS", D.NOT,
            "The parent, born abroad too, was in Canada for too few days before the birth.",
            "Le parent, lui aussi né à l’étranger, n’a pas passé assez de jours au Canada avant la naissance.",
            "CitAct s.3(3)", birthplace=ABROAD, parent=CitizenParent.DESCENT),
    _clause("NO_PARENT", D.NOT,
            "Born outside Canada, and neither parent was a citizen then.",
            "La personne est née à l’étranger, et aucun de ses parents n’était alors citoyen.",
            "CitAct s.3(1)(b)"),
]  # fmt: skip
BIRTHS = Table(CLAUSES, DOMAINS)
