"""When an account may be opened again by two members of staff, and when a caller is known. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from guichet.identity.terms import Fact, Level, RecoveryGround, RecoveryOutcome, RecoveryRefusal

# What every caller is asked. Source: handbook, `channels.yaml`, identity_levels, L1.
ALWAYS_ASKED = (Fact.NAME, Fact.BIRTH_DATE, Fact.NUMBER)


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """How far a recovery has come."""

    asked_by: int
    asked_at: datetime
    confirmed_at: datetime | None = None
    ready_at: datetime | None = None
    stopped_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Return whether nothing more can come of it."""
        return self.stopped_at is not None or self.done_at is not None


def refusal_to_ask(
    *, level: Level, outcome: RecoveryOutcome, already_open: bool, new_email: str, postal_address: str
) -> RecoveryRefusal | None:
    """Return why a recovery cannot be asked for; None where it can. `level`: how surely the person is known."""
    if level < Level.FACTS:
        return RecoveryRefusal.NOT_IDENTIFIED
    if outcome is RecoveryOutcome.SHEET_IN_HAND and level < Level.IN_PERSON:
        return RecoveryRefusal.NOT_SEEN
    if outcome is RecoveryOutcome.SHEET_BY_POST and not postal_address.strip():
        return RecoveryRefusal.NO_ADDRESS
    if outcome is RecoveryOutcome.NEW_EMAIL and not new_email:
        return RecoveryRefusal.ADDRESS_TAKEN
    return RecoveryRefusal.ALREADY_OPEN if already_open else None


def refusal_to_confirm(state: RecoveryState, *, staff_id: int, ends_after: timedelta, now: datetime) -> (
    RecoveryRefusal | None
):  # fmt: skip
    """Return why somebody cannot confirm a recovery; None where they can. Two people, always."""
    if state.is_over or state.confirmed_at or now - state.asked_at >= ends_after:
        return RecoveryRefusal.OVER
    return RecoveryRefusal.SAME_PERSON if staff_id == state.asked_by else None


def refusal_to_finish(state: RecoveryState, *, now: datetime) -> RecoveryRefusal | None:
    """Return why a recovery cannot be finished; None where it can: confirmed, the wait over, and nobody stopped it."""
    if state.is_over or state.ready_at is None:
        return RecoveryRefusal.OVER
    return RecoveryRefusal.TOO_EARLY if now < state.ready_at else None


def ground_of(level: Level) -> RecoveryGround:
    """Return by what a person was identified who is known so surely."""
    return RecoveryGround.DOCUMENT if level >= Level.IN_PERSON else RecoveryGround.FACTS


def is_known(asked: Collection[Fact], agreed: Collection[Fact]) -> bool:
    """Return whether a caller is known: everything that was asked agrees, and all was asked that must be."""
    return set(ALWAYS_ASKED) <= set(asked) and len(set(asked)) > len(ALWAYS_ASKED) and set(asked) == set(agreed)
