"""A worked case of until when an eTA lasts."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.cases.travel import PASSPORTS
from guichet.assessment.rules.authorization import EtaCase, EtaFound, Impossible, eta_validity
from guichet.assessment.rules.days import DAY
from guichet.assessment.terms import EtaState, Passport
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

# By which name a case knows each day.
COLUMNS = {
    "on": "travel_date", "issued_on": "issued", "passport_ends": "passport_expires", "replaced_on": "newer_issued",
    "cancelled_on": "cancelled",
}  # fmt: skip
SENTENCES = {
    EtaState.HOLDS: (Text(en="The eTA holds.", fr="L’AVE est valide."), "IRPR s.12.05"),
    EtaState.ENDED: (Text(en="The eTA ended.", fr="L’AVE a pris fin."), "IRPR s.12.05"),
    EtaState.OTHER_PASSPORT: (
        Text(en="The eTA is for another passport.", fr="L’AVE est liée à un autre passeport."), "IRPR s.12.04(4)(f)"
    ),
}  # fmt: skip


def _found(row: Row) -> EtaFound:
    country = reading.cell(row, "citizenship").upper()
    if len(country) != 3 or not (country.isascii() and country.isalpha()):
        raise Unreadable("citizenship", country)
    case = EtaCase(
        on=reading.day(row, "travel_date"),
        issued_on=reading.day(row, "issued"),
        passport_ends=reading.day(row, "passport_expires"),
        passport=Passport(reading.word(row, "passport_kind", PASSPORTS)),
        is_same_passport=not reading.yes(row, "new_passport"),
        replaced_on=reading.maybe_day(row, "newer_issued"),
        cancelled_on=reading.maybe_day(row, "cancelled"),
        had_permit=reading.yes(row, "permit_on_change"),
        for_us_status=reading.yes(row, "given_for_us_status"),
    )
    try:
        return eta_validity(case, policy.country_history(country), policy.eta_law(case.on))
    except Impossible as fault:
        column = COLUMNS[fault.what]
        raise Unreadable(column, reading.cell(row, column)) from None


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "expected": found.state.value,
        "last_day": found.last_day.isoformat(),
        "ended_by": found.ended_by.value,
    }


def _explained(row: Row) -> Explained:
    found, last = _found(row), _found(row).last_day.isoformat()
    passport = {"new_passport": "no"} if found.state is EtaState.OTHER_PASSPORT else {}
    changes = {
        EtaState.HOLDS: {**passport, **({"travel_date": last} if reading.cell(row, "travel_date") > last else {})},
        EtaState.ENDED: {} if found.state is EtaState.OTHER_PASSPORT else {"travel_date": _day_after(found)},
        EtaState.OTHER_PASSPORT: {"new_passport": "yes"},
    }
    lines = [
        reading.outcome(row, one.value, one.value, text, source, decided=one is found.state, change=changes[one])
        for one, (text, source) in SENTENCES.items()
    ]
    return Explained(found.state.value, tuple(lines), reading.reasons(found.why))


def _day_after(found: EtaFound) -> str:
    return (found.last_day + DAY).isoformat()


ETA_RULE = Rule(
    name="eta-validity",
    source="IRPR s.12.04, 12.05, 12.07",
    columns=(
        "citizenship", "travel_date", "issued", "passport_expires", "passport_kind", "new_passport", "newer_issued",
        "cancelled", "permit_on_change", "given_for_us_status",
    ),
    results=("expected", "last_day", "ended_by"),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "eta-validity.csv",
)  # fmt: skip
