"""Questions as staff see them: one with all about it, and what may be the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from guichet.clients.queries import clients_at
from guichet.enquiries.models import Alike, Enquiry, Suggestion
from guichet.enquiries.queries.facts import EnquiryFacts, facts_of, kept_question
from guichet.enquiries.queries.repeats import Again, repeats_among
from guichet.enquiries.rules import reference_of
from guichet.enquiries.terms import EnquiryState, Ground, InCommon
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
