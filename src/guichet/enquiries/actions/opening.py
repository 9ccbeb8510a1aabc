"""Opening a question, adding to it, opening it again: its clock and its task."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localtime

from guichet.enquiries.actions.finding import Person
from guichet.enquiries.events import EnquiryAddedTo, EnquiryOpened, EnquiryReopened, EnquiryResumed
from guichet.enquiries.models import Enquiry, Joined, Link, Pause
from guichet.enquiries.policy import promise
from guichet.enquiries.queries.facts import kept_question
from guichet.enquiries.rules import STILL_OPEN, Candidate, Incoming, due
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


def add_to_open(to: Candidate, *, contact_id: int, received_at: datetime, origin: Origin) -> Enquiry:
    """Add a contact to a question that is open, and return that. Its clock stays, or begins earlier where this came
    first; where we waited for the person, it runs again.

    A contact about a question that was joined to another is put to its own, as its sender knows it.
    """
    enquiry, own = _held(to)
    if enquiry.state not in STILL_OPEN:
        # Answered in the moment between looking and holding it: then it is opened again.
        return _opened_again(enquiry, own, to.ground, contact_id, received_at, origin)
    link(contact_id, own.pk, to.ground, origin)
    received_at = min(received_at, origin.at)
    if received_at < own.opened_at:
        own.opened_at = received_at
        own.due_at = min(own.due_at, due_at(Channel(own.channel), received_at))
        own.save()
        enquiry.due_at = min(enquiry.due_at, own.due_at)
    enquiry.latest_at = max(enquiry.latest_at, received_at)
    if enquiry.state == EnquiryState.WAITING:
        resume(enquiry, origin)
    enquiry.save()
    record(
        EnquiryAddedTo(
            client_id=own.client_id,
            enquiry=own.pk,
            added_contact=contact_id,
            on_ground=to.ground.value,
            asked_at=own.opened_at,
            promised_at=enquiry.due_at,
        ),
        origin,
    )
    return enquiry


def reopen_enquiry(to: Candidate, *, contact_id: int, received_at: datetime, origin: Origin) -> Enquiry:
    """Open a question again because of a contact about it, and return it: a new clock runs from that contact."""
    enquiry, own = _held(to)
    if enquiry.state in STILL_OPEN:
        # Somebody opened it in the moment between looking and holding it.
        return add_to_open(to, contact_id=contact_id, received_at=received_at, origin=origin)
    return _opened_again(enquiry, own, to.ground, contact_id, received_at, origin)


def _opened_again(
    enquiry: Enquiry, own: Enquiry, ground: Ground, contact_id: int, received_at: datetime, origin: Origin
) -> Enquiry:
    link(contact_id, own.pk, ground, origin)
    received_at = min(received_at, origin.at)
    enquiry.state, enquiry.closed_at = EnquiryState.OPEN, None
    enquiry.opened_at = enquiry.latest_at = received_at
    enquiry.due_at = due_at(Channel(enquiry.channel), received_at)
    give_task(enquiry, origin)
    enquiry.save()
    record(
        EnquiryReopened(client_id=own.client_id, enquiry=own.pk, added_contact=contact_id, promised_at=enquiry.due_at),
        origin,
    )
    return enquiry


def _held(to: Candidate) -> tuple[Enquiry, Enquiry]:
    """Return the question with which a contact is answered, held, and the one that it names: mostly the same.

    They may have been joined or parted in the moment between looking and holding.
    """
    while True:
        named = Enquiry.objects.get(pk=to.named_id or to.enquiry_id)
        held = Enquiry.objects.select_for_update(no_key=True).get(pk=kept_question(named).pk)
        named = Enquiry.objects.get(pk=named.pk)
        if kept_question(named).pk == held.pk:
            return held, held if named.pk == held.pk else named


def resume(enquiry: Enquiry, origin: Origin) -> None:
    """Let a clock run again that stood still, and give the question back to whoever answers. The caller saves it."""
    Pause.objects.filter(enquiry=enquiry, ended_at=None).update(ended_at=origin.at)
    enquiry.state = EnquiryState.OPEN
    enquiry.due_at = earliest_due(enquiry)
    give_task(enquiry, origin)
    record(EnquiryResumed(client_id=enquiry.client_id, enquiry=enquiry.pk, promised_at=enquiry.due_at), origin)


def earliest_due(enquiry: Enquiry) -> datetime:
    """Return by when a question is to be answered: by its own clock, or that of one joined to it which ends before.

    What was joined before the question was last opened had its answer then.
    """
    joined = Joined.objects.filter(kept=enquiry, undone_at=None, joined_at__gte=enquiry.opened_at)
    return min(own_due(one) for one in [enquiry, *(row.gone for row in joined.select_related("gone"))])


def own_due(enquiry: Enquiry) -> datetime:
    """Return by when a question would be to be answered if none were joined to it, by its pauses so far."""
    return due_at(Channel(enquiry.channel), enquiry.opened_at, pauses_of(enquiry))


def due_at(channel: Channel, received_at: datetime, pauses: tuple[Span, ...] = ()) -> datetime:
    """Return by when an answer is promised to a contact that came by a channel at a moment."""
    promised = promise(channel, localtime(received_at).date())
    return due(received_at, promised, FederalHolidays(), ZoneInfo(settings.TIME_ZONE), pauses=pauses)


def pauses_of(enquiry: Enquiry) -> tuple[Span, ...]:
    """Return the times in which the clock of a question stood still since it was opened.

    While it was joined to another, those of that one count: whoever asked was told then that we wait.
    """
    found = [
        Span(row.reason, row.began_at, row.ended_at)
        for row in Pause.objects.filter(enquiry=enquiry, began_at__gte=enquiry.opened_at)
    ]
    for joined in Joined.objects.filter(gone=enquiry):
        shared = Pause.objects.filter(enquiry=joined.kept_id, began_at__gte=max(joined.joined_at, enquiry.opened_at))
        if joined.undone_at is None:
            found += [Span(row.reason, row.began_at, row.ended_at) for row in shared]
        else:
            until = joined.undone_at
            found += [
                Span(row.reason, row.began_at, min(row.ended_at or until, until))
                for row in shared.filter(began_at__lt=until)
            ]
    return tuple(sorted(found, key=lambda one: one.began))


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
