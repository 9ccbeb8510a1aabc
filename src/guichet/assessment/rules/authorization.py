"""Until when an electronic travel authorization (eTA) lasts, and whether it serves for a trip. Pure.

Source: Immigration and Refugee Protection Regulations, s. 12.04(4)(f), 12.05; handbook, rules (c), C8 and C9. The day
on which a passport ends, or a newer eTA is given, is the last one. Where a rule changed or an eTA was cancelled, the
whole day is taken as without it (a convention, as for the visa itself).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guichet.assessment.rules.days import DAY, years_after
from guichet.assessment.rules.travel import CountryRule, standing
from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import EtaEnd, EtaState, Nationality, Passport
from guichet.foundation.dated.rows import is_in_force

KEPT_SOURCE = "IRPR s.12.05(1.2)"


class Impossible(ValueError):
    """Days that cannot be so; `what` names the one that does not go with the others."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class EtaLaw:
    """For how many years an eTA lasts, and since when none is given for a status in the United States."""

    years: int
    us_ended: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EtaCase:
    """What somebody says; `on` is the day of the trip.

    `had_permit`: they held a work or study permit on the day on which the rule for their country changed.
    `for_us_status`: it was given because they were a permanent resident of the United States.
    """

    on: date
    issued_on: date
    passport_ends: date
    passport: Passport = Passport.ORDINARY
    is_same_passport: bool = True
    replaced_on: date | None = None
    cancelled_on: date | None = None
    had_permit: bool = False
    for_us_status: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """The day from which on the rule for a country no longer carries an eTA, and whether a permit carried it on."""

    day: date
    source: str
    permit_keeps: bool
    # How sure we are of the day.
    status: str


@dataclass(frozen=True, slots=True)
class EtaFound:
    """Whether an eTA serves, its last day, and what ends it first."""

    state: EtaState
    last_day: date
    ended_by: EtaEnd
    why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _End:
    last_day: date
    by: EtaEnd
    step: Step


def eta_validity(case: EtaCase, history: Sequence[CountryRule], law: EtaLaw) -> EtaFound:
    """Return until when an eTA lasts. Raises Impossible where the days cannot be so."""
    _check(case)
    full = _End(
        years_after(case.issued_on, law.years),
        EtaEnd.YEARS,
        step(S.ETA_YEARS, "IRPR s.12.05(1)", years=law.years, until=years_after(case.issued_on, law.years)),
    )
    # Of two ends on one day the earlier of the list is named.
    ends = sorted([full, *_earlier_ends(case, history, law)], key=lambda end: end.last_day)
    first = ends[0]
    lost = lost_by_country(history, case)
    kept = lost is not None and lost.permit_keeps and case.had_permit
    why = [full.step, *([first.step] if first is not full else [])]
    if kept and lost:
        why.append(step(S.ETA_KEPT, KEPT_SOURCE, day=lost.day).as_sure_as(lost.status))
    state = EtaState.HOLDS if case.on <= first.last_day else EtaState.ENDED
    if not case.is_same_passport:
        state = EtaState.OTHER_PASSPORT
        why.append(step(S.ETA_OTHER_PASSPORT, "IRPR s.12.04(4)(f), 12.05(1)(a)"))
    return EtaFound(state, first.last_day, first.by, tuple(why))


def lost_by_country(history: Sequence[CountryRule], case: EtaCase) -> Lost | None:
    """Return when the rule under which an eTA was given stopped carrying it; None where it still does.

    Source: s. 12.05(1)(d), (e). Those whose passport and not whose nationality frees them are not named there.
    """
    given = next((rule for rule in history if is_in_force(rule, case.issued_on)), None)
    if given is None or given.passports or given.standing is Nationality.REQUIRED:
        return None
    last = given
    while last.valid_to:
        after = next((rule for rule in history if rule.valid_from == last.valid_to + DAY), None)
        now = standing(after, case.passport)
        if after is None or now not in {Nationality.EXEMPT, given.standing}:
            by_nationality = given.standing is Nationality.EXEMPT
            source = "IRPR s.12.05(1)(d)" if by_nationality else "IRPR s.12.05(1)(e)"
            return Lost(last.valid_to + DAY, source, last.eta_kept_by_permit, last.status)
        last = after
    return None


def _had_us_rule(history: Sequence[CountryRule], case: EtaCase, law: EtaLaw) -> bool:
    """Return whether an eTA could have been given for a status in the United States. Source: s. 12.05(1.1)."""
    rule = next((rule for rule in history if is_in_force(rule, law.us_ended)), None)
    return case.issued_on < law.us_ended and standing(rule, case.passport) is not Nationality.EXEMPT


def _check(case: EtaCase) -> None:
    if case.issued_on > case.on:
        raise Impossible("issued_on")
    for name in ("passport_ends", "replaced_on", "cancelled_on"):
        day = getattr(case, name)
        if day and day < case.issued_on:
            raise Impossible(name)


def _earlier_ends(case: EtaCase, history: Sequence[CountryRule], law: EtaLaw) -> Iterator[_End]:
    ends = case.passport_ends
    yield _End(ends, EtaEnd.PASSPORT, step(S.ETA_PASSPORT, "IRPR s.12.05(1)(a)", until=ends))
    if day := case.cancelled_on:
        said = step(S.ETA_CANCELLED, "IRPR s.12.05(1)(b), 12.07", day=day)
        yield _End(day - DAY, EtaEnd.CANCELLED, said)
    if day := case.replaced_on:
        yield _End(day, EtaEnd.REPLACED, step(S.ETA_REPLACED, "IRPR s.12.05(1)(c)", day=day))
    lost = lost_by_country(history, case)
    if lost and not (lost.permit_keeps and case.had_permit):
        said = step(S.ETA_COUNTRY, lost.source, day=lost.day).as_sure_as(lost.status)
        yield _End(lost.day - DAY, EtaEnd.COUNTRY, said)
    if case.for_us_status and _had_us_rule(history, case, law):
        said = step(S.ETA_US_STATUS, "IRPR s.12.05(1.1)", day=law.us_ended)
        yield _End(law.us_ended - DAY, EtaEnd.US_STATUS, said)
