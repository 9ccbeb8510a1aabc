"""What this room does after something has happened to a question: works out what it is about, and tells who asked."""

from collections import defaultdict
from collections.abc import Sequence

from guichet.enquiries.actions import suggest_alike
from guichet.enquiries.events import EnquiryEvent, EnquiryOpened
from guichet.enquiries.messages import owe_messages
from guichet.enquiries.sorter import sort_enquiries
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_notices


def sort_new(happened: Sequence[Happened[EnquiryOpened]]) -> None:
    """Work out what new questions are about."""
    sort_enquiries([one.event.enquiry for one in happened], at=max(one.entry.recorded_at for one in happened))


def suggest_for_new(happened: Sequence[Happened[EnquiryOpened]]) -> None:
    """Suggest for new questions those that may be the same."""
    suggest_alike([one.event.enquiry for one in happened])


def tell_who_asked(happened: Sequence[Happened[EnquiryEvent]]) -> None:
    """Tell each client by a notice, and each sender who is known by an address only by an e-mail.

    A question that was joined to others is answered for all who asked.
    """
    queue_notices([one for one in happened if one.event.client_id is not None])
    by_kind: dict[str, list[Happened[EnquiryEvent]]] = defaultdict(list)
    for one in happened:
        by_kind[one.event.kind].append(one)
    for kind, these in by_kind.items():
        owe_messages(kind, these)
