"""Suggesting that a new question may be one that we have: of the same person as they say, or about the same file.

A suggestion joins nothing and tells nobody outside: a member of staff says yes or no, once. It is worked out after the
contact was received, by a worker.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q

from guichet.applications.queries import client_of
from guichet.clients.queries import clients_at, everyone_of
from guichet.enquiries.actions.working import CannotWork, may_work_on
from guichet.enquiries.events import EnquiriesToldApart
from guichet.enquiries.models import Alike, Contact, Enquiry, Link, Suggestion
from guichet.enquiries.rules import STILL_OPEN
from guichet.enquiries.terms import EnquiryRefusal, Ground, InCommon
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.language.meaning import Embedder, encoder
from guichet.language.sameness import SAME_ENOUGH, Said, references_in, sameness

# So many open questions are compared, the latest first, by so many of their messages each.
MOST, MESSAGES = 20, 3


def suggest_alike(enquiry_ids: Iterable[int], *, embedder: Embedder | None = None) -> int:
    """Suggest for each new question the open ones of the same person or file that say the same; return how many.

    Done twice, it is done once. What a person decided before is left as it is. No event: nothing has happened yet.
    """
    rows = Enquiry.objects.filter(pk__in=list(enquiry_ids), state__in=STILL_OPEN, forgotten_at=None)
    return sum(_suggest(row, embedder or encoder()) for row in rows)


@transaction.atomic
def tell_apart(*, enquiry_id: int, other_id: int, viewer: Viewer, origin: Origin) -> None:
    """Note that two questions are not the same, though one was suggested for the other: it is not suggested again.

    Raises NotAllowed, and CannotWork where there is nothing to decide any more.
    """
    one = Enquiry.objects.select_for_update(no_key=True).filter(pk=enquiry_id).first()
    if one is None or not may_work_on(one, viewer):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    between = Q(contact__links__enquiry=enquiry_id, enquiry=other_id)
    between |= Q(contact__links__enquiry=other_id, enquiry=enquiry_id)
    found = Suggestion.objects.filter(between, contact__links__undone_at=None, decided_at=None)
    numbers = set(found.values_list("pk", flat=True))
    if not numbers:
        raise CannotWork(EnquiryRefusal.DECIDED)
    decided = {"decided_at": origin.at, "decided_by": origin.actor, "taken": False}
    Suggestion.objects.filter(pk__in=numbers).update(**decided)
    record(EnquiriesToldApart(client_id=one.client_id, enquiry=one.pk, told_from=other_id), origin)


def _suggest(row: Enquiry, embedder: Embedder) -> int:
    first = Link.objects.filter(enquiry=row, ground=Ground.FIRST, undone_at=None).select_related("contact__asker")
    link = first.first()
    if link is None:
        # Parted from another by a person: they have decided.
        return 0
    contact = link.contact
    others = _others(row, contact)
    if not others:
        return 0
    said = dict[int, list[Contact]]()
    for each in (
        Link.objects.filter(enquiry__in=others, undone_at=None, contact__forgotten_at=None)
        .select_related("contact")
        .order_by("enquiry", "-contact__received_at")
    ):
        if len(said.setdefault(each.enquiry_id, [])) < MESSAGES:
            said[each.enquiry_id].append(each.contact)
    texts = [contact, *(one for some in said.values() for one in some)]
    known = sameness()
    read = dict(zip([one.pk for one in texts], known.read([_words(one) for one in texts], embedder), strict=True))
    found = 0
    for enquiry_id, contacts in said.items():
        likest = max(contacts, key=lambda one: known.probability(read[contact.pk], read[one.pk]))
        probability = known.probability(read[contact.pk], read[likest.pk])
        if probability >= SAME_ENOUGH:
            common = in_common(read[contact.pk], read[likest.pk])
            found += _keep(contact.pk, enquiry_id, probability, common)
    return found


def in_common(one: Said, other: Said) -> list[InCommon]:
    """Return what two messages have in common that a person can see at a glance."""
    found = [InCommon.NUMBER] if one.references & other.references else []
    for kind, shared in (("program", InCommon.PROGRAM), ("document", InCommon.DOCUMENT)):
        if one.things.get(kind, frozenset()) & other.things.get(kind, frozenset()):
            found.append(shared)
    return [*found, InCommon.OTHER_LANGUAGE] if one.language is not other.language else found


@transaction.atomic
def _keep(contact_id: int, enquiry_id: int, probability: float, common: list[InCommon]) -> bool:
    """Keep a suggestion with what it rests on; whether it is a new one, or says more than it did."""
    suggestion, made = Suggestion.objects.select_for_update().get_or_create(
        contact_id=contact_id, enquiry_id=enquiry_id, defaults={"ground": Ground.LIKE}
    )
    if suggestion.decided_at is not None or (not made and suggestion.ground == Ground.LIKE):
        return False
    if suggestion.ground == Ground.SAME_SENDER:
        Suggestion.objects.filter(pk=suggestion.pk).update(ground=Ground.LIKE)
    Alike.objects.update_or_create(
        suggestion=suggestion, defaults={"probability": probability, "common": " ".join(common)}
    )
    return True


def _others(row: Enquiry, contact: Contact) -> list[int]:
    """Return the open questions of the person, as the contact claims, and of the files that it names."""
    clients = {row.client_id} if row.client_id is not None else set()
    theirs = Q(pk__in=[])
    if row.asker_id is not None:
        theirs |= Q(asker=row.asker_id)
    if contact.asker is not None and row.client_id is None:
        clients |= clients_at({contact.asker.value}).get(contact.asker.value, frozenset())
    clients |= _of_files(references_in(_words(contact)))
    if clients:
        everyone = everyone_of(clients)
        # What somebody asked of their own address before it was shown to be theirs stands beside their file.
        theirs |= Q(client__in={number for one in clients for number in everyone.get(one, (one,))})
    if row.user_id is not None:
        theirs |= Q(user_id=row.user_id)
    found = Enquiry.objects.filter(theirs, state__in=STILL_OPEN, forgotten_at=None).exclude(pk=row.pk)
    return list(found.order_by("-opened_at").values_list("pk", flat=True)[:MOST])


def _of_files(references: Collection[str]) -> set[int]:
    found = (client_of(number) for number in sorted(references)[:5])
    return {client_id for client_id in found if client_id is not None}


def _words(contact: Contact) -> str:
    return f"{contact.subject}\n{contact.text}".strip()
