"""What came of a contact, as codes: what it was for, whether it need not have been, what made it needed. Pure.

The machine proposes from what the question is about and what changed lately; a person confirms or changes it with the
answer. Value demand is what the service is for; failure demand would not have come had we done our part.
Source: service measures CC11, CC15 and CC20.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LETTER, SILENCE, STATUS_UNCLEAR, OTHER = "LETTER", "SILENCE", "STATUS_UNCLEAR", "OTHER"


class Demand(StrEnum):
    """Whether a contact is what the service is for."""

    VALUE = "VALUE"
    FAILURE = "FAILURE"


@dataclass(frozen=True, slots=True)
class Codes:
    """What came of a contact. `cause` and what it names only where it is failure demand."""

    reason: str
    demand: Demand
    cause: str = ""
    about: str = ""
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Clue:
    """News that may be why they ask: its kind, and whether our message about it arrived."""

    kind: str
    not_reached: bool


def proposed(*, reason: str, is_failure: bool, news: Sequence[Clue], is_repeat: bool) -> Codes:
    """Return what is proposed. `reason` is empty where nothing points to one, `is_repeat` where they asked before.

    Where a message of ours did not arrive it is that message; where they ask where a file stands and nothing changed,
    our silence; where something changed and they ask all the same, that the status did not say it.
    """
    if not reason:
        return Codes(OTHER, Demand.VALUE)
    lost = next((clue.kind for clue in news if clue.not_reached), "")
    if lost:
        return Codes(reason, Demand.FAILURE, LETTER, lost)
    if is_failure:
        return Codes(reason, Demand.FAILURE, STATUS_UNCLEAR if news else SILENCE)
    return Codes(reason, Demand.FAILURE, OTHER) if is_repeat else Codes(reason, Demand.VALUE)


def sound(codes: Codes) -> Codes:
    """Return codes that agree with one another: value demand has no cause."""
    return Codes(codes.reason, codes.demand, resolved=codes.resolved) if codes.demand is Demand.VALUE else codes
