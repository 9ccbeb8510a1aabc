"""What others may ask about notices: those in force at a place, and all of them for those who write and approve."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from guichet.foundation.languages import Text
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.knowledge.models import NoticeVersion
from guichet.knowledge.rules import Place, PublicNotice, concerns, in_order
from guichet.knowledge.terms import NoticeAudience, NoticeKind, VersionState

_RANK = {VersionState.WAITING: 2, VersionState.PUBLISHED: 1}


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A version of a notice, as those see it who write and approve."""

    number: int
    version: int
    state: VersionState
    notice: PublicNotice
    written_by: int
    written_by_name: str
    written_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    confirmed_by_name: str
    confirmed_at: datetime | None
    note: str
    # Published by who wrote it, and nobody else has confirmed it yet.
    awaits_confirmation: bool


def notices_for(
    audiences: Collection[NoticeAudience],
    *,
    on: date,
    programs: Collection[str] | None = None,
    countries: Collection[str] | None = None,
    offices: Collection[str] | None = None,
) -> list[PublicNotice]:
    """Return the notices in force on a day for these audiences, the most urgent first. One query over few rows.

    `programs`, `countries` (of residence or passport) and `offices` are what a page, a file or a call is about; None
    leaves open what it is about, and an empty collection says that it is about none.
    """
    place = Place(audiences=audiences, programs=programs, countries=countries, offices=offices)
    rows = NoticeVersion.objects.filter(state=VersionState.PUBLISHED, shows_until__gte=on, shows_from__lte=on)
    return in_order([one for one in map(_notice, rows) if concerns(one, place)])


def all_notices(*, viewer: Viewer, on: date, over: bool = False) -> list[NoticeFacts]:
    """Return one version of each notice, the newest notice first; `over`, of those that are shown no more.

    It is the version that waits, else the one that is published, else the newest. Raises NotAllowed.
    """
    _must_see(viewer)
    found: dict[int, NoticeFacts] = {}
    for one in map(_facts, _with_names().order_by("-notice", "-number")):
        before = found.get(one.number)
        if before is None or _RANK.get(one.state, 0) > _RANK.get(before.state, 0):
            found[one.number] = one
    return [one for one in found.values() if _is_over(one, on) is over]


def notice_versions(number: int, *, viewer: Viewer) -> list[NoticeFacts]:
    """Return all versions of a notice, the newest first. Raises NotAllowed."""
    _must_see(viewer)
    return [_facts(row) for row in _with_names().filter(notice=number).order_by("-number")]


def _must_see(viewer: Viewer) -> None:
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed


def _with_names() -> QuerySet[NoticeVersion]:
    return NoticeVersion.objects.select_related("written_by", "decided_by", "confirmed_by")


def _is_over(one: NoticeFacts, on: date) -> bool:
    return one.state in {VersionState.WITHDRAWN, VersionState.SENT_BACK} or one.notice.shows_until < on


def _notice(row: NoticeVersion) -> PublicNotice:
    return PublicNotice(
        kind=NoticeKind(row.kind),
        title=Text(row.title_en, row.title_fr),
        text=Text(row.text_en, row.text_fr),
        audiences=frozenset(NoticeAudience(one) for one in row.audiences),
        programs=tuple(row.programs),
        countries=tuple(row.countries),
        offices=tuple(row.offices),
        shows_from=row.shows_from,
        shows_until=row.shows_until,
    )


def _facts(row: NoticeVersion) -> NoticeFacts:
    return NoticeFacts(
        number=row.notice,
        version=row.number,
        state=VersionState(row.state),
        notice=_notice(row),
        written_by=row.written_by_id,
        written_by_name=row.written_by.name,
        written_at=row.written_at,
        decided_by_name=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        confirmed_by_name=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_at=row.confirmed_at,
        note=row.note,
        awaits_confirmation=row.state == VersionState.PUBLISHED
        and row.decided_by_id == row.written_by_id
        and row.confirmed_at is None,
    )
