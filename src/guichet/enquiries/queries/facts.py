"""A question as it is read: how it stands, what was said by whom, in the order in which it was said."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from guichet.enquiries.models import Answer, Contact, Enquiry, Joined, Link, Pause
from guichet.enquiries.queries.places import Place, expected_on, place_of
from guichet.enquiries.rules import reference_of
from guichet.enquiries.terms import Automatic, Channel, EnquiryState, Ground, ProofLevel
from guichet.foundation.languages import Language


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One contact. Empty words with `is_forgotten` are gone by rule."""

    contact_id: int
    channel: Channel
    received_at: datetime
    language: Language
    subject: str
    text: str
    history: str
    name: str
    # The address, number or handle it came from; empty for a client’s.
    address: str
    client_id: int | None
    proof: ProofLevel
    automatic: Automatic | None
    ground: Ground
    # The question that it was put to itself, where that was joined to the one that is read.
    enquiry_id: int
    files: int
    is_forgotten: bool


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One answer, as it was sent."""

    answer_id: int
    language: Language
    text: str
    article: str
    answered_at: datetime
    answered_by: str


@dataclass(frozen=True, slots=True)
class EnquiryFacts:
    """A question with what was said about it, as far as its reader may know it.

    `also` are the numbers of those with which it is answered together; `client_id` is whose file its answer is about.
    """

    enquiry_id: int
    reference: str
    key: UUID
    client_id: int | None
    state: EnquiryState
    channel: Channel
    language: Language
    opened_at: datetime
    due_at: datetime
    latest_at: datetime
    answered_at: datetime | None
    task_id: int | None
    topic: str
    program: str
    confidence: float | None
    is_sorted: bool
    place: Place | None
    expected_on: date | None
    contacts: tuple[ContactFacts, ...]
    answers: tuple[AnswerFacts, ...]
    also: tuple[str, ...]
    # What we asked whoever asked for, while we wait for it, and why the clock stands still.
    asked_for: str = ""
    waits_for: str = ""

    @property
    def is_over(self) -> bool:
        """Return whether nobody waits for an answer any more."""
        return self.state in {EnquiryState.ANSWERED, EnquiryState.SET_ASIDE}


def kept_question(row: Enquiry) -> Enquiry:
    """Return the question that one was joined to, or itself."""
    if row.state != EnquiryState.JOINED:
        return row
    joined = Joined.objects.filter(gone=row, undone_at=None).select_related("kept").first()
    return joined.kept if joined else row


def facts_of(row: Enquiry, *, now: datetime) -> EnquiryFacts:
    """Return a question as staff read it, with all that was joined to it. Six queries."""
    gone = list(Joined.objects.filter(kept=row, undone_at=None).order_by("gone").values_list("gone", flat=True))
    everyone = [row.pk, *gone]
    return _facts(row, row, now, everyone, also=gone, told=_answers(Q(enquiry__in=everyone)), waiting=_waiting(row))


def facts_for_asker(own: Enquiry, *, now: datetime, shared: Collection[int] = ()) -> EnquiryFacts:
    """Return a question as whoever asked it reads it: how that stands with which it is answered, and their own words.

    `shared` are those of the same person among the questions that were joined together; nobody reads a word of another
    person’s. What we said since it was joined was said to all of them, unless it is about somebody else’s file.
    """
    kept = kept_question(own)
    mine = sorted({own.pk, *shared})
    told = Q(enquiry__in=mine)
    waiting = _waiting(kept)
    if kept.pk not in mine and kept.client_id is not None:
        waiting = None
    elif kept.pk not in mine:
        since = Joined.objects.filter(gone=own, kept=kept, undone_at=None).values_list("joined_at", flat=True)[0]
        told |= Q(enquiry=kept, answered_at__gte=since)
        waiting = waiting if waiting and waiting.began_at >= since else None
    also = [number for number in mine if number != own.pk]
    return _facts(own, kept, now, mine, also=also, told=_answers(told), waiting=waiting)


def how_it_stands_only(own: Enquiry, *, now: datetime) -> EnquiryFacts:
    """Return how a question stands and no word of it, for whoever holds no more than the key of one about a file."""
    return _facts(own, kept_question(own), now, (), also=(), told=(), waiting=None)


def together_with(own: Enquiry) -> list[Enquiry]:
    """Return the questions that are answered together with one, itself among them."""
    kept = kept_question(own)
    joined = Joined.objects.filter(kept=kept, undone_at=None).select_related("gone").order_by("gone")
    return [kept, *(row.gone for row in joined)]


def _facts(
    own: Enquiry,
    kept: Enquiry,
    now: datetime,
    read: Collection[int],
    *,
    also: Sequence[int],
    told: tuple[AnswerFacts, ...],
    waiting: Pause | None,
) -> EnquiryFacts:
    place = place_of(kept)
    return EnquiryFacts(
        enquiry_id=own.pk,
        reference=reference_of(own.pk),
        key=own.key,
        client_id=kept.client_id,
        state=EnquiryState(kept.state),
        channel=Channel(own.channel),
        language=Language.of(own.language),
        opened_at=own.opened_at,
        due_at=kept.due_at,
        latest_at=kept.latest_at,
        answered_at=kept.answered_at,
        task_id=kept.task_id,
        topic=kept.topic,
        program=kept.program,
        confidence=kept.confidence,
        is_sorted=kept.sorted_at is not None,
        place=place,
        expected_on=expected_on(place, now) if place else None,
        contacts=_contacts(read),
        answers=told,
        also=tuple(reference_of(number) for number in also),
        asked_for=waiting.asked if waiting else "",
        waits_for=waiting.reason if waiting else "",
    )


def _waiting(row: Enquiry) -> Pause | None:
    if row.state != EnquiryState.WAITING:
        return None
    return Pause.objects.filter(enquiry=row, ended_at=None).first()


def _contacts(enquiry_ids: Collection[int]) -> tuple[ContactFacts, ...]:
    links = list(
        Link.objects.filter(enquiry__in=enquiry_ids, undone_at=None)
        .select_related("contact__asker")
        .order_by("contact__received_at", "contact")
    )
    files = _files([one.contact for one in links])
    return tuple(_contact(one.contact, one, files[one.contact_id]) for one in links)


def _files(contacts: Sequence[Contact]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    numbers = [one.pk for one in contacts]
    for contact_id in Contact.objects.filter(pk__in=numbers, attachments__isnull=False).values_list("pk", flat=True):
        found[contact_id] += 1
    return found


def _contact(row: Contact, link: Link, files: int) -> ContactFacts:
    return ContactFacts(
        contact_id=row.pk,
        channel=Channel(row.channel),
        received_at=row.received_at,
        language=Language.of(row.language),
        subject=row.subject,
        text=row.text,
        history=row.history,
        name=row.name,
        address=row.asker.value if row.asker else "",
        client_id=row.client_id,
        proof=ProofLevel(row.proof),
        automatic=Automatic(row.automatic) if row.automatic else None,
        ground=Ground(link.ground),
        enquiry_id=link.enquiry_id,
        files=files,
        is_forgotten=row.forgotten_at is not None,
    )


def _answers(which: Q) -> tuple[AnswerFacts, ...]:
    return tuple(
        AnswerFacts(row.pk, Language.of(row.language), row.text, row.article, row.answered_at, row.answered_by)
        for row in Answer.objects.filter(which).order_by("answered_at", "id")
    )
