"""What a question says beyond what it asks: urgency, who needs care, mood, and whether it is unwanted. Pure.

Signs are heard in two ways, by words of dated data and by what was learnt from examples, in the whole of a message and
in each of its sentences. A missed danger costs a life, a false alarm a look: what may be danger comes before a person,
and no message that may be one is set aside as unwanted.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from guichet.enquiries.reading_terms import UNWANTED, Axis, Mood, Urgency
from guichet.language.phrases import pattern, plain

# Said by a listed phrase: as sure as we are of anything. Measured: docs/decisions/0063-….
SAID = 0.97
FEWEST_WORDS = 3
# Of a very long message the first and the last sentences are read: what matters stands there.
MOST_SENTENCES = 40
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a message may bear: what it means, by which words it is said, and from when it counts as heard."""

    code: str
    urgency: Urgency
    is_vulnerable: bool
    mood: Mood
    heard: float
    perhaps: float
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, as codes. `unsure` names what a person must say; `signs` how sure each sign is that was heard.

    `needs` are the signs heard of people who need special care; `perhaps` those that may be there.
    """

    urgency: Urgency
    urgency_confidence: float
    needs: tuple[str, ...]
    mood: Mood
    mood_confidence: float
    is_unwanted: bool
    unwanted_confidence: float
    signs: Mapping[str, float]
    perhaps: tuple[str, ...] = ()
    unsure: tuple[Axis, ...] = ()


def pieces(text: str) -> tuple[str, ...]:
    """Return what is listened to: the whole of a message, and each of its sentences that says something."""
    whole = " ".join(text.split())
    said = [one for one in (" ".join(each.split()) for each in _ENDS.split(text)) if len(one.split()) >= FEWEST_WORDS]
    if len(said) > MOST_SENTENCES:
        said = said[: MOST_SENTENCES // 2] + said[-MOST_SENTENCES // 2 :]
    return tuple(dict.fromkeys(one for one in (whole, *said) if one))


def heard_in(
    text: str, signs: Sequence[Sign], learnt: Callable[[Sequence[str]], Sequence[Mapping[str, float]]]
) -> dict[str, float]:
    """Return how sure each sign is in a message; `learnt` says so of each of its pieces, by what examples teach."""
    words = plain(text)
    found = learnt(pieces(text))
    return {
        sign.code: max(
            SAID if any(pattern(one).search(words) for one in sign.phrases) else 0.0,
            *(one.get(sign.code, 0.0) for one in found),
            0.0,
        )
        for sign in signs
    }


def reading(heard: Sequence[Mapping[str, float]], signs: Sequence[Sign], *, is_known: bool = False) -> Reading:
    """Return what a question says, from what was heard in each of its messages, the first one first.

    The most urgent message counts, and the mood of the last that shows one. `is_known`: whoever wrote is a client or
    signed in, and is never taken for a sender of unwanted mail.
    """
    most = {sign.code: max((one.get(sign.code, 0.0) for one in heard), default=0.0) for sign in signs}
    clear = [sign for sign in signs if most[sign.code] >= sign.heard]
    perhaps = [sign for sign in signs if sign.perhaps <= most[sign.code] < sign.heard]
    urgency = max((sign.urgency for sign in clear), default=Urgency.USUAL)
    higher = [sign for sign in perhaps if sign.urgency > urgency]
    mood, mood_confidence = _mood(heard, signs)
    unwanted = next((sign for sign in signs if sign.code == UNWANTED), None)
    share = most.get(UNWANTED, 0.0)
    stands_against = urgency >= Urgency.URGENT or any(sign.urgency is Urgency.DANGER for sign in higher)
    is_unwanted = unwanted is not None and unwanted in clear and not is_known and not stands_against
    unsure = [Axis.URGENCY] if higher else []
    unsure += [Axis.NEEDS] if any(sign.is_vulnerable for sign in perhaps) else []
    if unwanted is not None and not is_unwanted and not is_known and (unwanted in perhaps or unwanted in clear):
        unsure.append(Axis.UNWANTED)
    return Reading(
        urgency=urgency,
        urgency_confidence=_sure([most[one.code] for one in clear if one.urgency is urgency], higher, most),
        needs=tuple(sign.code for sign in clear if sign.is_vulnerable),
        mood=mood,
        mood_confidence=mood_confidence,
        is_unwanted=is_unwanted,
        unwanted_confidence=share if is_unwanted else 1 - share,
        signs={code: round(share, 2) for code, share in most.items() if share >= 0.1},
        perhaps=tuple(sign.code for sign in perhaps if sign.urgency or sign.is_vulnerable),
        unsure=tuple(unsure),
    )


def rank(urgency: Urgency, unsure: Collection[Axis]) -> Urgency:
    """Return how urgent a task is: what may be danger comes before a person as what is urgent does."""
    return max(urgency, Urgency.URGENT) if Axis.URGENCY in unsure else urgency


def _mood(heard: Sequence[Mapping[str, float]], signs: Sequence[Sign]) -> tuple[Mood, float]:
    for one in reversed(heard):
        shown = [sign for sign in signs if sign.mood is not Mood.CALM and one.get(sign.code, 0.0) >= sign.heard]
        # Who is angry is worried too; how to speak to them depends on the anger.
        shown.sort(key=lambda sign: (sign.mood is not Mood.ANGRY, -one[sign.code]))
        if shown:
            return shown[0].mood, one[shown[0].code]
    doubt = max((one.get(sign.code, 0.0) for one in heard for sign in signs if sign.mood is not Mood.CALM), default=0.0)
    return Mood.CALM, 1 - doubt


def _sure(of_clear: Sequence[float], higher: Collection[Sign], most: Mapping[str, float]) -> float:
    """Return how sure the urgency is: as its surest sign, and no surer than that nothing higher is there."""
    against = 1 - max((most[sign.code] for sign in higher), default=0.0)
    return min(max(of_clear, default=1.0), against)
