"""What offices asked: as the office reads it, as the constituent does, and as whoever answers. One set of facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.timezone import localtime

from guichet.clients.queries import authority_for
from guichet.foundation.languages import Language
from guichet.foundation.working_days import FederalHolidays
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Disclosure, Right
from guichet.mp_enquiries.models import BookedSlot, MpEnquiry, MpWords
from guichet.mp_enquiries.policy import limits
from guichet.mp_enquiries.rules import free, reference_of, row_of, slots
from guichet.mp_enquiries.terms import STILL_OPEN, Lane, MpState, Said

LISTED = 100


@dataclass(frozen=True, slots=True)
class WordsFacts:
    """One thing that was said, in the languages in which it was written."""

    words_id: int
    said: Said
    text_en: str
    text_fr: str
    said_at: datetime

    def say(self, language: Language) -> tuple[str, Language]:
        """Return the text, and the language it is in: the reader’s where it was written in that."""
        own, other = (self.text_en, self.text_fr) if language is Language.EN else (self.text_fr, self.text_en)
        return (own, language) if own else (other, language.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryFacts:
    """What an office asked, how far it is and what was said. The same for the office, the constituent and staff."""

    enquiry_id: int
    reference: str
    office_id: int
    office: str
    member: str
    office_language: Language
    client_language: Language
    client_id: int
    number: str
    program: str
    lane: Lane
    reason: str
    urgent: str
    state: MpState
    asked_by: str
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    slot_at: datetime | None
    # Whether the consent holds now, and what it allows to be told.
    consent: bool
    sees: frozenset[Disclosure]
    consent_until: datetime | None
    # Nothing of it for an office whose consent is over.
    words: tuple[WordsFacts, ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether it still waits for somebody."""
        return self.state in STILL_OPEN

    @property
    def needs_both_languages(self) -> bool:
        """Return whether the office and the constituent read different languages."""
        return self.office_language is not self.client_language

    @property
    def latest(self) -> int:
        """Return the last thing that was said."""
        return max((one.words_id for one in self.words), default=0)


def enquiries_of_office(*, viewer: Viewer, now: datetime, number: str = "") -> Sequence[MpEnquiryFacts]:
    """Return what the viewer’s office asked, the latest first, or with `number` about one file. No words are told."""
    rows = _rows().filter(office__party_id__in=viewer.offices, office__closed_at=None)
    if number:
        rows = rows.filter(number=number)
    rows = rows.order_by("-opened_at", "-id")[:LISTED]
    # Whether the consents hold, the viewer’s grants say already.
    return [_facts(row, now=now, look=False) for row in rows]


def enquiry_for_office(reference: str, *, viewer: Viewer, now: datetime) -> MpEnquiryFacts:
    """Return what the viewer’s office asked, with what was said only while the consent holds. Raises NotAllowed."""
    row = _rows().filter(pk=row_of(reference), office__party_id__in=viewer.offices, office__closed_at=None).first()
    if row is None or not viewer.may(Right.MEMBER_OFFICE):
        raise NotAllowed(reference)
    facts = _facts(row, now=now)
    return _facts(row, now=now, words=_words(row)) if facts.consent else facts


def enquiries_about(*, viewer: Viewer, now: datetime) -> Sequence[MpEnquiryFacts]:
    """Return what offices asked about the viewer’s own files, the latest first."""
    rows = _rows().filter(client_id__in=_own(viewer)).order_by("-opened_at", "-id")
    return [_facts(row, now=now) for row in rows[:LISTED]]


def enquiry_for_constituent(reference: str, *, viewer: Viewer, now: datetime) -> MpEnquiryFacts:
    """Return what an office asked about the viewer’s own file, with all that was said. Raises NotAllowed."""
    row = _rows().filter(pk=row_of(reference), client_id__in=_own(viewer)).first()
    if row is None:
        raise NotAllowed(reference)
    return _facts(row, now=now, words=_words(row))


def enquiry_for_staff(enquiry_id: int, *, viewer: Viewer, now: datetime) -> MpEnquiryFacts:
    """Return what an office asked, for whoever answers offices. Raises NotAllowed.

    Words come only once the client’s file is open: until then the door asks for the purpose.
    """
    row = _rows().filter(pk=enquiry_id).first()
    if row is None or not viewer.may(Right.MP_ENQUIRIES):
        raise NotAllowed(f"mp_enquiry:{enquiry_id}")
    return _facts(row, now=now, words=_words(row) if viewer.sees_whole(row.client_id) else ())


def open_enquiries_about(client_ids: Iterable[int], *, viewer: Viewer, now: datetime) -> Sequence[MpEnquiryFacts]:
    """Return what offices ask just now about clients whose file this member of staff opened. Nothing for others.

    So that it is answered once, whoever asked.
    """
    opened = [client_id for client_id in client_ids if viewer.staff_id is not None and viewer.sees_whole(client_id)]
    rows = _rows().filter(client_id__in=opened, state__in=STILL_OPEN) if opened else MpEnquiry.objects.none()
    return [_facts(row, now=now) for row in rows.order_by("due_at", "id")[:LISTED]]


def free_slots(*, now: datetime) -> Sequence[datetime]:
    """Return the times that an office can book, in order."""
    times = limits(localtime(now).date()).slots
    offered = list(slots(now, times, FederalHolidays(), ZoneInfo(settings.TIME_ZONE)))
    rows = BookedSlot.objects.filter(starts_at__in=offered, given_up_at=None)
    taken = dict(rows.values("starts_at").annotate(seats=Count("id")).values_list("starts_at", "seats"))
    return free(offered, taken, times.at_once)


def party_of(enquiry_ids: Sequence[int]) -> Mapping[int, int]:
    """Return the helper behind each of these enquiries: where the office is told."""
    return dict(MpEnquiry.objects.filter(pk__in=enquiry_ids).values_list("pk", "office__party_id"))


def _own(viewer: Viewer) -> list[int]:
    return [
        each for client_id in viewer.own_clients for each in viewer.everyone_of(client_id) if viewer.is_self(client_id)
    ]


def _rows() -> QuerySet[MpEnquiry]:
    return MpEnquiry.objects.select_related("office__party", "asked_by", "client", "slot")


def _words(row: MpEnquiry) -> tuple[WordsFacts, ...]:
    found = MpWords.objects.filter(enquiry=row).order_by("id")
    return tuple(WordsFacts(one.pk, Said(one.said), one.text_en, one.text_fr, one.said_at) for one in found)


def _facts(row: MpEnquiry, *, now: datetime, words: tuple[WordsFacts, ...] = (), look: bool = True) -> MpEnquiryFacts:
    held = authority_for(row.office.party_id, row.client_id, number=row.number, now=now) if look else None
    slot = getattr(row, "slot", None)
    return MpEnquiryFacts(
        enquiry_id=row.pk,
        reference=reference_of(row.pk),
        office_id=row.office_id,
        office=row.office.party.name,
        member=row.office.member,
        office_language=Language(row.office.language),
        client_language=Language.of(row.client.language),
        client_id=row.client_id,
        number=row.number,
        program=row.program,
        lane=Lane(row.lane),
        reason=row.reason,
        urgent=row.urgent,
        state=MpState(row.state),
        asked_by=row.asked_by.name,
        opened_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        slot_at=slot.starts_at if slot and slot.given_up_at is None else None,
        consent=held is not None,
        sees=held.grant.sees if held and held.grant else frozenset(),
        consent_until=held.ends_at if held else None,
        words=words,
    )
