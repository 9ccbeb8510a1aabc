"""What somebody must hold to travel to Canada: a visa, an eTA, another document, or only a passport. Pure.

Source: Immigration and Refugee Protection Regulations, s. 7, 7.01, 7.1, 190; handbook, rules (c).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.assessment.terms import (
    CanadianStatus,
    Certainty,
    Nationality,
    Passport,
    Situation,
    TravelDocument,
    UsStatus,
    Way,
)
from guichet.foundation.decisions import Clause, Table
from guichet.foundation.languages import Text

USA = "USA"
YES, NO = "YES", "NO"
DOMAINS = {
    "visa": (YES, NO),
    "earlier": (YES, NO),
    "way": Way.values,
    "situation": Situation.values,
    "us": UsStatus.values,
    "canadian": CanadianStatus.values,
    "nationality": Nationality.values,
}
VISA_FREE_PLACES = {Situation.REFUELLING, Situation.DIPLOMAT, Situation.CREW}
IN_THE_AIR = {Way.AIR, Way.ST_PIERRE}


@dataclass(frozen=True, slots=True)
class CountryRule:
    """How the nationals of a country stand since a day; `passports`: only with one of these, `which` in words.

    `name` is there for a nationality that is no country’s; `eta_kept_by_permit`: whoever held a permit on the day this
    ended kept their eTA.
    """

    code: str
    valid_from: date | None
    valid_to: date | None
    standing: Nationality
    passports: frozenset[Passport]
    source: str
    which: Text | None = None
    name: Text | None = None
    eta_kept_by_permit: bool = False
    # How sure we are of these days.
    status: str = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What a traveller says. `visa_before`: a Canadian visitor visa in the ten years before; `us_visa`: a valid one.

    `has_visa` is a valid visitor visa of Canada.
    """

    country: str
    way: Way
    passport: Passport = Passport.ORDINARY
    us: UsStatus = UsStatus.NONE
    canadian: CanadianStatus = CanadianStatus.NONE
    situation: Situation = Situation.NONE
    visa_before: bool = False
    us_visa: bool = False
    has_visa: bool = False


def standing(rule: CountryRule | None, passport: Passport) -> Nationality:
    """Return how a national stands by the rule of the day and the passport; without a rule, a visa is required."""
    if rule is None or (rule.passports and passport not in rule.passports):
        return Nationality.REQUIRED
    return rule.standing


def facts(journey: Journey, rule: CountryRule | None) -> Mapping[str, str]:
    """Return a journey as the words that the table asks about."""
    us = UsStatus.NATIONAL if journey.country == USA else journey.us
    return {
        "visa": YES if journey.has_visa else NO,
        "earlier": YES if journey.visa_before or journey.us_visa else NO,
        "way": journey.way,
        "situation": journey.situation,
        "us": us,
        "canadian": journey.canadian,
        "nationality": standing(rule, journey.passport),
    }


def decide(journey: Journey, rule: CountryRule | None) -> Clause[TravelDocument]:
    """Return what is needed, why, and its source."""
    return JOURNEYS.decide(facts(journey, rule))


def _clause(
    code: str, outcome: TravelDocument, en: str, fr: str, source: str, **when: object
) -> Clause[TravelDocument]:
    wanted = {name: frozenset(map(str, words if isinstance(words, set) else {words})) for name, words in when.items()}
    return Clause(code, outcome, Text(en=en, fr=fr), source, wanted)


T = TravelDocument
CLAUSES = [
    _clause("AMERICAN_CANADIAN", T.NONE,
            "A citizen of both Canada and the United States travels on the passport of either.",
            "Une personne qui est citoyenne du Canada et des États-Unis voyage avec l’un ou l’autre passeport.",
            "IRPA s.19(1)", canadian=CanadianStatus.CITIZEN, us=UsStatus.NATIONAL),
    _clause("CANADIAN", T.CANADIAN_PASSPORT,
            "A Canadian citizen travels on a Canadian passport. No visa or eTA is given to a citizen.",
            "Un citoyen canadien voyage avec un passeport canadien. Aucun visa ni aucune AVE n’est délivré à un "
            "citoyen.",
            "IRPA s.19(1)", canadian=CanadianStatus.CITIZEN),
    _clause("RESIDENT", T.PR_CARD_OR_PRTD,
            "A permanent resident shows a permanent resident card or, without one, a travel document asked for abroad.",
            "Un résident permanent présente sa carte de résident permanent ou, sans carte, un titre de voyage demandé "
            "à l’étranger.",
            "IRPA s.31", canadian=CanadianStatus.RESIDENT),
    _clause("AMERICAN", T.NONE,
            "A national of the United States needs neither a visa nor an eTA.",
            "Un ressortissant des États-Unis n’a besoin ni de visa ni d’AVE.",
            "IRPR s.190(1)(c), 7.1(3)(b)", us=UsStatus.NATIONAL),
    _clause("US_RESIDENT", T.NONE,
            "A lawful permanent resident of the United States needs neither. Carry your passport and proof of that "
            "status.",
            "Un résident permanent légitime des États-Unis n’a besoin ni de l’un ni de l’autre. Ayez votre "
            "passeport et la "
            "preuve de ce statut.",
            "IRPR s.190(1)(c), 7.1(3)(b)", us=UsStatus.RESIDENT),
    _clause("HAS_VISA", T.HAS_VISA,
            "Your valid visitor visa is enough.",
            "Votre visa de visiteur valide suffit.",
            "IRPR s.7.1(2)", visa=YES),
    _clause("REFUELLING", T.NONE,
            "Who stops only for the aircraft to refuel, on the way to or from the United States, needs neither.",
            "Qui fait seulement une escale de ravitaillement, en route vers les États-Unis ou au retour, n’a "
            "besoin ni de "
            "visa ni d’AVE.",
            "IRPR s.190(3)(b), 7.1(3)(f)", situation=Situation.REFUELLING),
    _clause("DIPLOMAT", T.NONE,
            "An accredited diplomat or official needs neither.",
            "Un diplomate ou représentant accrédité n’a besoin ni de visa ni d’AVE.",
            "IRPR s.190(2)(a), 7.1(3)(c)", situation=Situation.DIPLOMAT),
    _clause("CREW", T.NONE,
            "A member of the crew of an aircraft, ship, train or road vehicle, who comes only for that, needs neither.",
            "Un membre d’équipage d’un avion, d’un navire, d’un train ou d’un véhicule routier, qui ne vient que pour "
            "cela, n’a besoin ni de visa ni d’AVE.",
            "IRPR s.190(3)(a), (3.1), 7.1(3)(d), (f)", situation=Situation.CREW),
    _clause("EXEMPT_BY_AIR", T.ETA,
            "Your nationality or passport needs no visa. To arrive by air, or by vessel straight from St. Pierre and "
            "Miquelon, you need an eTA.",
            "Votre nationalité ou votre passeport vous dispense du visa. Pour arriver par avion, ou par bateau "
            "directement "
            "de Saint-Pierre-et-Miquelon, il vous faut une AVE.",
            "IRPR s.7.1(1), 190", nationality=Nationality.EXEMPT, way=IN_THE_AIR),
    _clause("EXEMPT_OTHERWISE", T.NONE,
            "Your nationality or passport needs no visa, and by land or sea no eTA.",
            "Votre nationalité ou votre passeport vous dispense du visa et, par terre ou par mer, de l’AVE.",
            "IRPR s.7.1(1), 190", nationality=Nationality.EXEMPT),
    _clause("ETA_INSTEAD", T.ETA,
            "By air, an eTA is enough for you: you had a Canadian visa in the last ten years, or have a valid visa "
            "of the "
            "United States as a visitor, student or worker.",
            "Par avion, une AVE vous suffit : vous avez eu un visa canadien dans les dix dernières années, ou avez "
            "un visa "
            "valide des États-Unis comme visiteur, étudiant ou travailleur.",
            "IRPR s.7.01", nationality=Nationality.CONDITIONAL, way=Way.AIR, earlier=YES),
    _clause("TRANSIT", T.VISA,
            "To pass through Canada you need a transit visa. It is free.",
            "Pour passer par le Canada, il vous faut un visa de transit. Il est gratuit.",
            "IRPR s.7, 190", situation=Situation.TRANSIT),
    _clause("VISA", T.VISA,
            "You need a visitor visa.",
            "Il vous faut un visa de visiteur.",
            "IRPR s.7"),
]  # fmt: skip
JOURNEYS = Table(CLAUSES, DOMAINS)
