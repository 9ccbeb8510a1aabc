"""Questions as staff see them: one with all about it, and what may be the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from guichet.clients.queries import clients_at
from guichet.enquiries.models import Alike, Enquiry, Outgoing, Returned, Suggestion
from guichet.enquiries.queries.facts import EnquiryFacts, facts_of, kept_question
from guichet.enquiries.queries.repeats import Again, repeats_among
from guichet.enquiries.rules import STILL_OPEN, reference_of
from guichet.enquiries.terms import (
    EnquiryRefusal,
    EnquiryState,
    Ground,
    InCommon,
    MessageKind,
    OutgoingAct,
    OutgoingState,
    WhyReturned,
)
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class MayBe:
    """A question that may be the same, and why; nothing proves it."""

    enquiry_id: int
    reference: str
    state: EnquiryState
    ground: Ground
    # How probable the engine finds it, and what the two have in common, where it goes by what they say.
    probability: float | None = None
    common: tuple[InCommon, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """A question on the desk: what may be the same, and which clients have the address it came from."""

    facts: EnquiryFacts
    may_be: Sequence[MayBe]
    may_be_clients: Sequence[int]
    # What its contacts repeat, by contact.
    again: Mapping[int, Again] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedFacts:
    """An e-mail of ours that did not arrive: what it told, why, and when we heard."""

    told: MessageKind
    why: WhyReturned
    returned_at: datetime


def returned_of(one: EnquiryFacts) -> Sequence[ReturnedFacts]:
    """Return our e-mails about a question that did not arrive. For whom it was opened already."""
    numbers = {one.enquiry_id, *(each.enquiry_id for each in one.contacts)}
    rows = Returned.objects.filter(message__enquiry__in=numbers).select_related("message").order_by("returned_at", "pk")
    return [ReturnedFacts(MessageKind(row.message.kind), WhyReturned(row.why), row.returned_at) for row in rows]


@dataclass(frozen=True, slots=True)
class OutgoingFacts:
    """What was written to whoever asked and is not sent: about to go out, taken back, or stopped and why."""

    act: OutgoingAct
    language: Language
    text: str
    article: str
    version: int
    stays: str
    goes_at: datetime
    written_by: str
    is_mine: bool
    state: OutgoingState
    stopped_by: EnquiryRefusal | None


def outgoing_of(one: EnquiryFacts, *, viewer: Viewer) -> OutgoingFacts | None:
    """Return what was last written about a question and is not sent; None where there is nothing. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed(f"enquiry:{one.enquiry_id}")
    row = Outgoing.objects.filter(enquiry=one.enquiry_id).order_by("-pk").first()
    if row is None or row.state == OutgoingState.SENT or not row.text:
        return None
    return OutgoingFacts(
        act=OutgoingAct(row.act),
        language=Language.of(row.language),
        text=row.text,
        article=row.article,
        version=row.version,
        stays=row.stays,
        goes_at=row.goes_at,
        written_by=row.written_by,
        is_mine=row.user_id == viewer.user_id,
        state=OutgoingState(row.state),
        stopped_by=EnquiryRefusal(row.stopped_by) if row.stopped_by else None,
    )


def enquiry_of(enquiry_id: int, *, viewer: Viewer, now: datetime) -> EnquiryFacts:
    """Return a question, or the one that it was joined to. Raises NotAllowed for whoever opens no client’s file.

    Whose it is must be opened first: the door looks at `client_id` before it shows a word.
    """
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    row = Enquiry.objects.filter(pk=enquiry_id).first()
    if row is None:
        raise NotAllowed(f"enquiry:{enquiry_id}")
    return facts_of(kept_question(row), now=now)


def desk_of(one: EnquiryFacts) -> Desk:
    """Return what staff see beside a question. For whom it was opened already."""
    contacts = [each.contact_id for each in one.contacts]
    found = (
        Suggestion.objects.filter(contact__in=contacts, decided_at=None)
        .exclude(enquiry=one.enquiry_id)
        .select_related("enquiry", "alike")
        .order_by("enquiry", "id")
    )
    may_be = {each.enquiry_id: _may_be(each) for each in found}
    addresses = {each.address for each in one.contacts if each.address and each.client_id is None}
    clients = clients_at(addresses) if addresses and one.client_id is None else {}
    return Desk(
        one,
        tuple(may_be.values()),
        sorted({number for ids in clients.values() for number in ids})[:5],
        repeats_among(contacts),
    )


def _may_be(row: Suggestion) -> MayBe:
    alike: Alike | None = getattr(row, "alike", None)
    return MayBe(
        row.enquiry_id,
        reference_of(row.enquiry_id),
        EnquiryState(row.enquiry.state),
        Ground(row.ground),
        alike.probability if alike else None,
        tuple(InCommon(code) for code in alike.common.split()) if alike else (),
    )


def open_questions_of(client_ids: Iterable[int], *, viewer: Viewer) -> Sequence[MayBe]:
    """Return the questions that still wait of clients whose file this member of staff opened. Nothing for others."""
    opened = {number for each in client_ids if viewer.sees_whole(each) for number in viewer.everyone_of(each)}
    if viewer.staff_id is None or not opened:
        return []
    rows = Enquiry.objects.filter(client__in=opened, state__in=STILL_OPEN).order_by("due_at", "id")
    return [MayBe(one.pk, reference_of(one.pk), EnquiryState(one.state), Ground.SAME_SENDER) for one in rows]
