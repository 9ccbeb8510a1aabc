"""Notices: what is wrong with one, where it is shown, in which order, and who may publish it. Pure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.foundation.languages import Language, Text
from guichet.knowledge.terms import NoticeAudience, NoticeKind, NoticeRefusal
from guichet.language.plain import Kind, Report, check

LONGEST_TITLE, LONGEST_TEXT = 80, 400
_RANK = {kind: place for place, kind in enumerate(NoticeKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """A notice in both languages: how much it matters, who sees it, what it is about, and from when until when.

    Without programs it is about all of them; just so without countries (of residence or passport) and offices.
    """

    kind: NoticeKind
    title: Text
    text: Text
    audiences: frozenset[NoticeAudience]
    shows_from: date
    shows_until: date
    programs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    def is_shown(self, on: date) -> bool:
        """Return whether it is in force on a day: its first and its last day are both among them."""
        return self.shows_from <= on <= self.shows_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where notices are looked for: who looks there, and what it is about.

    None means that a place is about no program, country or office in particular, so that each is of interest there.
    """

    audiences: Collection[NoticeAudience]
    programs: Collection[str] | None = None
    countries: Collection[str] | None = None
    offices: Collection[str] | None = None


def concerns(notice: PublicNotice, place: Place) -> bool:
    """Return whether a notice is of interest at a place."""
    return not notice.audiences.isdisjoint(place.audiences) and all(
        not about or there is None or not set(about).isdisjoint(there)
        for about, there in (
            (notice.programs, place.programs),
            (notice.countries, place.countries),
            (notice.offices, place.offices),
        )
    )


def in_order(notices: Sequence[PublicNotice]) -> list[PublicNotice]:
    """Return notices as they are shown: what is urgent first, then the newest."""
    return sorted(notices, key=lambda one: (_RANK[one.kind], -one.shows_from.toordinal(), one.title.en))


def plainness_of_notice(notice: PublicNotice) -> dict[Language, Report]:
    """Return how plain a notice is in each language: the same check as that of letters."""
    return {
        language: check(f"{notice.title.say(language)}\n\n{notice.text.say(language)}", language, Kind.GUIDANCE)
        for language in Language
    }


def faults_of_notice(
    notice: PublicNotice,
    *,
    today: date,
    longest: timedelta,
    has_program: Callable[[str], bool],
    has_country: Callable[[str], bool],
    has_office: Callable[[str], bool],
) -> list[NoticeRefusal]:
    """Return all that is wrong with a notice that somebody hands in."""
    return list(_faults(notice, today, longest, has_program, has_country, has_office))


def _faults(
    notice: PublicNotice,
    today: date,
    longest: timedelta,
    has_program: Callable[[str], bool],
    has_country: Callable[[str], bool],
    has_office: Callable[[str], bool],
) -> Iterator[NoticeRefusal]:
    if not (notice.title and notice.text):
        yield NoticeRefusal.NO_TEXT
    if any(
        len(text.say(language)) > most
        for text, most in ((notice.title, LONGEST_TITLE), (notice.text, LONGEST_TEXT))
        for language in Language
    ):
        yield NoticeRefusal.TOO_LONG
    if not notice.audiences:
        yield NoticeRefusal.NO_AUDIENCE
    if notice.shows_until < max(notice.shows_from, today):
        yield NoticeRefusal.NOT_LATER
    elif notice.shows_until - notice.shows_from > longest:
        yield NoticeRefusal.SHOWN_TOO_LONG
    for codes, exists, refusal in (
        (notice.programs, has_program, NoticeRefusal.NO_PROGRAM),
        (notice.countries, has_country, NoticeRefusal.NO_COUNTRY),
        (notice.offices, has_office, NoticeRefusal.NO_OFFICE),
    ):
        if not all(exists(code) for code in codes):
            yield refusal
    if not all(report.is_easy for report in plainness_of_notice(notice).values()):
        yield NoticeRefusal.TOO_HARD


def refusal_to_publish(kind: NoticeKind, *, is_own: bool, may_approve: bool, may_hurry: bool) -> NoticeRefusal | None:
    """Return why somebody cannot publish a notice, or None where they can.

    A second person publishes; what is urgent, somebody with that right publishes at once, and it is reviewed after.
    """
    if not may_approve:
        return NoticeRefusal.NOT_YOURS
    if is_own and not (kind is NoticeKind.URGENT and may_hurry):
        return NoticeRefusal.YOUR_OWN
    return None
