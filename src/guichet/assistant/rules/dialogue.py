"""What is answered to a message: state in, reply out. Pure: whoever calls it brings what finds articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

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
CONTACTS = "change-address"
MOST_OFFERED = 3
# How much what was said before counts beside the words alone, where a message leans on it.
BEFORE_COUNTS = 0.6


class Candidate(Protocol):
    """An article that may answer, and how probable it is that it does."""

    @property
    def article_id(self) -> str: ...

    @property
    def probability(self) -> float: ...


class Found(Protocol):
    """What finding gives for a text: the likeliest first, how sure it is, and whether that is sure enough."""

    @property
    def ranked(self) -> Sequence[Candidate]: ...

    @property
    def confidence(self) -> float: ...

    @property
    def answered(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Knows:
    """What the dialogue may ask of what is known: find articles, their titles, and which speak of one’s own file."""

    find: Callable[[str], Found]
    title: Callable[[str], str]
    shows_file: Callable[[str], bool]
    is_shown: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class State:
    """How far a conversation is: what it was last about, and who reads, as far as it matters."""

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
    asked: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    pieces: tuple[Piece, ...]
    outcome: Outcome
    subject: str = ""
    asked: str = ""
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
    dropped = set(map(id, asked[MOST_QUESTIONS:]))
    parts: list[_Part] = []
    for one in said:
        if id(one) in dropped:
            continue
        part = _part(one, state, knows, alone=len(said) == 1)
        # Two questions that one article answers are answered once.
        if part.subject and any(part.subject in cited_in(before.pieces) for before in parts):
            continue
        parts.append(part)
    pieces: list[Piece] = [Sentence(Say.REMOVED)] if state.removed else []
    if dropped:
        pieces.append(Sentence(Say.FIRST_ONES))
    pieces += [piece for part in parts for piece in part.pieces]
    about = next((part for part in reversed(parts) if part.subject), None)
    return Reply(
        pieces=tuple(dict.fromkeys(pieces)),
        outcome=min((part.outcome for part in parts), key=FIRST_OF.index),
        subject=about.subject if about else state.subject,
        asked=about.asked if about else state.asked,
        confidence=about.confidence if about else 0.0,
    )


def chosen(article: str, state: State, knows: Knows) -> Reply:
    """Return the reply to somebody who chose one of the articles that were offered."""
    return Reply(tuple(_answer(article, state, knows)), Outcome.ANSWERED, subject=article, asked=knows.title(article),
                 confidence=1.0)  # fmt: skip


def _part(one: Said, state: State, knows: Knows, *, alone: bool) -> _Part:
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
            return _question(one, state, knows, alone=alone)
        case _:
            return _Part((Sentence(_FIXED[one.meant]),), Outcome.SMALL_TALK)


def _booking(one: Said, knows: Knows) -> _Part:
    found = knows.find(one.text)
    pieces = _cited(found.ranked[0].article_id, knows) if found.answered and found.ranked else ()
    return _Part((*pieces, Sentence(Say.BOOKING), PersonOffered()), Outcome.PERSON)


def _question(one: Said, state: State, knows: Knows, *, alone: bool) -> _Part:
    found = _found(one, state, knows)
    if found.answered and found.ranked:
        best = found.ranked[0].article_id
        pieces = tuple(_answer(best, state, knows))
        return _Part(pieces, Outcome.ANSWERED, subject=best, asked=one.text, confidence=found.confidence)
    if state.number:
        return _Part((Sentence(Say.YOUR_FILE), OwnFiles(state.number)), Outcome.ANSWERED, asked=one.text)
    likely = [match.article_id for match in found.ranked[:MOST_OFFERED] if match.probability >= state.offer_from]
    if likely:
        pieces = (Sentence(Say.UNSURE), Offered(tuple(likely)), PersonOffered())
        return _Part(pieces, Outcome.UNSURE, confidence=found.confidence)
    say = Say.UNKNOWN if alone else Say.PART_UNKNOWN
    return _Part((Sentence(say), PersonOffered()), Outcome.UNANSWERED, confidence=found.confidence)


@dataclass(frozen=True, slots=True)
class _Weighed:
    article_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class _Both:
    ranked: tuple[_Weighed, ...]
    confidence: float
    answered: bool


def _found(one: Said, state: State, knows: Knows) -> Found:
    """Return what is found for a question: by its words alone, or with what was said before where it leans on that."""
    alone = knows.find(one.text)
    if not (one.leans and state.subject):
        return alone
    joined = knows.find(f"{knows.title(state.subject)}. {one.text}")
    return weighed(alone, joined)


def weighed(alone: Found, joined: Found) -> Found:
    """Return the better of two findings for words that lean on what was said: alone, and with it.

    Where one of them is sure and the other is not, it holds; of two that are sure and differ, the one of which both
    together think more.
    """
    if not (alone.ranked and joined.ranked) or alone.answered != joined.answered:
        return joined if joined.answered or not alone.ranked else alone
    scores: dict[str, float] = {}
    for share, found in ((1 - BEFORE_COUNTS, alone), (BEFORE_COUNTS, joined)):
        for match in found.ranked:
            scores[match.article_id] = scores.get(match.article_id, 0.0) + share * match.probability
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return _Both(
        tuple(_Weighed(name, score) for name, score in ranked),
        max(alone.confidence, joined.confidence),
        answered=joined.answered,
    )


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
    if article == CONTACTS and state.is_signed_in:
        pieces.append(LeadsTo(Page.CONTACTS))
    return pieces


def _cited(article: str, knows: Knows) -> tuple[Piece, ...]:
    return (Cited(article),) if knows.is_shown(article) else ()
