"""Receiving a contact: kept once, whole, and put to the question that it is about. No engine works here.

The sender is held first, so that several messages of one person at once come one after the other; then the contact is
added under its external id, which only one of several deliveries can do. What it is about is worked out afterwards, by
a job (`reactions.sort_new`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from guichet.enquiries.actions.finding import Known, candidates_for, known_contact, person_of
from guichet.enquiries.actions.opening import add_to_open, open_enquiry, reopen_enquiry
from guichet.enquiries.actions.storing import store_contact
from guichet.enquiries.events import ContactReceived
from guichet.enquiries.models import Enquiry, Suggestion
from guichet.enquiries.policy import limits
from guichet.enquiries.queries.places import Place, place_of
from guichet.enquiries.rules import Incoming, Joining, joining, reference_of
from guichet.journal.actions import Origin, record


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is said to whoever handed in a contact.

    `joined`: it was added to a question that we had. `already_known`: the same contact had come before, and nothing was
    changed. `due` and `place` are of the question with which it is answered; an automatic message has none. `key` opens
    the page of the question without signing in, for whoever asked without an account.
    """

    enquiry_reference: str
    contact_id: int
    joined: bool
    already_known: bool
    due: datetime | None
    place: Place | None
    key: UUID | None = None
    opened_at: datetime | None = None


def receive(incoming: Incoming, *, origin: Origin) -> Receipt:
    """Keep a contact and put it to the question that it is about, a new one unless one is proved; exactly once.

    The same external id by the same channel again changes nothing and returns the first receipt, also where several
    come at the same moment. Raises what the database raises where nothing could be kept.
    """
    known = known_contact(incoming)
    if known is None:
        with transaction.atomic():
            known = _kept(incoming, origin)
    return _receipt(known)


def _kept(incoming: Incoming, origin: Origin) -> Known:
    person = person_of(incoming.sender, at=origin.at)
    contact_id = store_contact(incoming, person, at=origin.at)
    if contact_id is None:
        # Somebody else was quicker by a moment: theirs is committed now.
        known = known_contact(incoming)
        assert known is not None, "a contact that is in the way is there"
        return known
    received = ContactReceived(
        client_id=person.client_id,
        contact=contact_id,
        by=incoming.channel.value,
        automatic=incoming.automatic.value if incoming.automatic else "",
    )
    record(received, origin)
    if incoming.automatic is not None:
        return Known(contact_id)
    found = candidates_for(incoming, person)
    decided = joining(
        found,
        proof=person.proof,
        now=origin.at,
        reopen_within=limits(localtime(origin.at).date()).reopen_within,
    )
    if decided.to is None:
        enquiry = open_enquiry(incoming, person, contact_id=contact_id, origin=origin)
        _suggest(contact_id, decided)
        return Known(contact_id, enquiry, enquiry)
    put = reopen_enquiry if decided.reopens else add_to_open
    enquiry = put(decided.to, contact_id=contact_id, received_at=incoming.received_at, origin=origin)
    named = decided.to.named_id or decided.to.enquiry_id
    own = enquiry if named == enquiry.pk else Enquiry.objects.get(pk=named)
    return Known(contact_id, enquiry, own, joined=True)


def _suggest(contact_id: int, decided: Joining) -> None:
    Suggestion.objects.bulk_create(
        [Suggestion(contact_id=contact_id, enquiry_id=one.enquiry_id, ground=one.ground) for one in decided.suggested]
    )


def _receipt(known: Known) -> Receipt:
    enquiry, own = known.enquiry, known.own
    if enquiry is None or own is None:
        return Receipt("", known.contact_id, joined=False, already_known=known.is_old, due=None, place=None)
    return Receipt(
        enquiry_reference=reference_of(own.pk),
        contact_id=known.contact_id,
        joined=known.joined,
        already_known=known.is_old,
        due=enquiry.due_at,
        place=place_of(enquiry),
        key=own.key,
        opened_at=own.opened_at,
    )
