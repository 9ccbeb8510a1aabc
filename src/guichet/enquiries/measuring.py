"""How well signs are heard in messages whose signs are known: what is missed, and what is heard in vain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guichet.enquiries.hearing import learnt
from guichet.enquiries.reading_policy import USUAL, signs
from guichet.enquiries.reading_terms import UNWANTED, Axis, Urgency
from guichet.enquiries.rules.reading import Reading, Sign, heard_in, reading

Learnt = Callable[[Sequence[str]], Sequence[Mapping[str, float]]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found. `heard` and `before_a_person` are shares of the messages of danger; `alarms` of the usual ones.

    `own` is, for each sign, the share of its messages in which it was heard or may be there; `missed` are messages of
    danger of which nothing was seen.
    """

    messages: int
    heard: float
    before_a_person: float
    usual_messages: int
    alarms: float
    perhaps_alarms: float
    unwanted: float
    wanted_set_aside: int
    own: Mapping[str, float]
    missed: tuple[str, ...]


def measure(labelled: Iterable[tuple[str, str]], on: date, hear: Learnt = learnt) -> Figures:
    """Return how well the signs of messages (sign, text) are heard; those of `USUAL` bear none."""
    known = signs(on)
    danger = {sign.code for sign in known if sign.urgency is Urgency.DANGER}
    found: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
    for code, text in labelled:
        found[code].append((text, reading([heard_in(text, known, hear)], known)))
    of_danger = [one for code in danger for one in found.get(code, [])]
    usual = [one for _, one in found.get(USUAL, [])]
    return Figures(
        messages=sum(map(len, found.values())),
        heard=_share([is_danger(one) for _, one in of_danger]),
        before_a_person=_share([may_be_danger(one) for _, one in of_danger]),
        usual_messages=len(usual),
        alarms=_share([is_danger(one) for one in usual]),
        perhaps_alarms=_share([may_be_danger(one) for one in usual]),
        unwanted=_share([one.is_unwanted for _, one in found.get(UNWANTED, [])]),
        wanted_set_aside=sum(one.is_unwanted for code, rows in found.items() if code != UNWANTED for _, one in rows),
        own={
            code: _share([_bears(one, code, known) for _, one in rows])
            for code, rows in sorted(found.items())
            if code != USUAL
        },
        missed=tuple(text for text, one in of_danger if not may_be_danger(one)),
    )


def is_danger(one: Reading) -> bool:
    """Return whether danger was heard."""
    return one.urgency is Urgency.DANGER


def may_be_danger(one: Reading) -> bool:
    """Return whether danger was heard, or a person must say."""
    return is_danger(one) or Axis.URGENCY in one.unsure


def _bears(one: Reading, code: str, known: Sequence[Sign]) -> bool:
    return any(sign.code == code and one.signs.get(code, 0.0) >= sign.perhaps for sign in known)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
