"""What somebody means: small talk, danger, a wish for a person, one question or several. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guichet.assistant.rules.parts import sentences
from guichet.assistant.rules.phrases import Phrases, plain
from guichet.assistant.terms import Meant

# More questions than these in one message: the first are answered, and it is said.
MOST_QUESTIONS = 3
FEWEST_WORDS = 2
# A message with no more words than these leans on what was said before, if anything was.
FEW_WORDS = 4
_JOINS = re.compile(r"\s*,?\s+(?:and also|and|also|plus|et aussi|et|puis|ainsi que)\s+", re.IGNORECASE)
# Anywhere in the message these come before any question in it.
_FIRST = (Meant.SELF_HARM, Meant.VIOLENCE, Meant.ATTACK)
_ANYWHERE = (Meant.PERSON, Meant.BOOKING, Meant.PREDICTION)
_WHOLE = (Meant.WHO_ARE_YOU, Meant.HOW_ARE_YOU, Meant.AGREED, Meant.THANKS, Meant.BYE, Meant.GREETING)
_AT_ENDS = (Meant.THANKS, Meant.BYE, Meant.GREETING)


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a message: what it means, and its text where it is a question."""

    meant: Meant
    text: str = ""
    # Whether it goes on from what was said before, as "and for my wife?" does.
    leans: bool = False


def read(text: str, phrases: Phrases, *, other_language: bool = False) -> tuple[Said, ...]:
    """Return what a message says, part by part: without personal information, in either official language.

    `other_language` says that it is written in neither; danger is heard all the same, where it has words for it.
    """
    words = plain(text)
    for meant in _FIRST:
        if phrases.says(meant, words):
            return (Said(meant, text),)
    if not re.search(r"[^\W\d_]", words):
        return (Said(Meant.NOTHING),)
    if other_language:
        return (Said(Meant.OTHER_LANGUAGE, text),)
    found = [_said(part, phrases) for part in questions_in(text, phrases)]
    real = [one for one in found if one.meant not in _WHOLE]
    kept = list(dict.fromkeys(real or found[:1]))
    questions = [one for one in kept if one.meant is Meant.QUESTION]
    # Anger beside a question is part of it: the question is answered.
    if questions:
        kept = [one for one in kept if one.meant is not Meant.ABUSE]
    return tuple(kept)


def questions_in(text: str, phrases: Phrases) -> list[str]:
    """Return a message cut into its questions, each with the sentences that lead up to it."""
    parts: list[str] = []
    for sentence in sentences(text):
        parts += _joined_questions(sentence, phrases)
    asking = [part for part in parts if _asks(part, phrases)]
    if len(asking) < 2:
        return [" ".join(text.split())]
    found: list[str] = []
    lead: list[str] = []
    for part in parts:
        lead.append(part)
        if part in asking:
            found.append(" ".join(lead))
            lead = []
    if lead and found:
        found[-1] = " ".join([found[-1], *lead])
    return found


def _joined_questions(sentence: str, phrases: Phrases) -> list[str]:
    """Return a sentence cut where "and" joins two questions: "how much is it and how long does it take"."""
    pieces = _JOINS.split(sentence)
    found = [pieces[0]]
    for piece in pieces[1:]:
        if _asks(piece, phrases) and _asks(found[-1], phrases) and len(plain(piece).split()) >= FEWEST_WORDS:
            found.append(piece)
        else:
            # As it stood: what joins it matters for finding no more than a space does.
            found[-1] = f"{found[-1]} {_joint(sentence, found[-1], piece)} {piece}"
    return found


def _joint(sentence: str, before: str, after: str) -> str:
    between = sentence[len(before) : len(sentence)].partition(after)[0].strip(" ,")
    return between if between.isalpha() else "–"


def _asks(part: str, phrases: Phrases) -> bool:
    words = phrases.without(_AT_ENDS, plain(part))[0]
    return (part.rstrip().endswith("?") and len(words.split()) >= FEWEST_WORDS) or phrases.asks(words)


def _said(part: str, phrases: Phrases) -> Said:
    words = plain(part)
    rest, taken = phrases.without(_AT_ENDS, words)
    for meant in _WHOLE:
        if phrases.is_all(meant, words) or phrases.is_all(meant, rest):
            return Said(meant)
    if not rest:
        return Said(taken or Meant.NOTHING)
    for meant in _ANYWHERE:
        # "When will it be approved?" asks for a day, and not for a promise.
        if phrases.says(meant, words) and not (meant is Meant.PREDICTION and phrases.times(rest)):
            return Said(meant, part)
    rest, agreed = phrases.without((Meant.AGREED,), rest)
    if not rest:
        return Said(taken or agreed or Meant.AGREED)
    if phrases.says(Meant.ABUSE, words) and not _asks(part, phrases):
        return Said(Meant.ABUSE, part)
    return Said(Meant.QUESTION, part, leans=leans(rest, phrases))


def leans(words: str, phrases: Phrases) -> bool:
    """Return whether plain words go on from what was said before."""
    return len(words.split()) <= FEW_WORDS or phrases.opens(words) or phrases.points(words)


def meanings(said: Sequence[Said]) -> tuple[Meant, ...]:
    """Return what the parts of a message mean."""
    return tuple(one.meant for one in said)
