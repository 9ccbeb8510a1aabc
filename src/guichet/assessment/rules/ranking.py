"""Points of the Comprehensive Ranking System, by the grid of a day. Pure.

Source: Ministerial instructions on the Express Entry system, as in the handbook (CRS-TABLE), rules (b).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from guichet.assessment.rules.levels import NO_LEVELS, Levels
from guichet.assessment.rules.points import Table, level_of
from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import JobOffer, Schooling, Study
from guichet.foundation.languages import Language

MOST_HUMAN_CAPITAL = 600
OFFERS = {JobOffer.NONE: 0, JobOffer.OTHER: 1, JobOffer.SENIOR: 2}
STUDIES = {Study.NONE: 0, Study.SHORT: 1, Study.LONG: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The grid of points that answers for a day: its factors, and since when and until when it held.

    `newer_from` says that the department changed the points on that day and that the new ones are not known.
    """

    factors: Table
    valid_from: date | None
    valid_to: date | None
    newer_from: date | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spouse:
    """A spouse or partner who comes along and is neither a citizen nor a permanent resident."""

    schooling: Schooling = Schooling.NONE
    language: Levels = NO_LEVELS
    canadian_years: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody in the pool says of themselves; years are full ones of skilled work."""

    age: int
    schooling: Schooling
    first_language: Language
    first: Levels
    second: Levels = NO_LEVELS
    canadian_years: int = 0
    foreign_years: int = 0
    has_certificate: bool = False
    spouse: Spouse | None = None
    has_sibling: bool = False
    canadian_study: Study = Study.NONE
    is_nominated: bool = False
    job_offer: JobOffer = JobOffer.NONE

    @property
    def french(self) -> Levels:
        """Return the levels of French, whichever language is first."""
        return self.first if self.first_language is Language.FR else self.second

    @property
    def english(self) -> Levels:
        """Return the levels of English, whichever language is first."""
        return self.second if self.first_language is Language.FR else self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The points of a profile, part by part, and why."""

    core: int
    spouse: int
    education: int
    foreign: int
    certificate: int
    transfer: int
    french: int
    additional: int
    why: tuple[Step, ...]

    @property
    def total(self) -> int:
        """Return all points."""
        return min(self.core + self.spouse + self.transfer, MOST_HUMAN_CAPITAL) + self.additional


def is_scored_with_spouse(*, has_spouse: bool, comes_along: bool, is_canadian: bool) -> bool:
    """Return whether points are counted with a spouse: who comes along, and is no citizen or permanent resident."""
    return has_spouse and comes_along and not is_canadian


def ranking(profile: Profile, grid: Grid) -> Ranking:
    """Return the points of a profile by a grid. Raises KeyError where the grid lacks a factor."""
    couple = profile.spouse is not None
    points = {code: factor.points for code, factor in grid.factors.items()}
    one = {
        S.RANK_AGE: points["AGE"](profile.age, couple=couple),
        S.RANK_EDUCATION: points["EDUCATION"](level_of(profile.schooling), couple=couple),
        S.RANK_FIRST: sum(points["FIRST_LANGUAGE"](level, couple=couple) for level in profile.first.each),
        S.RANK_SECOND: min(
            sum(points["SECOND_LANGUAGE"](level, couple=couple) for level in profile.second.each),
            points["SECOND_LANGUAGE_CAP"](0, couple=couple),
        ),
        S.RANK_WORK: points["CANADIAN_WORK"](profile.canadian_years, couple=couple),
    }
    two = _spouse(profile.spouse, grid)
    weakest, schooling = profile.first.weakest, level_of(profile.schooling)
    education = min(
        points["EDUCATION_LANGUAGE"](schooling, weakest) + points["EDUCATION_WORK"](schooling, profile.canadian_years),
        points["EDUCATION_CAP"](0),
    )
    foreign = min(
        points["FOREIGN_LANGUAGE"](profile.foreign_years, weakest)
        + points["FOREIGN_WORK"](profile.foreign_years, profile.canadian_years),
        points["FOREIGN_CAP"](0),
    )
    certificate = points["CERTIFICATE_LANGUAGE"](int(profile.has_certificate), weakest)
    more = {
        S.RANK_FRENCH: points["FRENCH"](profile.french.weakest, profile.english.weakest),
        S.RANK_SIBLING: points["SIBLING"](int(profile.has_sibling)),
        S.RANK_STUDY: points["CANADIAN_STUDY"](STUDIES[profile.canadian_study]),
        S.RANK_NOMINATION: points["NOMINATION"](int(profile.is_nominated)),
        S.RANK_OFFER: points["JOB_OFFER"](OFFERS[profile.job_offer]),
    }
    found = Ranking(
        core=sum(one.values()),
        spouse=sum(two.values()),
        education=education,
        foreign=foreign,
        certificate=certificate,
        transfer=min(education + foreign + certificate, points["TRANSFER_CAP"](0)),
        french=more[S.RANK_FRENCH],
        additional=min(sum(more.values()), points["ADDITIONAL_CAP"](0)),
        why=(),
    )
    return replace(found, why=tuple(_why(found, grid, couple=couple, parts=(one, two, more))))


def _spouse(spouse: Spouse | None, grid: Grid) -> dict[S, int]:
    if spouse is None:
        return {}
    points = {code: factor.points for code, factor in grid.factors.items()}
    return {
        S.RANK_SPOUSE_EDUCATION: points["SPOUSE_EDUCATION"](level_of(spouse.schooling), couple=True),
        S.RANK_SPOUSE_LANGUAGE: sum(points["SPOUSE_LANGUAGE"](level, couple=True) for level in spouse.language.each),
        S.RANK_SPOUSE_WORK: points["SPOUSE_WORK"](spouse.canadian_years, couple=True),
    }


def _why(found: Ranking, grid: Grid, *, couple: bool, parts: tuple[dict[S, int], ...]) -> Iterable[Step]:
    if grid.newer_from and grid.valid_to:
        yield step(S.RANK_ENDED, "CRS-2026", until=grid.valid_to, since=grid.newer_from)
    yield step(S.RANK_COUPLE if couple else S.RANK_ALONE, grid.source)
    one, two, more = parts
    for code, points in [*one.items(), *two.items()]:
        yield step(code, grid.source, points=points)
    for code, points in (
        (S.RANK_TRANSFER_EDUCATION, found.education),
        (S.RANK_TRANSFER_FOREIGN, found.foreign),
        (S.RANK_TRANSFER_CERTIFICATE, found.certificate),
    ):
        if points:
            yield step(code, grid.source, points=points)
    if found.education + found.foreign + found.certificate > found.transfer:
        yield step(S.RANK_TRANSFER_CAP, grid.source, points=found.transfer)
    for code, points in more.items():
        if points:
            yield step(code, grid.source, points=points)
    if sum(more.values()) > found.additional:
        yield step(S.RANK_ADDITIONAL_CAP, grid.source, points=found.additional)
    yield step(S.RANK_TOTAL, grid.source, points=found.total)
