"""Contacts for tests: invented people write by invented channels."""

from datetime import UTC, datetime
from typing import Any

from guichet.enquiries.actions import Receipt, receive
from guichet.enquiries.jobs import send
from guichet.enquiries.models import Message
from guichet.enquiries.rules import Incoming, Sender
from guichet.enquiries.terms import Channel
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.journal.reactions import reactions_to
from guichet.journal.terms import Channel as Way

# A Tuesday: promised by Friday at four, Ottawa time.
NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
BY = datetime(2026, 11, 6, 21, tzinfo=UTC)
TEXT = "How long does it take until my study permit is decided? I applied in May."


def origin(at: datetime = NOW, actor: str = "mail") -> Origin:
    return Origin(actor=actor, channel=Way.EMAIL, at=at)


def message(external_id: str = "m-1", *, at: datetime = NOW, **more: Any) -> Incoming:
    """Return an e-mail of Amina’s, or what is said of it otherwise; what is about its sender goes there."""
    of_sender = {name: more.pop(name) for name in ("client_id", "user_id", "email", "proof", "key") if name in more}
    sender = Sender(**({"email": "amina@example.org", "name": "Amina"} | of_sender))
    facts: dict[str, Any] = {
        "channel": Channel.EMAIL, "external_id": external_id, "received_at": at, "sender": sender,
        "subject": "My study permit", "text": TEXT, "language": Language.EN,
    }  # fmt: skip
    return Incoming(**(facts | more))


def handed_in(external_id: str = "m-1", *, at: datetime = NOW, **more: Any) -> Receipt:
    return receive(message(external_id, at=at, **more), origin=origin(at))


def drain() -> None:
    """Do what a worker would: tell whoever is to be told, and send what is owed."""
    told = "enquiries.tell_who_asked"
    for entry in Entry.objects.filter(kind__startswith="enquiry.").order_by("id"):
        if any(one.name == told for one in reactions_to(entry.kind)):
            settle(told, [entry.pk])
    for message_id in Message.objects.filter(sent_at=None, failed_at=None).values_list("pk", flat=True):
        send(message=message_id)
