"""Asking by the Web form, and adding to a question: with an account, with the key of a receipt, or with neither."""

from datetime import date
from uuid import UUID

from django.utils.timezone import localtime

from guichet.enquiries.actions.receiving import Receipt, receive
from guichet.enquiries.models import SentCount
from guichet.enquiries.policy import limits
from guichet.enquiries.rules import Incoming, Sender
from guichet.enquiries.terms import Channel, EnquiryRefusal, ProofLevel
from guichet.foundation.counting import count_from
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.language.detection import language_of

LONGEST = 5_000


class CannotAsk(Exception):
    """A question is not taken; `reason` says why."""

    def __init__(self, reason: EnquiryRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def ask(
    *,
    token: UUID,
    text: str,
    language: Language,
    viewer: Viewer,
    origin: Origin,
    email: str = "",
    network: str = "",
    key: UUID | None = None,
    reference: str = "",
) -> Receipt:
    """Take a question by the Web form and return its receipt. The same `token` again is the same question.

    `key`: of the receipt on whose page it was written; `reference`: the number of one’s own question that is added to.
    `language` is the reader’s; what is written in the other one is answered in that. Raises CannotAsk.
    """
    text = readable(text)
    if not text:
        raise CannotAsk(EnquiryRefusal.NO_WORDS)
    if len(text) > LONGEST:
        raise CannotAsk(EnquiryRefusal.TOO_LONG)
    _refuse_too_many(viewer, network, origin)
    signed_in = viewer.user_id is not None and viewer.staff_id is None
    sender = Sender(
        client_id=_client(viewer) if signed_in else None,
        user_id=viewer.user_id if signed_in else None,
        email=email,
        proof=ProofLevel.SIGNED_IN if signed_in else ProofLevel.CLAIMED,
        key=key,
    )
    incoming = Incoming(
        channel=Channel.WEB_FORM,
        external_id=str(token),
        received_at=origin.at,
        sender=sender,
        subject="",
        text=text,
        language=language_of(text, otherwise=language).language or language,
        references=(reference,) if reference else (),
    )
    return receive(incoming, origin=origin)


def _client(viewer: Viewer) -> int | None:
    """Return whose question it is, where the account is one person’s."""
    people = {viewer.everyone_of(one)[0] for one in viewer.own_clients}
    return people.pop() if len(people) == 1 else None


def _refuse_too_many(viewer: Viewer, network: str, origin: Origin) -> None:
    today = localtime(origin.at).date()
    allowed = limits(today)
    if viewer.user_id is not None:
        too_many = _sent(f"user:{viewer.user_id}", today) > allowed.forms_per_day
    else:
        too_many = bool(network) and _sent(f"network:{network}", today) > allowed.network_forms_per_day
    if too_many:
        raise CannotAsk(EnquiryRefusal.TOO_MANY)


def _sent(place: str, today: date) -> int:
    """Count a question from one place, and return how many came from there today."""
    return count_from(place, SentCount, amount="sent", day=today)
