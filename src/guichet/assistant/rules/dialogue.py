"""What is answered to a message: state in, reply out. Pure: whoever calls it brings what finds articles."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from guichet.assistant.rules.following import after
from guichet.assistant.rules.parts import Found, heard
from guichet.assistant.rules.pieces import (
    Cited,
    InLanguage,
    LeadsTo,
    Offered,
    OwnFiles,
    PersonOffered,
    Piece,
    Sentence,
    cited_in,
)
from guichet.assistant.rules.understanding import MOST_QUESTIONS, Said
from guichet.assistant.terms import FIRST_OF, Meant, Outcome, Page, Say

# Which article says it where the person’s words are not to be looked up.
SAFE = "privacy-safe"
DECIDING = "status-eligibility"
LANGUAGES = "contact-language"
IN_PERSON = "contact-in-person"
# What speaks of how somebody is reached: who is signed in changes it at once.
CONTACTS = ("change-address", "account-messages")
MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Knows:
    """What the dialogue may ask of what is known: find articles, their titles, to which others an article leads, which
    speak of one’s own file, and the plain words of all titles."""

    find: Callable[[str], Found]
    title: Callable[[str], str]
    leads_to: Callable[[str], Collection[str]]
    shows_file: Callable[[str], bool]
    is_shown: Callable[[str], bool]
    words: Callable[[], frozenset[str]] = frozenset


@dataclass(frozen=True, slots=True)
class State:
    """How far a conversation is: the article it was last about, what was last asked in full, and who reads."""

    subject: str = ""
    asked: str = ""
    is_signed_in: bool = False
    has_files: bool = False
    # A file of the reader’s that the message names.
    number: str = ""
    # The code of the language, where the message is in neither official one.
    other_language: str = ""
    removed: bool = False
    offer_from: float = 0.05


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: pieces, what became of it, and what the conversation is about from now on."""

    pieces: tuple[Piece, ...]
    outcome: Outcome
    subject: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    pieces: tuple[Piece, ...]
    outcome: Outcome
    subject: str = ""
    confidence: float = 0.0


_FIXED = {
    Meant.GREETING: Say.GREETING,
    Meant.THANKS: Say.THANKS,
    Meant.BYE: Say.BYE,
    Meant.HOW_ARE_YOU: Say.HOW_ARE_YOU,
    Meant.WHO_ARE_YOU: Say.WHO_ARE_YOU,
    Meant.AGREED: Say.AGREED,
    Meant.NOTHING: Say.NOTHING,
}


def reply_to(said: Sequence[Said], state: State, knows: Knows) -> Reply:
    """Return the reply to a message that was understood as these parts."""
    asked = [one for one in said if one.meant is Meant.QUESTION]
    dropped = asked[MOST_QUESTIONS:]
    parts: list[_Part] = []
    for one in said:
        if any(one is each for each in dropped):
            continue
        given = {name for part in parts for name in cited_in(part.pieces)}
        part = _part(one, state, knows, given, alone=len(said) == 1)
        if one.meant is Meant.QUESTION and not (state.asked and one.leans):
            # What follows in the same message leans on this: "How much is a visa? And for my wife?"
            state = replace(state, asked=one.text, subject=part.subject)
        # Two questions that one article answers are answered once.
        if part.subject in given:
            continue
        parts.append(part)
    parts = _as_one(asked[:MOST_QUESTIONS], parts, state, knows)
    pieces: list[Piece] = [Sentence(Say.REMOVED)] if state.removed else []
    if dropped:
        pieces.append(Sentence(Say.FIRST_ONES))
    pieces += [piece for part in parts for piece in part.pieces]
    about = next((part for part in reversed(parts) if part.subject), None)
    return Reply(
        pieces=tuple(dict.fromkeys(pieces)),
        outcome=min((part.outcome for part in parts), key=FIRST_OF.index),
        subject=about.subject if about else state.subject,
        confidence=about.confidence if about else max((part.confidence for part in parts), default=0.0),
    )


def _as_one(asked: Sequence[Said], parts: list[_Part], state: State, knows: Knows) -> list[_Part]:
    """Return the parts; several questions none of which is answered by itself are one, and asked as one."""
    open_ones = [part for part in parts if part.outcome in {Outcome.UNSURE, Outcome.UNANSWERED}]
    if len(open_ones) < 2 or len(open_ones) < len(asked):
        return parts
    whole = _question(Said(Meant.QUESTION, " ".join(one.text for one in asked)), state, knows, alone=True)
    if whole.outcome is Outcome.UNSURE:
        each = [one.articles for part in open_ones for one in part.pieces if isinstance(one, Offered)]
        firsts = [name for names in zip_longest(*each) for name in names if name]
        likely = tuple(dict.fromkeys(firsts))[:MOST_OFFERED]
        whole = replace(whole, pieces=(Sentence(Say.UNSURE), Offered(likely), PersonOffered())) if likely else whole
    return [*(part for part in parts if part not in open_ones), whole]


def chosen(article: str, state: State, knows: Knows) -> Reply:
    """Return the reply to somebody who chose one of the articles that were offered."""
    return Reply(tuple(_answer(article, state, knows)), Outcome.ANSWERED, subject=article, confidence=1.0)


def _part(one: Said, state: State, knows: Knows, given: Collection[str], *, alone: bool) -> _Part:
    match one.meant:
        case Meant.SELF_HARM:
            return _Part((Sentence(Say.SELF_HARM), PersonOffered()), Outcome.DANGER)
        case Meant.VIOLENCE:
            return _Part((Sentence(Say.DANGER), *_cited(SAFE, knows), PersonOffered()), Outcome.DANGER, subject=SAFE)
        case Meant.ATTACK:
            return _Part((Sentence(Say.NOT_PLAYING),), Outcome.REFUSED)
        case Meant.PERSON:
            return _Part((Sentence(Say.PERSON), PersonOffered()), Outcome.PERSON)
        case Meant.BOOKING:
            return _booking(one, knows)
        case Meant.PREDICTION:
            return _Part((Sentence(Say.CANNOT_FORESEE), *_cited(DECIDING, knows)), Outcome.FORESEEN)
        case Meant.ABUSE:
            return _Part((Sentence(Say.CALM), PersonOffered()), Outcome.CALMED)
        case Meant.OTHER_LANGUAGE:
            said = (InLanguage(state.other_language), Sentence(Say.LANGUAGES))
            return _Part((*said, *_cited(LANGUAGES, knows), PersonOffered()), Outcome.OTHER_LANGUAGE)
        case Meant.QUESTION:
            return _question(one, state, knows, given, alone=alone)
        case _:
            return _Part((Sentence(_FIXED[one.meant]),), Outcome.SMALL_TALK)


def _booking(one: Said, knows: Knows) -> _Part:
    """Return what can be done about an appointment today: where it is done, and a person who does it with them."""
    found = heard(one.text, knows.find)
    article = found.ranked[0].article_id if found.answered and found.ranked else IN_PERSON
    pages = _cited(article, knows) or (LeadsTo(Page.CONTACT),)
    return _Part((Sentence(Say.BOOKING), *pages, PersonOffered()), Outcome.PERSON, subject=article)


def _question(one: Said, state: State, knows: Knows, given: Collection[str] = (), *, alone: bool) -> _Part:
    """Return the answer to one question; `given` are articles with which the same message was answered already."""
    found = _found(one, state, knows)
    if found.answered and found.ranked:
        best = found.ranked[0].article_id
        pieces = tuple(_answer(best, state, knows))
        return _Part(pieces, Outcome.ANSWERED, subject=best, confidence=found.confidence)
    if state.number:
        return _Part((Sentence(Say.YOUR_FILE), OwnFiles(state.number)), Outcome.ANSWERED)
    probable = [match.article_id for match in found.ranked if match.probability >= state.offer_from]
    likely = [article for article in probable if article not in given][:MOST_OFFERED]
    if likely:
        say = Say.UNSURE if alone else Say.PART_UNSURE
        pieces = (Sentence(say), Offered(tuple(likely)), PersonOffered())
        return _Part(pieces, Outcome.UNSURE, confidence=found.confidence)
    say = Say.UNKNOWN if alone else Say.PART_UNKNOWN
    return _Part((Sentence(say), PersonOffered()), Outcome.UNANSWERED, confidence=found.confidence)


def _found(one: Said, state: State, knows: Knows) -> Found:
    """Return what is found for a question: by its words alone, or with what was asked before where it leans on that."""
    alone = heard(one.text, knows.find)
    if not (one.leans and state.asked):
        return alone
    return after(alone, knows.find(f"{state.asked} {one.text}"), leads_to=knows.leads_to(state.subject))


def _answer(article: str, state: State, knows: Knows) -> list[Piece]:
    """Return an article as an answer, with the reader’s own file beside it where it speaks of that."""
    pieces: list[Piece] = list(_cited(article, knows))
    if knows.shows_file(article):
        if not state.is_signed_in:
            pieces += [Sentence(Say.SIGN_IN), LeadsTo(Page.SIGN_IN)]
        elif state.has_files:
            say = Say.YOUR_FILE if state.number else Say.YOUR_FILES
            # What is theirs comes first: it answers more than any page.
            pieces = [Sentence(say), OwnFiles(state.number), *pieces]
        else:
            pieces += [Sentence(Say.NO_FILE), LeadsTo(Page.LINK)]
    if article in CONTACTS and state.is_signed_in:
        pieces.append(LeadsTo(Page.CONTACTS))
    return pieces


def _cited(article: str, knows: Knows) -> tuple[Piece, ...]:
    return (Cited(article),) if knows.is_shown(article) else ()
