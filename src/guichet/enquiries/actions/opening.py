"""Opening a question, adding to it, opening it again: its clock and its task."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localtime

from guichet.enquiries.actions.finding import Person
from guichet.enquiries.events import EnquiryAddedTo, EnquiryOpened, EnquiryReopened, EnquiryResumed
from guichet.enquiries.models import Enquiry, Link, Pause
from guichet.enquiries.policy import promise
from guichet.enquiries.rules import Incoming, due
from guichet.enquiries.terms import Channel, EnquiryState, Ground
from guichet.foundation.languages import Language
from guichet.foundation.working_days import FederalHolidays
from guichet.journal.actions import Origin, record
from guichet.standards.rules import Pause as Span
from guichet.worklists.actions import open_task

TASK = "enquiry"


def open_enquiry(incoming: Incoming, person: Person, *, contact_id: int, origin: Origin) -> Enquiry:
    """Open a question for a contact, with its clock and its task, and tell the journal."""
    received_at = min(incoming.received_at, origin.at)
    enquiry = Enquiry.objects.create(
        key=uuid4(),
        client_id=person.client_id,
        asker_id=person.asker_id,
        user_id=person.user_id,
        channel=incoming.channel,
        language=(incoming.language or Language.EN).value,
        opened_at=received_at,
        due_at=due_at(incoming.channel, received_at),
        standard=_standard(incoming.channel, received_at),
        latest_at=received_at,
    )
    link(contact_id, enquiry.pk, Ground.FIRST, origin)
    give_task(enquiry, origin)
    record(
        EnquiryOpened(
            client_id=enquiry.client_id,
            enquiry=enquiry.pk,
            first_contact=contact_id,
            by=enquiry.channel,
            promised_at=enquiry.due_at,
        ),
        origin,
    )
    return enquiry


def add_to_open(enquiry_id: int, *, contact_id: int, ground: Ground, received_at: datetime, origin: Origin) -> Enquiry:
    """Add a contact to a question that is open. Its clock stays, or begins earlier where this came first; where we
    waited for the person, it runs again."""
    enquiry = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry_id)
    if enquiry.state not in {EnquiryState.OPEN, EnquiryState.WAITING}:
        # Answered in the moment between looking and holding it: then it is opened again.
        return _opened_again(enquiry, contact_id, ground, received_at, origin)
    link(contact_id, enquiry.pk, ground, origin)
    received_at = min(received_at, origin.at)
    if received_at < enquiry.opened_at:
        enquiry.opened_at = received_at
        enquiry.due_at = min(enquiry.due_at, due_at(Channel(enquiry.channel), received_at))
    enquiry.latest_at = max(enquiry.latest_at, received_at)
    if enquiry.state == EnquiryState.WAITING:
        resume(enquiry, origin)
    enquiry.save()
    record(
        EnquiryAddedTo(
            client_id=enquiry.client_id,
            enquiry=enquiry.pk,
            added_contact=contact_id,
            on_ground=ground.value,
            asked_at=enquiry.opened_at,
            promised_at=enquiry.due_at,
        ),
        origin,
    )
    return enquiry


def reopen_enquiry(
    enquiry_id: int, *, contact_id: int, ground: Ground, received_at: datetime, origin: Origin
) -> Enquiry:
    """Open a question again because of a contact about it: a new clock runs from that contact."""
    enquiry = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry_id)
    if enquiry.state in {EnquiryState.OPEN, EnquiryState.WAITING}:
        # Somebody opened it in the moment between looking and holding it.
        return add_to_open(enquiry_id, contact_id=contact_id, ground=ground, received_at=received_at, origin=origin)
    return _opened_again(enquiry, contact_id, ground, received_at, origin)


def _opened_again(enquiry: Enquiry, contact_id: int, ground: Ground, received_at: datetime, origin: Origin) -> Enquiry:
    link(contact_id, enquiry.pk, ground, origin)
    received_at = min(received_at, origin.at)
    enquiry.state, enquiry.closed_at = EnquiryState.OPEN, None
    enquiry.opened_at = enquiry.latest_at = received_at
    enquiry.due_at = due_at(Channel(enquiry.channel), received_at)
    give_task(enquiry, origin)
    enquiry.save()
    record(
        EnquiryReopened(
            client_id=enquiry.client_id, enquiry=enquiry.pk, added_contact=contact_id, promised_at=enquiry.due_at
        ),
        origin,
    )
    return enquiry


def resume(enquiry: Enquiry, origin: Origin) -> None:
    """Let a clock run again that stood still, and give the question back to whoever answers. The caller saves it."""
    Pause.objects.filter(enquiry=enquiry, ended_at=None).update(ended_at=origin.at)
    enquiry.state = EnquiryState.OPEN
    enquiry.due_at = due_at(Channel(enquiry.channel), enquiry.opened_at, pauses_of(enquiry))
    give_task(enquiry, origin)
    record(EnquiryResumed(client_id=enquiry.client_id, enquiry=enquiry.pk, promised_at=enquiry.due_at), origin)


def due_at(channel: Channel, received_at: datetime, pauses: tuple[Span, ...] = ()) -> datetime:
    """Return by when an answer is promised to a contact that came by a channel at a moment."""
    promised = promise(channel, localtime(received_at).date())
    return due(received_at, promised, FederalHolidays(), ZoneInfo(settings.TIME_ZONE), pauses=pauses)


def pauses_of(enquiry: Enquiry) -> tuple[Span, ...]:
    """Return the times in which the clock of a question stood still since it was opened."""
    rows = Pause.objects.filter(enquiry=enquiry, began_at__gte=enquiry.opened_at).order_by("began_at")
    return tuple(Span(row.reason, row.began_at, row.ended_at) for row in rows)


def link(contact_id: int, enquiry_id: int, ground: Ground, origin: Origin) -> None:
    """Put a contact to a question."""
    Link.objects.create(
        contact_id=contact_id, enquiry_id=enquiry_id, ground=ground, linked_at=origin.at, linked_by=origin.actor
    )


def give_task(enquiry: Enquiry, origin: Origin) -> None:
    """Have a person answer a question by its moment. The row of a new one is saved here, others by the caller."""
    enquiry.task_id = open_task(
        kind=TASK,
        subject=f"enquiry:{enquiry.pk}",
        client_id=enquiry.client_id,
        due_at=enquiry.due_at,
        facts={"language": enquiry.language, "channel": enquiry.channel},
        origin=origin,
    )
    Enquiry.objects.filter(pk=enquiry.pk).update(task_id=enquiry.task_id)


def _standard(channel: Channel, received_at: datetime) -> str:
    return promise(channel, localtime(received_at).date()).standard.code
