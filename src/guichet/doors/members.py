"""What a member’s office asked and was answered, as every door shows it: the office’s, the constituent’s, the desk’s.

One set of facts and one text, so that nobody has an advantage in what they know.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import clock, local_day, long_day
from guichet.foundation.languages import Language
from guichet.identity.terms import Disclosure
from guichet.mp_enquiries.policy import reasons, urgent_reasons
from guichet.mp_enquiries.queries import MpEnquiryFacts, WordsFacts
from guichet.mp_enquiries.terms import Lane, MpState, Said

TAGS = {
    MpState.OPEN: parts.TagKind.INFO,
    MpState.WAITING: parts.TagKind.WARNING,
    MpState.ANSWERED: parts.TagKind.SUCCESS,
    MpState.WITHDRAWN: parts.TagKind.NEUTRAL,
    MpState.STOPPED: parts.TagKind.NEUTRAL,
}
OURS = {Said.ANSWERED, Said.ASKED_BACK}


def state_tag(one: MpEnquiryFacts) -> parts.Tag:
    """Return how far an enquiry is, in two words."""
    return parts.Tag(text=str(one.state.label), kind=TAGS[one.state])


def enquiry_rows(one: MpEnquiryFacts, language: Language) -> list[parts.SummaryRow]:
    """Return what is said of an enquiry: what it is about, by which lane, until when, and what the consent allows."""
    rows = [
        parts.SummaryRow(key=_("Number"), value=one.reference),
        parts.SummaryRow(key=_("Office"), value=one.office),
        parts.SummaryRow(key=_("File"), value=one.number),
        parts.SummaryRow(key=_("What it is about"), value=about_in_words(one, language)),
        parts.SummaryRow(key=_("How it is answered"), value=lane_in_words(one, language)),
        parts.SummaryRow(key=_("Asked on"), value=long_day(local_day(one.opened_at))),
        parts.SummaryRow(key=_("Answer by"), value=due_in_words(one)),
        parts.SummaryRow(key=_("Consent"), value=consent_in_words(one)),
    ]
    return [row for row in rows if row.value]


def about_in_words(one: MpEnquiryFacts, language: Language) -> str:
    """Return what an enquiry is about."""
    known = reasons(local_day(one.opened_at))
    return known[one.reason].say(language) if one.reason in known else one.reason


def lane_in_words(one: MpEnquiryFacts, language: Language) -> str:
    """Return by which lane an office is answered, and why it is urgent where it is."""
    if one.lane is Lane.URGENT:
        known = urgent_reasons(local_day(one.opened_at))
        why = known[one.urgent].say(language) if one.urgent in known else one.urgent
        return f"{one.lane.label} · {why}"
    if one.slot_at is not None:
        return f"{one.lane.label} · {_day_and_hour(one)}"
    return str(one.lane.label)


def due_in_words(one: MpEnquiryFacts) -> str:
    """Return by when an enquiry is answered; nothing once it is closed."""
    if one.state is MpState.WAITING:
        return _("The clock stands still until the office tells us what we asked.")
    if not one.is_open:
        return ""
    day = long_day(local_day(one.due_at))
    if one.lane is Lane.PORTAL:
        return day
    return _("%(day)s, %(hour)s") % {"day": day, "hour": clock(one.due_at)}


def consent_in_words(one: MpEnquiryFacts) -> str:
    """Return what the consent allows to be told, and until when."""
    if not one.consent:
        return _("It is over. Nothing is told any more.")
    sees = (
        _("Also letters, documents and reasons")
        if Disclosure.CASE in one.sees
        else _("Only where the file stands, and what it waits for")
    )
    if one.consent_until is None:
        return sees
    return _("%(what)s. Until %(day)s.") % {"what": sees, "day": long_day(local_day(one.consent_until))}


def why_closed(one: MpEnquiryFacts) -> parts.NoticeBanner | None:
    """Return what to know of an enquiry that ended without an answer."""
    if one.state is MpState.STOPPED:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=_("This was stopped, since the consent is over"),
            body=_("Nothing more is told about it. The constituent and the office were both told so."),
        )
    if not one.consent:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=_("The consent for this file is over"),
            body=_("What was said before is not shown to the office any more."),
        )
    return None


def thread(one: MpEnquiryFacts, language: Language) -> parts.Thread | None:
    """Return what was said, the office’s words each with ours that followed."""
    exchanges = [
        parts.Exchange(
            id=f"words-{asked.words_id}",
            asked=text,
            language="" if spoken is language else spoken,
            replies=[part for each in ours for part in _reply(each, language)]
            or [parts.Paragraphs(texts=[_("No answer yet.")])],
        )
        for asked, ours in _turns(one.words)
        for text, spoken in [asked.say(language)]
    ]
    if not exchanges:
        return None
    return parts.Thread(label=_("What was said"), you=_("The office"), us=_("Us"), exchanges=exchanges)


def _reply(one: WordsFacts, language: Language) -> Iterator[parts.Paragraphs]:
    text, spoken = one.say(language)
    lines: list[parts.Content] = [line for line in text.splitlines() if line.strip()]
    yield parts.Paragraphs(texts=lines, language="" if spoken is language else spoken)
    yield parts.Paragraphs(texts=[f"{one.said.label} · {long_day(local_day(one.said_at))}"])


def _turns(words: Sequence[WordsFacts]) -> list[tuple[WordsFacts, list[WordsFacts]]]:
    found: list[tuple[WordsFacts, list[WordsFacts]]] = []
    for each in words:
        if each.said in OURS and found:
            found[-1][1].append(each)
        else:
            found.append((each, []))
    return found


def _day_and_hour(one: MpEnquiryFacts) -> str:
    assert one.slot_at is not None
    return _("%(day)s, %(hour)s") % {"day": long_day(local_day(one.slot_at)), "hour": clock(one.slot_at)}
