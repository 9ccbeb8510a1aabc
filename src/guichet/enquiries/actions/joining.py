"""Joining questions that are the same, parting them, and giving a contact a question of its own: all can be undone."""

from uuid import uuid4

from django.db import transaction

from guichet.clients.queries import kept_of
from guichet.enquiries.actions.opening import TASK, due_at, earliest_due, give_task, link, own_due, resume
from guichet.enquiries.actions.working import CannotWork, may_work_on
from guichet.enquiries.events import EnquiryJoined, EnquiryOpened, EnquiryParted, EnquirySplit
from guichet.enquiries.models import Enquiry, Joined, Link, Suggestion
from guichet.enquiries.rules import STILL_OPEN
from guichet.enquiries.terms import Channel, EnquiryRefusal, EnquiryState, Ground
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.worklists.actions import close_task


@transaction.atomic
def join_enquiries(*, one_id: int, other_id: int, viewer: Viewer, origin: Origin) -> int:
    """Join two questions that are the same, and return the one that is kept; the earliest clock stays.

    A client’s is kept before one whose person is not known, then the older. Nothing is moved: one row says so, and
    undoing it parts them again.

    Raises NotAllowed, and CannotWork with the reason.
    """
    if one_id == other_id:
        raise CannotWork(EnquiryRefusal.SAME_ONE)
    rows = _both(one_id, other_id, viewer)
    kept, gone = sorted(rows, key=lambda row: (row.client_id is None, row.opened_at, row.pk))
    if any(row.state not in STILL_OPEN for row in rows):
        raise CannotWork(EnquiryRefusal.NOT_OPEN)
    if gone.joined.filter(undone_at=None).exists():
        if kept.joined.filter(undone_at=None).exists() or kept.client_id is not None:
            raise CannotWork(EnquiryRefusal.HAS_OTHERS)
        kept, gone = gone, kept
    clients = [row.client_id for row in rows if row.client_id is not None]
    if len(clients) > 1 and len(set(kept_of(clients).values())) > 1:
        raise CannotWork(EnquiryRefusal.OTHER_PERSON)
    Joined.objects.create(
        kept=kept,
        gone=gone,
        joined_at=origin.at,
        joined_by=origin.actor,
        state_before=gone.state,
    )
    was_running = gone.state == EnquiryState.OPEN
    close_task(kind=TASK, subject=f"enquiry:{gone.pk}", outcome=EnquiryState.JOINED.value, origin=origin)
    gone.state, gone.closed_at, gone.task_id = EnquiryState.JOINED, origin.at, None
    gone.save()
    if kept.state == EnquiryState.WAITING and was_running:
        # Nobody asked this one’s person for anything: their clock runs on, and so the question’s.
        resume(kept, origin)
        kept.save()
    elif gone.due_at < kept.due_at:
        kept.due_at = gone.due_at
        if kept.state == EnquiryState.OPEN:
            give_task(kept, origin)
        kept.save()
    said = Suggestion.objects.filter(contact__links__enquiry__in=[kept.pk, gone.pk], enquiry__in=[kept.pk, gone.pk])
    said.filter(decided_at=None).update(decided_at=origin.at, decided_by=origin.actor, taken=True)
    record(EnquiryJoined(client_id=kept.client_id, enquiry=gone.pk, kept=kept.pk), origin)
    return kept.pk


@transaction.atomic
def part_enquiries(*, gone_id: int, viewer: Viewer, origin: Origin) -> None:
    """Part a question from the one that it was joined to: it stands again as it stood, with its own clock.

    Raises NotAllowed, and CannotWork with the reason.
    """
    joined = Joined.objects.select_for_update(no_key=True).filter(gone=gone_id, undone_at=None).first()
    if joined is None:
        raise CannotWork(EnquiryRefusal.NOT_JOINED)
    kept, gone = sorted(_both(joined.kept_id, gone_id, viewer), key=lambda row: row.pk == gone_id)
    joined.undone_at, joined.undone_by = origin.at, origin.actor
    joined.save(update_fields=["undone_at", "undone_by"])
    gone.state, gone.closed_at = EnquiryState(joined.state_before), None
    gone.due_at = own_due(gone)
    if gone.state == EnquiryState.OPEN:
        give_task(gone, origin)
    gone.save()
    if kept.state in STILL_OPEN:
        Enquiry.objects.filter(pk=kept.pk).update(due_at=earliest_due(kept))
    record(EnquiryParted(client_id=gone.client_id, enquiry=gone.pk, kept=kept.pk), origin)


@transaction.atomic
def split_contact(*, contact_id: int, enquiry_id: int, viewer: Viewer, origin: Origin) -> int:
    """Give a contact a question of its own, with the clock that runs from when it came; return that question.

    Raises NotAllowed, and CannotWork with the reason.
    """
    enquiry = Enquiry.objects.select_for_update(no_key=True).filter(pk=enquiry_id).first()
    if enquiry is None or not may_work_on(enquiry, viewer):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    links = Link.objects.filter(enquiry=enquiry, undone_at=None).select_related("contact")
    found = links.filter(contact=contact_id).first()
    if found is None:
        raise NotAllowed(f"contact:{contact_id}")
    if links.count() < 2:
        raise CannotWork(EnquiryRefusal.ONLY_CONTACT)
    contact = found.contact
    found.undone_at, found.undone_by = origin.at, origin.actor
    found.save(update_fields=["undone_at", "undone_by"])
    own = Enquiry.objects.create(
        key=uuid4(),
        client_id=contact.client_id,
        asker_id=contact.asker_id,
        user_id=contact.user_id,
        channel=contact.channel,
        language=contact.language,
        opened_at=contact.received_at,
        latest_at=contact.received_at,
        due_at=due_at(Channel(contact.channel), contact.received_at),
        standard=enquiry.standard,
    )
    link(contact.pk, own.pk, Ground.STAFF, origin)
    give_task(own, origin)
    record(
        EnquirySplit(client_id=enquiry.client_id, enquiry=enquiry.pk, moved_contact=contact.pk, put_to=own.pk), origin
    )
    opened = EnquiryOpened(
        client_id=own.client_id, enquiry=own.pk, first_contact=contact.pk, by=own.channel, promised_at=own.due_at
    )
    record(opened, origin)
    return own.pk


def _both(one_id: int, other_id: int, viewer: Viewer) -> list[Enquiry]:
    """Return two questions, held, in one order whoever asks. Raises CannotWork where there is none, NotAllowed."""
    rows = list(Enquiry.objects.select_for_update(no_key=True).filter(pk__in=[one_id, other_id]).order_by("pk"))
    if len(rows) < 2:
        raise CannotWork(EnquiryRefusal.NO_SUCH_ONE)
    if not all(may_work_on(row, viewer) for row in rows):
        raise NotAllowed(f"enquiry:{other_id}")
    return rows
