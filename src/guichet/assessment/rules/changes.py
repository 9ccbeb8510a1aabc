"""What would give somebody more points: each change that a person may think of, tried on the same rule. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from guichet.assessment.rules.levels import Levels
from guichet.assessment.rules.points import SCHOOLING
from guichet.assessment.rules.ranking import Grid, Profile, ranking
from guichet.assessment.rules.skilled import SkilledLaw, Worker, selection
from guichet.assessment.terms import Change, Schooling, Study

Case = TypeVar("Case")
# Levels that matter most: more is given from each on.
FIRST_LEVELS = (7, 8, 9, 10)
SECOND_LEVELS = (5, 7, 9)
MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Gain(Generic[Case]):
    """A change, what is then the case, and how many points it adds; `level` is the level or schooling it leads to."""

    change: Change
    case: Case
    points: int
    level: int | Schooling | Study | None = None


def ranking_gains(profile: Profile, grid: Grid) -> tuple[Gain[Profile], ...]:
    """Return the changes that add points to a profile, the most first; of each kind the smallest that adds some."""
    return _gains(profile, _of_profile(profile), lambda case: ranking(case, grid).total)


def selection_gains(worker: Worker, law: SkilledLaw) -> tuple[Gain[Worker], ...]:
    """Return the changes that add points to a skilled worker, the most first."""
    return _gains(worker, _of_worker(worker), lambda case: selection(case, law).total)


def _gains(
    case: Case, tried: Iterable[tuple[Change, Case, int | Schooling | Study | None]], total: Callable[[Case], int]
) -> tuple[Gain[Case], ...]:
    now = total(case)
    found = [Gain(change, other, total(other) - now, level) for change, other, level in tried]
    # More points first; of equal ones, the one tried first.
    return tuple(sorted((gain for gain in found if gain.points > 0), key=lambda gain: -gain.points))


def _of_profile(profile: Profile) -> Iterator[tuple[Change, Profile, int | Schooling | Study | None]]:
    for level, levels in _raised(profile.first, FIRST_LEVELS):
        yield Change.FIRST_LANGUAGE, replace(profile, first=levels), level
    for level, levels in _raised(profile.second, SECOND_LEVELS):
        yield Change.SECOND_LANGUAGE, replace(profile, second=levels), level
    for schooling in _higher(profile.schooling):
        yield Change.SCHOOLING, replace(profile, schooling=schooling), schooling
    if profile.canadian_years < MOST_YEARS:
        yield Change.CANADIAN_YEAR, replace(profile, canadian_years=profile.canadian_years + 1), None
    if profile.foreign_years < MOST_YEARS:
        yield Change.FOREIGN_YEAR, replace(profile, foreign_years=profile.foreign_years + 1), None
    if not profile.has_certificate:
        yield Change.CERTIFICATE, replace(profile, has_certificate=True), None
    if profile.canadian_study is Study.NONE:
        yield Change.CANADIAN_STUDY, replace(profile, canadian_study=Study.SHORT), Study.SHORT
    if not profile.is_nominated:
        yield Change.NOMINATION, replace(profile, is_nominated=True), None
    if profile.spouse:
        for level, levels in _raised(profile.spouse.language, SECOND_LEVELS):
            yield Change.SPOUSE_LANGUAGE, replace(profile, spouse=replace(profile.spouse, language=levels)), level


def _of_worker(worker: Worker) -> Iterator[tuple[Change, Worker, int | Schooling | Study | None]]:
    for level, levels in _raised(worker.first, FIRST_LEVELS):
        yield Change.FIRST_LANGUAGE, replace(worker, first=levels), level
    for level, levels in _raised(worker.second, SECOND_LEVELS[:1]):
        yield Change.SECOND_LANGUAGE, replace(worker, second=levels), level
    for schooling in _higher(worker.schooling):
        yield Change.SCHOOLING, replace(worker, schooling=schooling), schooling
    if worker.years < MOST_YEARS:
        yield Change.YEAR, replace(worker, years=worker.years + 1), None
    if not worker.has_offer:
        yield Change.OFFER, replace(worker, has_offer=True), None
    if not worker.own_work:
        yield Change.OWN_WORK, replace(worker, own_work=True), None
    if not worker.own_study:
        yield Change.OWN_STUDY, replace(worker, own_study=True), None


def _raised(now: Levels, steps: Iterable[int]) -> Iterator[tuple[int, Levels]]:
    """Yield the levels raised to each step that is above the weakest of them."""
    for step in steps:
        if now.weakest < step:
            yield step, Levels(*(max(level, step) for level in now.each))


def _higher(now: Schooling) -> Iterator[Schooling]:
    yield from SCHOOLING[SCHOOLING.index(now) + 1 :]
