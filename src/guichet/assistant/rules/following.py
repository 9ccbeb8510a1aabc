"""What a message means that goes on from what was asked before: "and for my wife?". Pure."""

from collections.abc import Collection, Sequence

from guichet.assistant.rules.parts import Found, Together, either, in_order, shares
from guichet.assistant.rules.phrases import Phrases
from guichet.assistant.rules.understanding import read
from guichet.assistant.terms import Meant
from guichet.language.matching import SURE_ENOUGH

# How much what was asked before counts beside the words alone (so little that what leans on it alone is never sure),
# and how much likelier it is to ask next for what an answer leads on to. The second was chosen by one half of
# tests/data/questions/followups.jsonl, and judged by the other.
BEFORE_COUNTS = 0.5
LED_TO_COUNTS = 1.6
# No reading of words is certain.
AT_MOST = 0.99
# Of a long question its end is taken along: there stands what was asked.
MOST_TAKEN_ALONG = 300


def asked_before(said: Sequence[str], phrases: Phrases) -> str:
    """Return what messages, the latest last, asked at last in words that stand by themselves.

    It is what the person said, and not the title of what was answered: a title draws every next question to itself.
    """
    found = ""
    for message in said:
        for one in read(message, phrases):
            if one.meant is Meant.QUESTION and not (found and one.leans):
                found = one.text
    return found[-MOST_TAKEN_ALONG:]


def after(alone: Found, joined: Found, *, leads_to: Collection[str] = ()) -> Found:
    """Return what two findings say together of words that lean on what was asked: alone, and with it before them.

    The two bear each other out; and what the last answer leads on to is likelier to be asked next.
    """
    mine, both = shares(alone), shares(joined)
    scores: dict[str, float] = {}
    for name in {*mine, *both}:
        score = either(mine.get(name, 0.0), BEFORE_COUNTS * both.get(name, 0.0))
        scores[name] = min(score * (LED_TO_COUNTS if name in leads_to else 1.0), AT_MOST)
    found = in_order(scores)
    confidence = found[0].probability if found else 0.0
    return Together(found, confidence, answered=confidence >= SURE_ENOUGH)
