"""What this room does after something has happened to a question: works out what it is about, and tells who asked."""

from collections import defaultdict
from collections.abc import Sequence

from guichet.enquiries.actions import stop_outdated, suggest_alike
from guichet.enquiries.events import EnquiryAddedTo, EnquiryAnswered, EnquiryEvent, EnquiryOpened
from guichet.enquiries.messages import owe_messages
from guichet.enquiries.models import Reading
from guichet.enquiries.social.posting import owe_public_replies
from guichet.enquiries.sorter import read_enquiries, sort_enquiries
from guichet.journal.actions import Origin
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions import queue_notices


def sort_new(happened: Sequence[Happened[EnquiryOpened]]) -> None:
    """Work out what new questions are about."""
    sort_enquiries([one.event.enquiry for one in happened], at=max(one.entry.recorded_at for one in happened))


def reply_in_public(happened: Sequence[Happened[EnquiryAnswered]]) -> None:
    """Answer in public, with guidance alone, whoever asked in public."""
    owe_public_replies(happened)


def read_again(happened: Sequence[Happened[EnquiryEvent]]) -> None:
    """Read what questions say of danger, need and mood, with what was added to them."""
    read_enquiries([one.event.enquiry for one in happened], at=max(one.entry.recorded_at for one in happened))


def stop_answers(happened: Sequence[Happened[EnquiryAddedTo]]) -> None:
    """Stop an answer that is about to go out where something was added to its question after it was written."""
    for one in happened:
        origin = Origin("service", Channel.SYSTEM, one.entry.recorded_at, caused_by=one.entry.pk)
        stop_outdated(enquiry_id=one.event.enquiry, origin=origin)


def suggest_for_new(happened: Sequence[Happened[EnquiryOpened]]) -> None:
    """Suggest for new questions those that may be the same."""
    suggest_alike([one.event.enquiry for one in happened])


def tell_who_asked(happened: Sequence[Happened[EnquiryEvent]]) -> None:
    """Tell each client by a notice, and each sender who is known by an address only by an e-mail.

    A question that was joined to others is answered for all who asked.
    """
    queue_notices([one for one in happened if one.event.client_id is not None])
    by_kind: dict[str, list[Happened[EnquiryEvent]]] = defaultdict(list)
    for one in _without_unwanted(happened):
        by_kind[one.event.kind].append(one)
    for kind, these in by_kind.items():
        owe_messages(kind, these)


def _without_unwanted(happened: Sequence[Happened[EnquiryEvent]]) -> list[Happened[EnquiryEvent]]:
    """Return all but what would tell a sender of unwanted mail, of itself, that somebody is there.

    What comes from strangers is read before that; an answer that a person wrote is sent in any case.
    """
    by_itself = [one for one in happened if isinstance(one.event, EnquiryOpened | EnquiryAddedTo)]
    strangers = [one for one in by_itself if one.event.client_id is None]
    if not strangers:
        return list(happened)
    read_enquiries([one.event.enquiry for one in strangers], at=max(one.entry.recorded_at for one in strangers))
    those = {one.event.enquiry for one in strangers}
    aside = set(Reading.objects.filter(pk__in=those, is_unwanted=True).values_list("pk", flat=True))
    kept = [one.entry.pk for one in strangers if one.event.enquiry in aside]
    return [one for one in happened if one.entry.pk not in kept]
