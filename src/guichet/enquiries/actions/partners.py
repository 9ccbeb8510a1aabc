"""Questions that a partner's system hands in: each once, by its key; and how the partner's own stand."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.timezone import localtime

from guichet.enquiries.actions.receiving import receive
from guichet.enquiries.models import Contact, Enquiry, Link, SentCount
from guichet.enquiries.policy import limits
from guichet.enquiries.queries.facts import kept_question
from guichet.enquiries.queries.places import Place, place_of
from guichet.enquiries.rules import Incoming, Sender, reference_of, rows_in
from guichet.enquiries.rules import asked_at as when_asked
from guichet.enquiries.terms import Channel, EnquiryState
from guichet.foundation.counting import count_from
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.journal.actions import Origin
from guichet.language.detection import language_of


class OtherWords(Exception):
    """The same key came before with another question."""


class TooMany(Exception):
    """This partner handed in as many questions today as policy lets it."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A question as its partner is told of it: nothing of whoever asked, nor of the answer."""

    reference: str
    state: EnquiryState
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    place: Place | None


def hand_in(
    *,
    partner: str,
    key: str,
    text: str,
    subject: str,
    name: str,
    email: str,
    language: Language | None,
    asked_at: datetime | None,
    origin: Origin,
) -> Handed:
    """Take in a question of a partner's, once for each `key`, and return how it stands.

    Raises OtherWords where the key came before with others, TooMany, and ValueError where no words are in it.
    """
    text, subject, name = readable(text), readable(subject), readable(name)
    if not text:
        raise ValueError("no words")
    external_id = _external(partner, key)
    known = Contact.objects.filter(channel=Channel.API, external_id=external_id).first()
    if known is None:
        today = localtime(origin.at).date()
        if count_from(f"partner:{partner}", SentCount, amount="sent", day=today) > limits(today).partner_per_day:
            raise TooMany
    elif (known.text, known.subject) != (text, subject) and known.forgotten_at is None:
        raise OtherWords
    receipt = receive(
        Incoming(
            channel=Channel.API,
            external_id=external_id,
            received_at=when_asked(
                asked_at, now=origin.at, within=limits(localtime(origin.at).date()).partner_asked_within
            ),
            # What a partner says of who asked is claimed by a stranger to us: it joins nothing and proves nothing.
            sender=Sender(name=name, email=email),
            subject=subject,
            text=text,
            language=language or language_of(text, otherwise=Language.EN).language or Language.EN,
        ),
        origin=origin,
    )
    return _handed(Enquiry.objects.get(pk=rows_in(receipt.enquiry_reference)[0]))


def handed_in(*, partner: str, reference: str) -> Handed | None:
    """Return how a question stands that this partner handed in, by its number; None for any other."""
    rows = rows_in(reference)
    if len(rows) != 1:
        return None
    theirs = Link.objects.filter(
        enquiry=rows[0], contact__channel=Channel.API, contact__external_id__startswith=_begins(partner)
    )
    return _handed(Enquiry.objects.get(pk=rows[0])) if theirs.exists() else None


def _handed(own: Enquiry) -> Handed:
    kept = kept_question(own)
    return Handed(
        reference=reference_of(own.pk),
        state=EnquiryState(own.state),
        asked_at=own.opened_at,
        due_at=own.due_at,
        answered_at=kept.answered_at if kept.pk != own.pk or own.state == EnquiryState.ANSWERED else None,
        place=place_of(kept),
    )


def _external(partner: str, key: str) -> str:
    return _begins(partner) + sha256(key.encode()).hexdigest()


def _begins(partner: str) -> str:
    return sha256(partner.encode()).hexdigest()[:24] + ":"
