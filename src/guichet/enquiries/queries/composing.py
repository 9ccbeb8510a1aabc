"""What an answer may be made of: approved words filled from the file, and what the file and the catalogue say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localtime

from guichet.applications.queries import FileStatus, FileSummary
from guichet.clients.queries import ClientFacts, Serving
from guichet.enquiries.answering import policy
from guichet.enquiries.queries.canonical import said_today
from guichet.enquiries.queries.facts import EnquiryFacts
from guichet.enquiries.rules.composing import Block, composed, filled, usable
from guichet.enquiries.rules.disagreeing import Known, known_from
from guichet.foundation.dates import long_date, money
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.knowledge.queries import Published, published
from guichet.knowledge.rules import plain
from guichet.processing_times.queries import file_status_in_both
from guichet.programs.queries import catalogue
from guichet.standards.queries import standard_for, time_in_words


@dataclass(frozen=True, slots=True)
class Words:
    """What an answer to one question may be made of, in one language."""

    language: Language
    blocks: tuple[Block, ...]
    given: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    def of(self, code: str) -> str:
        """Return the words of a block, filled in; empty for one that cannot be said here."""
        return next((filled(one, self.language, self.given) for one in self.blocks if one.code == code), "")

    def draft(self, answer: str) -> str:
        """Return a first draft around an approved answer, or around nothing."""
        return composed(self.blocks, self.language, self.given, reason=self.reason, answer=answer)


def file_meant(one: EnquiryFacts, files: Sequence[FileSummary]) -> str:
    """Return the number of the file that a question is about, where that is plain; else empty.

    The only one that they name; else the only open one of its program; else the only open one.
    """
    words = " ".join(f"{each.subject} {each.text}" for each in one.contacts)
    for found in (
        [file for file in files if file.number in words],
        [file for file in files if file.decided_at is None and one.program and file.program_code == one.program],
        [file for file in files if file.decided_at is None],
    ):
        if len(found) == 1:
            return found[0].number
    return ""


def words_for(
    one: EnquiryFacts,
    language: Language,
    *,
    client: ClientFacts | None,
    known: Serving | None,
    files: Sequence[FileSummary],
    viewer: Viewer,
    now: datetime,
) -> Words:
    """Return the approved words that fit a question, filled from the file as its client reads it. Three queries."""
    today = localtime(now).date()
    given = {"question": one.reference}
    if known and known.greeting:
        given["greeting"] = known.greeting
    names = [*(known.names_used if known else ()), *(client.names if client else ())]
    # In the script of the answer where they have a name in it.
    names.sort(key=lambda name: name.script != "LATIN")
    if names:
        given["name"] = names[0].text
    number = file_meant(one, files) if client else ""
    if number:
        given |= _of_file(file_status_in_both(number, viewer=viewer, now=now)[language], language)
    found = published(one.topic, on=today) if one.topic else None
    reason = policy.reason_for(found.article.topic.value, today) if found else ""
    return Words(language, usable(policy.blocks(today), language, given), given, reason)


def known_of(
    one: EnquiryFacts, *, article: str, client: ClientFacts | None, files: Sequence[FileSummary], viewer: Viewer,
    now: datetime,
) -> Known:  # fmt: skip
    """Return what the file, the approved answer and the catalogue say, in both languages, to hold a draft against.

    Of somebody who is no client as far as we know nothing of a file is known: each number of one is marked.
    """
    today = localtime(now).date()
    found = published(article or one.topic, on=today) if article or one.topic else None
    texts = [text for language in Language for text in _approved(found, language, today)]
    days = {today, localtime(one.opened_at).date(), localtime(one.due_at).date()}
    numbers = {one.reference, *one.also}
    programs = {one.program} if one.program else set[str]()
    if client is not None:
        numbers |= {client.uci, *client.also_uci}
        for file in files:
            numbers.add(file.number)
            programs.add(file.program_code)
            for said in file_status_in_both(file.number, viewer=viewer, now=now).values():
                texts += _sentences(said)
                days |= _days(said)
    for program in sorted(programs):
        texts += _catalogue(program, today)
    return known_from(texts, days=days, numbers=numbers)


def _of_file(file: FileStatus, language: Language) -> dict[str, str]:
    return {
        "number": file.number,
        "program": file.program,
        "received": long_date(localtime(file.received_at).date(), language),
        "status": file.happening,
        "when": file.expected.headline,
        "needed": file.to_do.sentence if file.to_do else "",
    }


def _approved(found: Published | None, language: Language, on: date) -> list[str]:
    if found is None:
        return []
    return [said_today(found, language, on=on).text, plain(found.say(language).body)]


def _sentences(file: FileStatus) -> list[str]:
    said = [file.happening, file.next, file.needed, file.expected.headline, file.expected.text, file.expected.moved]
    said += [step.sentence for step in file.steps]
    said += [money(payment.amount, file.language) for payment in file.payments]
    if file.to_do:
        said += [file.to_do.sentence, *file.to_do.points]
    if file.decision:
        said += [file.decision.sentence, file.decision.next, *(review.how for review in file.decision.reviews)]
    return said


def _days(file: FileStatus) -> set[date]:
    moments = [file.received_at, file.since, file.latest_at, *(step.at for step in file.steps)]
    moments += [section.since for section in file.sections]
    moments += [payment.paid_at for payment in file.payments]
    if file.decision:
        moments.append(file.decision.decided_at)
    expected = file.expected
    days = [expected.start, expected.first_end, expected.end, expected.range_first, expected.range_middle]
    days += [expected.range_last, file.to_do.due_on if file.to_do else None]
    for document in file.documents:
        days.append(document.due_on)
        moments += [document.requested_at, document.received_at]
    return {localtime(moment).date() for moment in moments if moment} | {day for day in days if day}


def _catalogue(program: str, on: date) -> list[str]:
    """Return the fees and the standard of a program, in words of both languages."""
    known = catalogue()
    if program not in known.program_rows:
        return []
    texts = []
    promise = standard_for(program, on)
    for language in Language:
        texts += [money(fee.amount, language) for fee in known.fees_of(known.program(program), on)]
        if promise:
            texts.append(time_in_words(promise, language))
    return texts
