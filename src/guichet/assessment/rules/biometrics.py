"""Whether somebody must give fingerprints and a photo with an application. Pure.

Source: Immigration and Refugee Protection Regulations, s. 12.1 to 12.8; handbook, rules (d).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.assessment.rules.days import years_before
from guichet.assessment.terms import Biometrics, Circumstance, Request
from guichet.foundation.decisions import Clause, Table
from guichet.foundation.languages import Text

YES, NO = "YES", "NO"
CHILD, ADULT, OLD = "CHILD", "ADULT", "OLD"
R, C = Request, Circumstance
TEMPORARY = {R.VISA, R.EXTENSION, R.PERMIT, R.RESTORATION, R.WORK, R.STUDY}
# Without the visa: s. 12.1(e) to (i).
INSIDE = TEMPORARY - {R.VISA}
DOMAINS = {
    "given": (YES, NO),
    "pending": (YES, NO),
    "circumstance": Circumstance.values,
    "age": (CHILD, ADULT, OLD),
    "american": (YES, NO),
    "request": Request.values,
}


@dataclass(frozen=True, slots=True)
class BiometricsLaw:
    """From which age, to which age, and for how many years they hold."""

    from_age: int
    to_age: int
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BiometricsCase:
    """What somebody says. `given_on` is the last time they gave them for a temporary application (or None)."""

    request: Request
    age: int
    applied_on: date
    is_american: bool = False
    given_on: date | None = None
    given_for_pending: bool = False
    circumstance: Circumstance = Circumstance.NONE


def is_still_held(given_on: date, applied_on: date, years: int) -> bool:
    """Return whether they were given in the ten years before the day of applying. Source: s. 12.7(1)(a), (b)."""
    return years_before(applied_on, years) <= given_on <= applied_on


def facts(case: BiometricsCase, law: BiometricsLaw) -> Mapping[str, str]:
    """Return a case as the words that the table asks about."""
    held = case.given_on is not None and is_still_held(case.given_on, case.applied_on, law.years)
    return {
        "given": YES if held else NO,
        "pending": YES if case.given_for_pending else NO,
        "circumstance": case.circumstance,
        "age": CHILD if case.age < law.from_age else OLD if case.age > law.to_age else ADULT,
        "american": YES if case.is_american else NO,
        "request": case.request,
    }


def decide(case: BiometricsCase, law: BiometricsLaw) -> Clause[Biometrics]:
    """Return whether they must be given, why, and its source."""
    return REQUESTS.decide(facts(case, law))


def _clause(code: str, outcome: Biometrics, en: str, fr: str, source: str, **when: object) -> Clause[Biometrics]:
    wanted = {name: frozenset(map(str, words if isinstance(words, set) else {words})) for name, words in when.items()}
    return Clause(code, outcome, Text(en=en, fr=fr), source, wanted)


B = Biometrics
CLAUSES = [
    _clause("NOT_LISTED", B.NOT_REQUIRED,
            "This application does not ask for biometrics.",
            "Cette demande n’exige pas de données biométriques.",
            "IRPR s.12.1", request=R.OTHER),
    _clause("CHILD", B.NOT_REQUIRED,
            "Nobody under 14 on the day of applying gives them.",
            "Personne n’a à les fournir avant 14 ans, le jour de la demande.",
            "IRPR s.12.2(1)(a), (2)", age=CHILD),
    _clause("OLD", B.NOT_REQUIRED,
            "Nobody over 79 on the day of applying gives them, except for a refugee claim in Canada.",
            "Personne n’a à les fournir après 79 ans, le jour de la demande, sauf pour une demande d’asile au Canada.",
            "IRPR s.12.2(1)(b), (2)", age=OLD, request=set(Request) - {R.CLAIM}),
    _clause("NOT_FEASIBLE", B.NOT_REQUIRED,
            "They cannot be collected from you, or not in a reasonable way.",
            "Il est impossible ou trop difficile de les recueillir auprès de vous.",
            "IRPR s.12.8", circumstance=C.NOT_FEASIBLE),
    _clause("OFFICIAL", B.NOT_REQUIRED,
            "An accredited diplomat or official on duty, and the family, do not give them.",
            "Un diplomate ou représentant accrédité en fonction, et sa famille, n’ont pas à les fournir.",
            "IRPR s.12.2(1)(f), (g)", circumstance=C.OFFICIAL, request=TEMPORARY),
    _clause("HEAD", B.NOT_REQUIRED,
            "A head of state or of government does not give them for a temporary stay.",
            "Un chef d’État ou de gouvernement n’a pas à les fournir pour un séjour temporaire.",
            "IRPR s.12.2(1)(e)", circumstance=C.HEAD, request=TEMPORARY),
    _clause("US_TRANSIT", B.NOT_REQUIRED,
            "With a valid visa of the United States, on the way there or back, for less than 48 hours in Canada.",
            "Avec un visa valide des États-Unis, en route vers ce pays ou au retour, pour moins de 48 heures au "
            "Canada.",
            "IRPR s.12.2(1)(h)", circumstance=C.US_TRANSIT, request=R.VISA),
    _clause("AMERICAN", B.NOT_REQUIRED,
            "A national of the United States does not give them for a stay, a permit or an extension.",
            "Un ressortissant des États-Unis n’a pas à les fournir pour un séjour, un permis ou une prolongation.",
            "IRPR s.12.2(1)(c)(ii)", american=YES, request=INSIDE),
    _clause("PROTECTED", B.NOT_REQUIRED,
            "A refugee claimant or protected person does not give them again for a work or study permit.",
            "Un demandeur d’asile ou une personne protégée n’a pas à les fournir de nouveau pour un permis de "
            "travail ou "
            "d’études.",
            "IRPR s.12.2(1)(d)", circumstance={C.CLAIMANT, C.PROTECTED}, request={R.WORK, R.STUDY}),
    _clause("PENDING", B.NOT_REQUIRED,
            "You gave them for an application for permanent residence, or a claim, that is not decided yet.",
            "Vous les avez fournies pour une demande de résidence permanente, ou d’asile, qui n’est pas encore "
            "tranchée.",
            "IRPR s.12.7(1)(c)", pending=YES, request=TEMPORARY),
    _clause("HELD", B.VALID,
            "You gave them in the ten years before this application: they still hold.",
            "Vous les avez fournies dans les dix ans avant cette demande : elles sont encore valides.",
            "IRPR s.12.7(1)(a), (b)", given=YES, request=TEMPORARY),
    _clause("REQUIRED", B.REQUIRED,
            "You must give your fingerprints and a photo.",
            "Vous devez fournir vos empreintes digitales et une photo.",
            "IRPR s.12.1"),
]  # fmt: skip
REQUESTS = Table(CLAUSES, DOMAINS)
