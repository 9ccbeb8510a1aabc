"""A worked case of what somebody must hold to travel to Canada."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.travel import JOURNEYS, Journey, decide, facts
from guichet.assessment.terms import CanadianStatus, Passport, Situation, TravelDocument, UsStatus, Way
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

WAYS = {
    "air": Way.AIR, "land": Way.LAND, "sea": Way.SEA, "st_pierre": Way.ST_PIERRE, "spm": Way.ST_PIERRE,
    "sea_st_pierre": Way.ST_PIERRE, "sea_spm": Way.ST_PIERRE, "vessel": Way.SEA, "cruise": Way.SEA, "car": Way.LAND,
    "train": Way.LAND, "bus": Way.LAND,
}  # fmt: skip
PASSPORTS = {
    "": Passport.ORDINARY, **{passport.value.lower(): passport for passport in Passport}, "electronic": Passport.CHIP,
    "unlisted": Passport.ORDINARY, "not_listed": Passport.ORDINARY, "other": Passport.ORDINARY,
}  # fmt: skip
US = {
    "": UsStatus.NONE, "none": UsStatus.NONE, "no": UsStatus.NONE, "lpr": UsStatus.RESIDENT,
    "resident": UsStatus.RESIDENT, "green_card": UsStatus.RESIDENT, "citizen": UsStatus.NATIONAL,
    "national": UsStatus.NATIONAL,
}  # fmt: skip
CANADIAN = {
    "": CanadianStatus.NONE, "none": CanadianStatus.NONE, "no": CanadianStatus.NONE, "pr": CanadianStatus.RESIDENT,
    "resident": CanadianStatus.RESIDENT, "citizen": CanadianStatus.CITIZEN,
}  # fmt: skip
SITUATIONS = {"": Situation.NONE, **{situation.value.lower(): situation for situation in Situation}}
# For each field of the table, the column that says it.
COLUMN_OF = {
    "visa": "holds_valid_trv",
    "earlier": "canadian_visa_last_10y",
    "way": "mode",
    "situation": "situation",
    "us": "us_status",
    "canadian": "canadian_status",
    "nationality": "citizenship",
}


def journey_of(row: Row) -> Journey:
    """Return the journey that a row of words describes. Raises Unreadable, naming the column."""
    country = reading.cell(row, "citizenship").upper()
    if len(country) != 3 or not (country.isascii() and country.isalpha()):
        raise Unreadable("citizenship", country)
    return Journey(
        country=country,
        way=Way(reading.word(row, "mode", WAYS)),
        passport=Passport(reading.word(row, "passport_kind", PASSPORTS)),
        us=UsStatus(reading.word(row, "us_status", US)),
        canadian=CanadianStatus(reading.word(row, "canadian_status", CANADIAN)),
        situation=Situation(reading.word(row, "situation", SITUATIONS)),
        visa_before=reading.yes(row, "canadian_visa_last_10y"),
        us_visa=reading.yes(row, "valid_us_nonimmigrant_visa"),
        has_visa=reading.yes(row, "holds_valid_trv"),
    )


def _decided(row: Row) -> dict[str, str]:
    journey = journey_of(row)
    found = decide(journey, policy.country_rule(journey.country, reading.day(row, "travel_date")))
    return {"expected": found.outcome.value}


def _explained(row: Row) -> Explained:
    journey = journey_of(row)
    rule = policy.country_rule(journey.country, reading.day(row, "travel_date"))
    return Explained.by(
        JOURNEYS, facts(journey, rule), COLUMN_OF, result=lambda clause: TravelDocument(clause.outcome).value
    )


TRAVEL_RULE = Rule(
    name="travel-document",
    source="IRPR s.7, 7.01, 7.1, 190",
    columns=(
        "citizenship", "travel_date", "mode", "passport_kind", "us_status", "canadian_status",
        "canadian_visa_last_10y", "valid_us_nonimmigrant_visa", "holds_valid_trv",
    ),
    results=("expected",),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "travel-document.csv",
)  # fmt: skip
