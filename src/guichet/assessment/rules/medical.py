"""Whether somebody must have a medical exam for an application, and whether the last one still holds. Pure.

Source: Immigration and Refugee Protection Regulations, s. 30; handbook, “Other dated rules”.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.assessment.rules.days import months_after
from guichet.assessment.terms import Applying, Area, Medical
from guichet.foundation.decisions import Clause, Table
from guichet.foundation.languages import Text

YES, NO = "YES", "NO"
DOMAINS = {
    "held": (YES, NO),
    "area": Area.values,
    "long": (YES, NO),
    "health": (YES, NO),
    "applying": Applying.values,
}


@dataclass(frozen=True, slots=True)
class MedicalLaw:
    """For how many months the results of an exam hold."""

    months_held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalCase:
    """What somebody says: what they apply for, the job and the stay they want, where they lived, the last exam."""

    applying: Applying
    on: date
    works_near_health: bool = False
    stays_long: bool = False
    area: Area = Area.NO
    examined_on: date | None = None


def holds_until(examined_on: date, law: MedicalLaw) -> date:
    """Return the last day on which the results of an exam hold. Source: s. 30(3)."""
    return months_after(examined_on, law.months_held)


def facts(case: MedicalCase, law: MedicalLaw) -> Mapping[str, str]:
    """Return a case as the words that the table asks about."""
    held = case.examined_on is not None and case.examined_on <= case.on <= holds_until(case.examined_on, law)
    return {
        "held": YES if held else NO,
        "area": case.area,
        "long": YES if case.stays_long else NO,
        "health": YES if case.works_near_health else NO,
        "applying": case.applying,
    }


def decide(case: MedicalCase, law: MedicalLaw) -> Clause[Medical]:
    """Return whether an exam must be had, why, and the source."""
    return EXAMS.decide(facts(case, law))


def _clause(code: str, outcome: Medical, en: str, fr: str, **when: object) -> Clause[Medical]:
    wanted = {name: frozenset(map(str, words if isinstance(words, set) else {words})) for name, words in when.items()}
    return Clause(code, outcome, Text(en=en, fr=fr), "IRPR s.30", wanted)


A, M = Applying, Medical
ALWAYS = {A.PERMANENT, A.FAMILY, A.CLAIM}
CLAUSES = [
    _clause("NEVER", M.NOT_REQUIRED,
            "This application asks for no medical exam.",
            "Cette demande n’exige pas d’examen médical.",
            applying=A.OTHER),
    _clause("HELD", M.VALID,
            "The results of a medical exam hold for twelve months: yours still do.",
            "Les résultats d’un examen médical sont valides douze mois\u00a0: les vôtres le sont encore.",
            held=YES),
    _clause("PERMANENT", M.REQUIRED,
            "Whoever applies for permanent residence has an exam.",
            "Toute personne qui demande la résidence permanente passe un examen.",
            applying=A.PERMANENT),
    _clause("FAMILY", M.REQUIRED,
            "The family of whoever applies for permanent residence has an exam, whether or not they come along.",
            "La famille d’une personne qui demande la résidence permanente passe un examen, qu’elle vienne ou non.",
            applying=A.FAMILY),
    _clause("CLAIM", M.REQUIRED,
            "Whoever asks for protection in Canada has an exam.",
            "Toute personne qui demande l’asile au Canada passe un examen.",
            applying=A.CLAIM),
    _clause("HEALTH", M.REQUIRED,
            "Work that brings you near the health of others, such as in a hospital or with children, asks for one.",
            "Un travail qui touche à la santé d’autrui, comme à l’hôpital ou auprès d’enfants, en exige un.",
            applying=A.TEMPORARY, health=YES),
    _clause("AREA", M.REQUIRED,
            "You want to stay more than six months, and lived six months in a row in a listed country or territory.",
            "Vous voulez rester plus de six mois et avez vécu six mois de suite dans un pays ou territoire désigné.",
            applying=A.TEMPORARY, long=YES, area=Area.YES),
    _clause("LOOK", M.LOOK,
            "You want to stay more than six months: it depends on the countries or territories where you lived.",
            "Vous voulez rester plus de six mois\u00a0: tout dépend des pays ou territoires où vous avez vécu.",
            applying=A.TEMPORARY, long=YES, area=Area.UNKNOWN),
    _clause("SHORT", M.NOT_REQUIRED,
            "For a stay of six months or less, no exam is asked, except for some work.",
            "Pour un séjour de six mois ou moins, aucun examen n’est exigé, sauf pour certains emplois.",
            long=NO),
    _clause("ELSEWHERE", M.NOT_REQUIRED,
            "You did not live in a listed country or territory for six months in a row in the last year.",
            "Vous n’avez pas vécu six mois de suite, depuis un an, dans un pays ou territoire désigné."),
]  # fmt: skip
EXAMS = Table(CLAUSES, DOMAINS)
