"""Until when a visitor, student or worker may stay, and what becomes of the stay when more time is asked for. Pure.

Source: Immigration and Refugee Protection Regulations, s. 181, 182, 183(2), (4)(c.1), (5); handbook, “Other dated
rules”, and rules (d), D10.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.assessment.rules.days import months_after, years_after
from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Standing


class Muddled(ValueError):
    """Days that cannot be so; `what` names the one that does not go with the others."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayLaw:
    """How long a stay lasts if no day is named, how long fingerprints allow one, and for how long it can be mended."""

    months: int
    biometrics_years: int
    restoration_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StayCase:
    """What somebody says. One of `entered_on` and `until` is known: the last day that a paper or stamp of ours names.

    `asked_on` is the day on which they asked to stay longer, `refused_on` the day on which that was refused.
    """

    on: date
    entered_on: date | None = None
    until: date | None = None
    biometrics_on: date | None = None
    asked_on: date | None = None
    refused_on: date | None = None


@dataclass(frozen=True, slots=True)
class StayFound:
    """How somebody stands. `last_day` is that of the stay; `lost_on`: when status ended, None while it goes on or while
    an application keeps it; `restore_by`: the last day on which they may ask to have it back."""

    standing: Standing
    last_day: date
    lost_on: date | None
    restore_by: date
    why: tuple[Step, ...]


def stay(case: StayCase, law: StayLaw) -> StayFound:
    """Return until when somebody may stay, and what is left to do. Raises Muddled where their days cannot be so."""
    _check(case)
    last_day, why = _last_day(case, law)
    asked_in_time = case.asked_on is not None and case.asked_on <= last_day
    ended = max(last_day, case.refused_on) if asked_in_time and case.refused_on else last_day
    restore_by = ended + timedelta(days=law.restoration_days)
    if case.on <= ended and (case.on <= last_day or case.refused_on):
        standing, lost_on = Standing.HELD, None
    elif asked_in_time and not case.refused_on:
        standing, lost_on = Standing.KEPT, None
    else:
        standing, lost_on = Standing.LOST if case.on <= restore_by else Standing.OVER, ended
    words = _words(case, standing, ended, restore_by, law, asked_in_time=asked_in_time)
    return StayFound(standing, last_day, lost_on, restore_by, (*why, *words))


def _check(case: StayCase) -> None:
    if case.until is None and case.entered_on is None:
        raise Muddled("until")
    if case.entered_on and case.entered_on > case.on:
        raise Muddled("entered_on")
    if case.entered_on and case.until and case.until < case.entered_on:
        raise Muddled("until")
    if case.asked_on and (case.asked_on > case.on or (case.entered_on and case.asked_on < case.entered_on)):
        raise Muddled("asked_on")
    if case.refused_on and (case.asked_on is None or not case.asked_on <= case.refused_on <= case.on):
        raise Muddled("refused_on")


def _last_day(case: StayCase, law: StayLaw) -> tuple[date, tuple[Step, ...]]:
    if case.until:
        last, why = case.until, step(S.STAY_PAPER, "IRPR s.183(1)(a)", until=case.until)
    else:
        assert case.entered_on
        last = months_after(case.entered_on, law.months)
        why = step(S.STAY_MONTHS, "IRPR s.183(2)", months=law.months, since=case.entered_on, until=last)
    held = years_after(case.biometrics_on, law.biometrics_years) if case.biometrics_on else None
    if held is None or held >= last:
        return last, (why,)
    capped = step(S.STAY_BIOMETRICS, "IRPR s.183(4)(c.1)", years=law.biometrics_years, until=held)
    return held, (why, capped)


def _words(
    case: StayCase, standing: Standing, ended: date, restore_by: date, law: StayLaw, *, asked_in_time: bool
) -> Iterator[Step]:
    if case.asked_on:
        said = S.STAY_ASKED if asked_in_time else S.STAY_ASKED_LATE
        yield step(said, "IRPR s.181, 183(5)", day=case.asked_on)
    if case.refused_on:
        yield step(S.STAY_REFUSED, "IRPR s.183(5)", day=case.refused_on)
    if standing is Standing.HELD and (not case.asked_on or case.refused_on):
        yield step(S.STAY_EXTEND, "IRPR s.181", until=ended)
    if standing in {Standing.LOST, Standing.OVER}:
        yield step(S.STAY_ENDED, "IRPR s.183", day=ended)
        said = S.STAY_RESTORE if standing is Standing.LOST else S.STAY_TOO_LATE
        yield step(said, "IRPR s.182", count=law.restoration_days, until=restore_by)
