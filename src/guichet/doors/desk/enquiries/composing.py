"""Writing an answer: a first draft from approved words, what differs from the file, and what is to be sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.enquiries.beside import Beside
from guichet.doors.desk.enquiries.forms import CODES, AnswerForm
from guichet.doors.desk.enquiries.suggesting import Suggested
from guichet.doors.entrance import Visit
from guichet.doors.questions import QuestionParts
from guichet.enquiries.actions import Confirmed
from guichet.enquiries.messages import answer_as_sent
from guichet.enquiries.queries import (
    AnswerFacts,
    EnquiryFacts,
    OutgoingFacts,
    Words,
    codes_proposed,
    known_of,
    words_for,
)
from guichet.enquiries.rules.coding import Codes, Demand, sound
from guichet.enquiries.rules.disagreeing import Mark, Sort, marks
from guichet.enquiries.terms import EnquiryState, OutgoingAct
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.language.plain import HARDEST_GRADE, Kind, Report, check

MOST_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was looked at: what in it differs from the file, and how plain it is."""

    text: str
    language: Language
    act: OutgoingAct
    marks: Sequence[Mark]
    report: Report


def words_of(visit: Visit, one: EnquiryFacts, found: Beside, language: Language) -> Words:
    """Return the approved words that fit this question."""
    return words_for(
        one,
        language,
        client=found.client,
        known=found.known,
        files=found.files,
        viewer=visit.viewer,
        now=visit.origin.at,
    )


def form_for(visit: Visit, words: Words, data: Any = None, **more: Any) -> AnswerForm:
    """Return the form for this reader and these words."""
    return AnswerForm(data, blocks=words.blocks, reader=visit.language, on=local_day(visit.origin.at), **more)


def proposal(visit: Visit, found: Beside, words: Words, given: Mapping[str, Any]) -> Codes:
    """Return what the question was for, as the machine proposes it."""
    codes = codes_proposed(words.reason, found.around, now=visit.origin.at)
    about = str(given.get("article") or "") if codes.cause == "PAGE" else codes.about
    return replace(codes, about=about)


def confirmed(given: Mapping[str, Any], offered: Codes) -> Confirmed | None:
    """Return what a person says the question was for; None where they said nothing."""
    if not given.get("reason") or not given.get("demand"):
        return None
    said = sound(
        Codes(
            given["reason"], Demand(given["demand"]), given["cause"], given["about"] or "", resolved=given["resolved"]
        )
    )
    return Confirmed(said, changed=said != offered)


def fresh_form(
    visit: Visit, one: EnquiryFacts, suggested: Suggested | None, outgoing: OutgoingFacts | None, words: Words
) -> AnswerForm:
    """Return the form with a first draft, or with what was written and not sent."""
    initial: dict[str, Any] = {
        "language": words.language,
        "text": words.draft(suggested.both[words.language].text if suggested else ""),
        "article": suggested.article if suggested else "",
        "version": suggested.version if suggested else 0,
        **read_so_far(one),
    }
    if outgoing and "in" not in visit.GET:
        initial |= {
            "act": outgoing.act,
            "language": outgoing.language,
            "text": outgoing.text,
            "article": outgoing.article,
            "version": outgoing.version,
            "stays": outgoing.stays,
        }
    return form_for(visit, words, initial=initial).without("stays", *CODES)


def read_so_far(one: EnquiryFacts) -> dict[str, int]:
    """Return what whoever sees this page has read: what comes after must be read before anything is sent."""
    return {"seen": max((each.contact_id for each in one.contacts), default=0), "contacts": len(one.contacts)}


def looked_at(visit: Visit, one: EnquiryFacts, found: Beside, given: Mapping[str, Any]) -> Draft:
    """Return a draft with what differs from the file and what is not plain."""
    text, language = str(given["text"]), Language.of(given["language"])
    known = known_of(
        one,
        article=str(given.get("article") or ""),
        client=found.client,
        files=found.files,
        viewer=visit.viewer,
        now=visit.origin.at,
    )
    return Draft(text, language, OutgoingAct(given["act"]), marks(text, known), check(text, language, Kind.GUIDANCE))


def digest(draft: Draft) -> str:
    """Return what tells whether what is sent is what was shown."""
    return sha256(f"{draft.act}\n{draft.language}\n{draft.text}".encode()).hexdigest()


def checks(visit: Visit, draft: Draft) -> list[parts.Part]:
    """Return what is said of a draft: what differs from the file first, then its words."""
    shown: list[parts.Part] = []
    if draft.marks:
        count = len(draft.marks)
        shown.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING,
                title=ngettext(
                    "%(n)s thing does not stand in the file or in what is approved.",
                    "%(n)s things do not stand in the file or in what is approved.",
                    count,
                )
                % {"n": count},
                body=parts.Bullets(items=[mark_words(one) for one in draft.marks]),
            )
        )
    report, language = draft.report, visit.language
    grade = number(round(report.grade, 1), language)
    said = _("Most people read this at once: grade %(grade)s.") if report.is_easy else _(
        "This is harder than it need be: grade %(grade)s, and %(most)s at most."
    )  # fmt: skip
    items: list[parts.Content] = [said % {"grade": grade, "most": number(int(HARDEST_GRADE), language)}]
    if report.findings:
        items.append(
            parts.Bullets(
                items=[
                    f"{finding.message.say(language)} ({finding.excerpt})"
                    for finding in report.findings[:MOST_FINDINGS]
                ]
            )
        )
    shown.append(parts.Section(title=_("The words"), level=3, items=items))
    return shown


def mark_words(mark: Mark) -> str:
    """Return what is said of one mark."""
    said = {
        Sort.DAY: _("“%(words)s”: no such day in the file. Is it right?"),
        Sort.AMOUNT: _("“%(words)s”: no such amount among the fees and payments. Is it right?"),
        Sort.LENGTH: _("“%(words)s”: no such time in the file, the standards or the approved answer. Is it right?"),
        Sort.NUMBER: _("“%(words)s”: not a number of this person. Do not send it to them."),
        Sort.PRIVATE: _("“%(words)s”: such a number stands in no answer. Leave it out."),
    }[mark.sort]
    return said % {"words": mark.words}


def preview(visit: Visit, one: EnquiryFacts, draft: Draft) -> list[parts.Part]:
    """Return what they will read where they read it: on the page of their question, and by e-mail where it goes so."""
    now = visit.origin.at
    if draft.act is OutgoingAct.ASK:
        seen = replace(one, state=EnquiryState.WAITING, asked_for=draft.text, waits_for="MORE_FACTS", place=None,
                       latest_at=now)  # fmt: skip
    else:
        answer = AnswerFacts(0, draft.language, draft.text, "", now, "")
        seen = replace(one, state=EnquiryState.ANSWERED, answered_at=now, answers=(*one.answers, answer), place=None)
    seen = replace(seen, contacts=seen.contacts[-1:], answers=seen.answers[-1:])
    said = QuestionParts(seen, one.language, now)
    page: list[parts.Content] = [*said.stands]
    if said.thread and draft.act is OutgoingAct.ANSWER:
        page.append(said.thread)
    shown: list[parts.Part] = [parts.Section(id="preview", title=_("This is what they will read"), items=page)]
    if one.client_id is None and any("@" in each.address for each in one.contacts) and draft.act is OutgoingAct.ANSWER:
        subject, paragraphs = answer_as_sent(one.reference, draft.text, one.language)
        lines: list[parts.Content] = [line for text in [subject, *paragraphs] for line in text.splitlines() if line]
        shown.append(
            parts.DefinitionHint(term=_("As an e-mail"), body=parts.Paragraphs(texts=lines, language=one.language))
        )
    return shown
