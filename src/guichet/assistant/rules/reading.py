"""What a second reader is told of a message, and what is believed of its reply. Pure.

Told: words without numbers, addresses and names, as far as these can be known. Believed: up to three short questions,
which are looked up like anybody's; and only where everything asked is then surely answered by approved articles.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from guichet.assistant.rules.dialogue import Reply
from guichet.assistant.rules.phrases import Phrases, plain
from guichet.assistant.rules.pieces import cited_in
from guichet.assistant.rules.understanding import MOST_QUESTIONS, Said, read
from guichet.assistant.terms import Meant, Outcome
from guichet.foundation.languages import Language
from guichet.language.personal import masked, without_marks

LONGEST_QUESTION = 300
MOST_BEFORE = 3
# What our engine is not sure of: then a second reader may be asked.
UNSURE = (Outcome.UNSURE, Outcome.UNANSWERED)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a second reader gets it, what was asked before it, and the language of the page."""

    text: str
    before: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Understood:
    """What a second reader says is asked."""

    questions: tuple[str, ...]


def message_for(said: str, before: Sequence[str], language: Language, *, known: Collection[str]) -> Message:
    """Return what a second reader is told; `known` are plain words of the matter, which are nobody's name."""
    told = [without_names(without_marks(masked(one)), known) for one in (*before[-MOST_BEFORE:], said)]
    return Message(told[-1], tuple(told[:-1]), language)


def without_names(text: str, known: Collection[str]) -> str:
    """Return a text without words that begin with a capital and may be a name: all but those of the matter itself."""

    def word(found: re.Match[str]) -> str:
        one = found[0]
        return one if one[0].islower() or all(part in known for part in plain(one).split()) else "…"

    return _WORD.sub(word, text)


def understood_from(reply: Any) -> Understood:
    """Return what a reply says is asked. Raises ValueError for what is none."""
    found = reply["questions"] if isinstance(reply, dict) else None
    if not isinstance(found, list) or len(found) > MOST_QUESTIONS or not all(isinstance(one, str) for one in found):
        raise ValueError("no questions")
    questions = tuple(" ".join(one.split()) for one in found)
    if any(len(one) > LONGEST_QUESTION or not one.isprintable() or masked(one) != one for one in questions):
        raise ValueError("not questions")
    return Understood(questions)


def as_said(understood: Understood, phrases: Phrases) -> tuple[Said, ...]:
    """Return what is to be looked up: nothing but questions, none of which leans on another."""
    found = [read(one, phrases) for one in understood.questions if one]
    if any(len(parts) != 1 or parts[0].meant is not Meant.QUESTION for parts in found):
        return ()
    return tuple(Said(Meant.QUESTION, parts[0].text) for parts in found)


def surer(own: Reply, again: Reply) -> Reply:
    """Return the reply that holds: the second one only where it answers everything, and all that the first did."""
    is_more = again.outcome is Outcome.ANSWERED and set(cited_in(own.pieces)) <= set(cited_in(again.pieces))
    return again if is_more else own
