"""What a member’s office asked and was answered, as every door shows it: the office’s, the constituent’s, the desk’s.

One set of facts and one text, so that nobody has an advantage in what they know.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language

from guichet.design import parts
from guichet.design.dates import clock, local_day, long_day
from guichet.foundation.languages import Language, Text
from guichet.identity.terms import Disclosure
from guichet.mp_enquiries.queries import MpEnquiryFacts, WordsFacts, reasons, urgent_reasons
from guichet.mp_enquiries.terms import Lane, MpState, Said

# Not gettext: what all doors share belongs to no door’s catalogue.
WORDS = {
    "number": Text(en="Number", fr="Numéro"),
    "office": Text(en="Office", fr="Bureau"),
    "file": Text(en="File", fr="Dossier"),
    "about": Text(en="What it is about", fr="De quoi il s’agit"),
    "how": Text(en="How it is answered", fr="Mode de réponse"),
    "asked_on": Text(en="Asked on", fr="Demandé le"),
    "answer_by": Text(en="Answer by", fr="Réponse au plus tard le"),
    "consent": Text(en="Consent", fr="Consentement"),
    "stands_still": Text(
        en="The clock stands still until the office tells us what we asked.",
        fr="Le délai est suspendu jusqu’à ce que le bureau nous dise ce que nous lui avons demandé.",
    ),
    "day_and_hour": Text(en="{day}, {hour}", fr="{day}, {hour}"),
    "over": Text(en="It is over. Nothing is told any more.", fr="Il a pris fin. Plus rien n’est communiqué."),
    "case": Text(en="Also letters, documents and reasons", fr="Aussi les lettres, les documents et les motifs"),
    "status": Text(
        en="Only where the file stands, and what it waits for",
        fr="Seulement où en est le dossier et ce qu’il attend",
    ),
    "until": Text(en="{what}. Until {day}.", fr="{what}. Jusqu’au {day}."),
    "stopped": Text(
        en="This was stopped, since the consent is over", fr="Cette demande a pris fin avec le consentement"
    ),
    "stopped_so": Text(
        en="Nothing more is told about it. The constituent and the office were both told so.",
        fr="Plus rien n’est communiqué à ce sujet. La personne et le bureau en ont été informés.",
    ),
    "ended": Text(en="The consent for this file is over", fr="Le consentement donné pour ce dossier a pris fin"),
    "ended_so": Text(
        en="What was said before is not shown to the office any more.",
        fr="Ce qui a été dit auparavant n’est plus montré au bureau.",
    ),
    "no_answer": Text(en="No answer yet.", fr="Pas encore de réponse."),
    "said": Text(en="What was said", fr="Ce qui a été dit"),
    "the_office": Text(en="The office", fr="Le bureau"),
    "us": Text(en="We", fr="Nous"),
}
TAGS = {
    MpState.OPEN: parts.TagKind.INFO,
    MpState.WAITING: parts.TagKind.WARNING,
    MpState.ANSWERED: parts.TagKind.SUCCESS,
    MpState.WITHDRAWN: parts.TagKind.NEUTRAL,
    MpState.STOPPED: parts.TagKind.NEUTRAL,
}
OURS = {Said.ANSWERED, Said.ASKED_BACK}


def say(name: str, **facts: str) -> str:
    """Return one of these texts in the language that is switched on."""
    text = WORDS[name].say(Language.of(get_language()))
    for fact, value in facts.items():
        text = text.replace(f"{{{fact}}}", value)
    return text


def state_tag(one: MpEnquiryFacts) -> parts.Tag:
    """Return how far an enquiry is, in two words."""
    return parts.Tag(text=str(one.state.label), kind=TAGS[one.state])


def enquiry_rows(one: MpEnquiryFacts, language: Language) -> list[parts.SummaryRow]:
    """Return what is said of an enquiry: what it is about, by which lane, until when, and what the consent allows."""
    rows = [
        parts.SummaryRow(key=say("number"), value=one.reference),
        parts.SummaryRow(key=say("office"), value=one.office),
        parts.SummaryRow(key=say("file"), value=one.number),
        parts.SummaryRow(key=say("about"), value=about_in_words(one, language)),
        parts.SummaryRow(key=say("how"), value=lane_in_words(one, language)),
        parts.SummaryRow(key=say("asked_on"), value=long_day(local_day(one.opened_at))),
        parts.SummaryRow(key=say("answer_by"), value=due_in_words(one)),
        parts.SummaryRow(key=say("consent"), value=consent_in_words(one)),
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
        return say("stands_still")
    if not one.is_open:
        return ""
    day = long_day(local_day(one.due_at))
    if one.lane is Lane.PORTAL:
        return day
    return say("day_and_hour", day=day, hour=clock(one.due_at))


def consent_in_words(one: MpEnquiryFacts) -> str:
    """Return what the consent allows to be told, and until when."""
    if not one.consent:
        return say("over")
    sees = say("case" if Disclosure.CASE in one.sees else "status")
    if one.consent_until is None:
        return sees
    return say("until", what=sees, day=long_day(local_day(one.consent_until)))


def why_closed(one: MpEnquiryFacts) -> parts.NoticeBanner | None:
    """Return what to know of an enquiry that ended without an answer."""
    if one.state is MpState.STOPPED:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=say("stopped"),
            body=say("stopped_so"),
        )
    if not one.consent:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=say("ended"),
            body=say("ended_so"),
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
            or [parts.Paragraphs(texts=[say("no_answer")])],
        )
        for asked, ours in _turns(one.words)
        for text, spoken in [asked.say(language)]
    ]
    if not exchanges:
        return None
    return parts.Thread(label=say("said"), you=say("the_office"), us=say("us"), exchanges=exchanges)


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
    return say("day_and_hour", day=long_day(local_day(one.slot_at)), hour=clock(one.slot_at))
