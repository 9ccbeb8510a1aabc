"""What whoever answers sees around a question: what was said before by any way, and why they are likely to ask now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localtime

from guichet.applications.queries import FileSummary, TimelineLine, timeline
from guichet.enquiries.answering.policy import answering, weights_of_news
from guichet.enquiries.models import Answer, Asker, Contact, Link
from guichet.enquiries.queries.facts import EnquiryFacts
from guichet.enquiries.rules import reference_of
from guichet.enquiries.rules.likely import Likely, News, likely_reasons
from guichet.enquiries.terms import Channel, EnquiryState, ProofLevel
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.notices.terms import DeliveryStatus

# So much of the timeline is looked at: a person’s news of two months is seldom more.
NEWS_LOOKED_AT = 40
FIRST_WORDS = 160
# How else people got in touch, as the journal knows it: in the chat, by text.
OTHERWISE = ("handover.made", "text.received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An earlier contact of the same person, or from the same address: what was said, and what we answered to it."""

    contact_id: int
    enquiry_id: int
    reference: str
    state: EnquiryState
    channel: Channel
    proof: ProofLevel
    received_at: datetime
    language: Language
    words: str
    answered_at: datetime | None = None
    answer_language: Language | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LikelyNews:
    """News that may be why they ask."""

    line: TimelineLine
    likely: Likely


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a question: earlier contacts, and what they did otherwise or were told lately, the latest
    first; likely reasons.

    For somebody known by an address only there is no news, and what came from that address proves nobody.
    """

    before: tuple[Before, ...]
    told: tuple[TimelineLine, ...]
    likely: tuple[LikelyNews, ...]


def around(
    one: EnquiryFacts, *, files: Sequence[FileSummary], viewer: Viewer, language: Language, now: datetime
) -> Around:
    """Return what stands around a question that staff opened. Six queries at most. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed(f"enquiry:{one.enquiry_id}")
    rules = answering(localtime(now).date())
    if one.client_id is None:
        return Around(_before(one, _same_address(one), rules.before_shown), (), ())
    if not viewer.sees_whole(one.client_id):
        raise NotAllowed(f"enquiry:{one.enquiry_id}")
    theirs = Q(client__in=viewer.everyone_of(one.client_id))
    lines = timeline(viewer=viewer, language=language, client_id=one.client_id, limit=NEWS_LOOKED_AT).lines
    told = [line for line in lines if line.kind in OTHERWISE or (line.told and not line.kind.startswith("enquiry."))]
    return Around(
        _before(one, theirs, rules.before_shown),
        tuple(told[: rules.before_shown]),
        _likely(one, lines, files, now),
    )


def _likely(
    one: EnquiryFacts, lines: Sequence[TimelineLine], files: Sequence[FileSummary], now: datetime
) -> tuple[LikelyNews, ...]:
    today = localtime(now).date()
    programs: Mapping[str, str] = {file.number: file.program_code for file in files}
    words = " ".join(f"{each.subject} {each.text}" for each in one.contacts)
    news = [
        News(
            entry=line.entry,
            kind=line.kind,
            at=line.at,
            number=line.number,
            program=programs.get(line.number, ""),
            reached=_reached(line),
        )
        for line in lines
    ]
    ranked = likely_reasons(
        news,
        weights=weights_of_news(today),
        asked_at=one.latest_at,
        window=answering(today).news,
        program=one.program,
        named=[number for number in programs if number in words],
    )
    by_entry = {line.entry: line for line in lines}
    return tuple(LikelyNews(by_entry[each.entry], each) for each in ranked[:3])


def _reached(line: TimelineLine) -> bool | None:
    if line.told is None or not line.told.ways:
        return None
    return any(way.status != DeliveryStatus.FAILED for way in line.told.ways)


def _same_address(one: EnquiryFacts) -> Q:
    addresses = {each.address for each in one.contacts if each.address}
    if not addresses:
        return Q(pk__in=[])
    return Q(asker__in=list(Asker.objects.filter(value__in=addresses).values_list("pk", flat=True)), client=None)


def _before(one: EnquiryFacts, whose: Q, limit: int) -> tuple[Before, ...]:
    shown = [each.contact_id for each in one.contacts]
    rows = list(
        Contact.objects.filter(whose, automatic="")
        .exclude(pk__in=shown)
        .order_by("-received_at", "-pk")[:limit]
    )  # fmt: skip
    links = Link.objects.filter(contact__in=[row.pk for row in rows], undone_at=None).select_related("enquiry")
    by_contact = {link.contact_id: link.enquiry for link in links}
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(enquiry__in=set(by_contact.values())).order_by("answered_at", "id"):
        answers.setdefault(answer.enquiry_id, []).append(answer)
    found = []
    for row in rows:
        enquiry = by_contact.get(row.pk)
        if enquiry is None:
            continue
        said = next((each for each in answers.get(enquiry.pk, ()) if each.answered_at >= row.received_at), None)
        found.append(
            Before(
                contact_id=row.pk,
                enquiry_id=enquiry.pk,
                reference=reference_of(enquiry.pk),
                state=EnquiryState(enquiry.state),
                channel=Channel(row.channel),
                proof=ProofLevel(row.proof),
                received_at=row.received_at,
                language=Language.of(row.language),
                words=_first_words(row.text or row.subject),
                answered_at=said.answered_at if said else None,
                answer_language=Language.of(said.language) if said else None,
                answer=_first_words(said.text) if said else "",
            )
        )
    return tuple(found)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[: FIRST_WORDS - 1].rsplit(" ", 1)[0] + "…"
