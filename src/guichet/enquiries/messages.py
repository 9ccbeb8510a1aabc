"""E-mails to people who asked and have no account: owed because of an entry, put into words and sent by a job."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from guichet.enquiries.actions.returning import note_not_arrived
from guichet.enquiries.events import (
    EnquiryAddedTo,
    EnquiryAnswered,
    EnquiryEvent,
    EnquiryOpened,
    EnquiryPaused,
    EnquiryReopened,
)
from guichet.enquiries.models import Answer, Contact, Enquiry, Joined, Link, Message, Pause
from guichet.enquiries.policy import limits, pause
from guichet.enquiries.queries.facts import kept_question
from guichet.enquiries.queries.places import place_of
from guichet.enquiries.rules import named, reference_of
from guichet.enquiries.terms import AskerKind, MessageKind, WhyReturned
from guichet.enquiries.wording import in_line
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel as Way
from guichet.notices.gateways import Carrier, NotTaken, Outgoing, Refused
from guichet.notices.gateways.smtp import message_id
from guichet.notices.terms import Fault, Medium

SEND = "enquiries.send_message"
KINDS = {
    EnquiryOpened.kind: MessageKind.RECEIPT,
    EnquiryReopened.kind: MessageKind.RECEIPT,
    EnquiryAddedTo.kind: MessageKind.ADDED,
    EnquiryAnswered.kind: MessageKind.ANSWER,
    EnquiryPaused.kind: MessageKind.ASKED,
}
# These two are sent by themselves to whatever address wrote: so many a day, that machines do not write to each other.
_BY_ITSELF = (MessageKind.RECEIPT, MessageKind.ADDED)
_DAY = timedelta(days=1)


def owe_messages(kind: str, happened: Sequence[Happened[EnquiryEvent]]) -> int:
    """Owe an e-mail to each sender with an e-mail address and no account; return how many. Twice the same, once."""
    owed: list[Message] = []
    for one in happened:
        for contact in _whom(one.event):
            if KINDS[kind] in _BY_ITSELF and _had_enough(contact, one.entry.recorded_at):
                continue
            reference = uuid4()
            owed.append(
                Message(
                    enquiry_id=one.event.enquiry,
                    contact_id=contact.pk,
                    kind=KINDS[kind],
                    entry_id=one.entry.pk,
                    reference=reference,
                    named=named(message_id(str(reference))),
                    queued_at=one.entry.recorded_at,
                )
            )
    before = set(Message.objects.filter(entry_id__in={one.entry.pk for one in happened}).values_list("pk", flat=True))
    Message.objects.bulk_create(owed, ignore_conflicts=True)
    new = Message.objects.filter(reference__in=[one.reference for one in owed]).exclude(pk__in=before)
    numbers = list(new.values_list("pk", flat=True))
    if numbers:
        jobs: list[dict[str, JSONValue]] = [{"message": each} for each in numbers]
        app.configure_task(SEND, queue=str(Medium.EMAIL)).batch_defer(*jobs)
    return len(numbers)


def send_message(message_number: int, carrier: Carrier, clock: Callable[[], datetime]) -> bool:
    """Hand over what is owed, and note what came of it; return whether the carrier has it now.

    Sent already, given up, or to nobody any more: nothing is done. Raises NotTaken where it should be tried again.
    """
    with closing(carrier):
        row = Message.objects.select_related("enquiry", "contact__asker").filter(
            pk=message_number, sent_at=None, failed_at=None
        ).first()  # fmt: skip
        if row is None or row.contact.asker is None:
            return False
        waiting = Message.objects.filter(pk=row.pk, sent_at=None, failed_at=None)
        try:
            carrier.send(_worded(row, row.contact.asker.value, clock()))
        except Refused as refused:
            if not refused.permanent:
                raise
            with transaction.atomic():
                if waiting.update(failed_at=clock()):
                    why = WhyReturned.NO_ADDRESS if refused.fault is Fault.ADDRESS_REFUSED else WhyReturned.REFUSED
                    sent_by = Origin(actor="mail-server", channel=Way.SYSTEM, at=clock())
                    note_not_arrived(message_id=row.pk, why=why, code="", origin=sent_by)
            return False
        except NotTaken:
            raise
        waiting.update(sent_at=clock())
        return True


def _whom(event: EnquiryEvent) -> list[Contact]:
    """Return the contacts whose senders are to be told by e-mail: the latest of each sender."""
    by_email = Contact.objects.filter(asker__kind=AskerKind.EMAIL, client=None)
    match event:
        case EnquiryOpened():
            return list(by_email.filter(pk=event.first_contact))
        case EnquiryAddedTo() | EnquiryReopened():
            return list(by_email.filter(pk=event.added_contact))
    everyone = [
        event.enquiry,
        *Joined.objects.filter(kept=event.enquiry, undone_at=None).values_list("gone", flat=True),
    ]
    about = Link.objects.filter(enquiry__in=everyone, undone_at=None).values("contact")
    latest: dict[int | None, Contact] = {}
    for contact in by_email.filter(pk__in=about).order_by("received_at", "pk"):
        latest[contact.asker_id] = contact
    return list(latest.values())


def _had_enough(contact: Contact, at: datetime) -> bool:
    told = Message.objects.filter(
        contact__asker=contact.asker_id, kind__in=_BY_ITSELF, queued_at__gt=at - _DAY, queued_at__lte=at
    )
    return told.count() >= limits(localtime(at).date()).receipts_per_day


def _worded(row: Message, address: str, now: datetime) -> Outgoing:
    own, kept = _question_of(row)
    language = Language.of(own.language)
    with override(language):
        subject, paragraphs = _said(MessageKind(row.kind), own, kept, language, now)
        page = _("Your question and how it stands: %(address)s") % {"address": _page(own, language)}
        sent_by = _("Sent automatically by %(service)s, %(department)s.") % {
            "service": settings.SERVICE_NAME[language],
            "department": settings.DEPARTMENT_NAME[language],
        }
        # By it an answer to this message finds its question again.
        subject = f"{subject} [{reference_of(own.pk)}]"
    with override(language.other):
        other = _("This message in English: %(address)s") % {"address": _page(own, language.other)}
    return Outgoing(
        medium=Medium.EMAIL,
        address=address,
        language=language,
        reference=str(row.reference),
        subject=subject,
        text="\n\n".join([*paragraphs, page, other, sent_by]) + "\n",
    )


def _question_of(row: Message) -> tuple[Enquiry, Enquiry]:
    """Return the question of whoever is told, by whose number and key they know it, and the one it is answered with."""
    link = Link.objects.filter(contact=row.contact_id, undone_at=None).select_related("enquiry").first()
    own = link.enquiry if link else row.enquiry
    return own, kept_question(own)


def _said(kind: MessageKind, own: Enquiry, kept: Enquiry, language: Language, now: datetime) -> tuple[str, list[str]]:
    facts = {
        "number": reference_of(own.pk),
        "day": long_date(localtime(kept.due_at).date(), language),
        "since": long_date(localtime(own.opened_at).date(), language),
    }
    match kind:
        case MessageKind.RECEIPT:
            first = _("We have your question. Its number is %(number)s. You will hear from us by %(day)s.") % facts
            return _("We have your question"), [
                one for one in (first, in_line(place_of(kept), language), _answer_this()) if one
            ]
        case MessageKind.ADDED:
            first = _(
                "We have your question %(number)s since %(since)s. What you sent now was added to it. It keeps its "
                "place, and you will hear from us by %(day)s."
            )
            return _("We added this to your question"), [first % facts, _answer_this()]
        case MessageKind.ASKED:
            waits = Pause.objects.filter(enquiry=kept, ended_at=None).first()
            asked = waits.asked if waits and kept.client_id is None else ""
            told = pause(waits.reason, localtime(now).date()).sentence.say(language) if waits else ""
            first = _("To answer your question %(number)s we need something from you.") % facts
            return _("We need something from you"), [one for one in (first, asked, told, _answer_this()) if one]
        case MessageKind.ANSWER:
            return _said_of_answer(facts["number"], _answer(kept))


def answer_as_sent(reference: str, text: str, language: Language) -> tuple[str, list[str]]:
    """Return the subject and the paragraphs of the e-mail with an answer, for whoever looks at it before it goes."""
    with override(language):
        subject, paragraphs = _said_of_answer(reference, text)
    return f"{subject} [{reference}]", paragraphs


def _said_of_answer(reference: str, text: str) -> tuple[str, list[str]]:
    first = _("This is our answer to your question %(number)s.") % {"number": reference}
    return _("Our answer to your question"), [first, text, _answer_this()]


def _answer_this() -> str:
    return _("Something to add? Answer this message and leave the number in its subject.")


def _answer(enquiry: Enquiry) -> str:
    """Return the answer, where it says nothing of anybody’s file; else where it can be read."""
    if enquiry.client_id is not None:
        return _("It is about a file, so we do not send it by e-mail: it stands in the account of whoever the file is.")
    last = Answer.objects.filter(enquiry=enquiry).order_by("-pk").first()
    return last.text if last else ""


def _page(enquiry: Enquiry, language: Language) -> str:
    with override(language):
        return settings.SITE_URL + reverse("public:question", args=[enquiry.key])
