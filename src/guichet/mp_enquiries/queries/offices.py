"""Members’ offices: the one in which an account works, all of them for the department, and what is asked by riding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.timezone import localtime

from guichet.clients.queries import AuthorityFacts, held_by_office
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.mp_enquiries.models import MemberOffice, MpEnquiry, OfficeWorker
from guichet.mp_enquiries.policy import limits, reasons
from guichet.mp_enquiries.rules import Theme, themes
from guichet.mp_enquiries.terms import STILL_OPEN, House


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """Somebody who works in an office, as the others of it see them."""

    worker_id: int
    user_id: int
    name: str
    email: str
    runs_it: bool
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """An office; its people only for those who work there, and for the department."""

    office_id: int
    party_id: int
    name: str
    member: str
    house: House
    riding: str
    language: Language
    email: str
    domain: str
    opened_at: datetime
    closed_at: datetime | None
    workers: tuple[WorkerFacts, ...] = ()
    open_enquiries: int = 0

    def worker(self, viewer: Viewer) -> WorkerFacts | None:
        """Return who of this office a viewer is."""
        return next((one for one in self.workers if one.user_id == viewer.user_id), None)

    def is_run_by(self, viewer: Viewer) -> bool:
        """Return whether a viewer adds and removes people of this office."""
        found = self.worker(viewer)
        return found is not None and found.runs_it


def office_of(viewer: Viewer) -> OfficeFacts:
    """Return the office in which an account works. Raises NotAllowed where it works in none that is open."""
    row = MemberOffice.objects.filter(party_id__in=viewer.offices, closed_at=None).select_related("party").first()
    if row is None or not viewer.may(Right.MEMBER_OFFICE):
        raise NotAllowed("member_office")
    return _facts([row])[0]


def all_offices(*, viewer: Viewer, closed: bool = False) -> Sequence[OfficeFacts]:
    """Return the offices that are open, or with `closed` those that were, by riding. Raises NotAllowed."""
    if not viewer.may(Right.MEMBER_OFFICES):
        raise NotAllowed("member_offices")
    rows = MemberOffice.objects.filter(closed_at__isnull=not closed).select_related("party")
    waiting = Count("enquiries", filter=Q(enquiries__state__in=STILL_OPEN))
    return _facts(rows.annotate(open_enquiries=waiting).order_by("riding", "member", "id"))


def constituents_of_office(office: OfficeFacts, *, viewer: Viewer, now: datetime) -> Sequence[AuthorityFacts]:
    """Return what constituents allow an office, in force now: for its people. Raises NotAllowed."""
    if office.party_id not in viewer.offices:
        raise NotAllowed("constituents")
    return held_by_office(office.party_id, viewer=viewer, now=now)


def office_parties(party_ids: Iterable[int]) -> Mapping[int, str]:
    """Return the member’s name for each of these helpers that is an office: for constituents who allow them."""
    return dict(MemberOffice.objects.filter(party_id__in=list(party_ids)).values_list("party_id", "member"))


def all_ridings(*, viewer: Viewer) -> Sequence[str]:
    """Return the ridings of all offices there ever were, in order. Raises NotAllowed."""
    if not viewer.may(Right.MEMBER_OFFICES):
        raise NotAllowed("ridings")
    return list(MemberOffice.objects.order_by("riding").values_list("riding", flat=True).distinct())


def themes_of(riding: str, *, viewer: Viewer, now: datetime) -> tuple[Sequence[Theme], Sequence[Theme]]:
    """Return for how many constituents of a riding offices asked, by reason and by program, of late.

    Small groups are left out. For the department, and for an office its own riding. Raises NotAllowed.
    """
    if not viewer.may(Right.MEMBER_OFFICES) and office_of(viewer).riding != riding:
        raise NotAllowed("themes")
    today = localtime(now).date()
    asked = MpEnquiry.objects.filter(office__riding=riding, opened_at__gte=now - limits(today).themes)
    rows = list(asked.values_list("client_id", "reason", "program"))
    by_reason = themes(((client, reason) for client, reason, _program in rows), tuple(reasons(today)))
    return by_reason, themes((client, program) for client, _reason, program in rows if program)


def _facts(rows: Iterable[MemberOffice]) -> list[OfficeFacts]:
    found = list(rows)
    people: dict[int, list[WorkerFacts]] = {}
    workers = OfficeWorker.objects.filter(office__in=found, ended_at=None).select_related("user")
    for one in workers.order_by("added_at", "id"):
        people.setdefault(one.office_id, []).append(
            WorkerFacts(one.pk, one.user_id, one.name, one.user.email or "", one.runs_it, one.added_at)
        )
    return [
        OfficeFacts(
            office_id=row.pk,
            party_id=row.party_id,
            name=row.party.name,
            member=row.member,
            house=House(row.house),
            riding=row.riding,
            language=Language(row.language),
            email=row.party.email,
            domain=row.domain,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            workers=tuple(people.get(row.pk, ())),
            open_enquiries=getattr(row, "open_enquiries", 0),
        )
        for row in found
    ]
