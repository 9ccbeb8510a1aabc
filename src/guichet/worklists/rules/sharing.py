"""Whose skills a task asks for, and how work is shared out by itself. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a task asks of whoever does it. Empty: nothing."""

    task_id: int
    kind: str
    skill: str = ""
    language: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who can work: what they can do, how much they hold and may hold, and when they were given something.

    No skills or languages: all of them.
    """

    staff_id: int
    kinds: frozenset[str]
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    team: str = ""
    held: int = 0
    at_once: int = 1
    got_at: datetime | None = None


def fits(task: Wanted, hand: Hand) -> bool:
    """Return whether somebody has the role, the skill and the language that a task asks for, and is of its team."""
    return (
        task.kind in hand.kinds
        and (not task.skill or not hand.skills or task.skill in hand.skills)
        and (not task.language or not hand.languages or task.language in hand.languages)
        and (not task.team or task.team == hand.team)
    )


def shared_out(tasks: Iterable[Wanted], hands: Sequence[Hand]) -> list[tuple[int, int]]:
    """Return which task is given to whom: pairs of a task and a member of staff.

    Tasks come in the order of their turn. Each goes to whoever fits and has the most room left, of those to whoever
    was given something the longest ago; nobody gets more than they may hold at once.
    """
    room = {hand.staff_id: hand.at_once - hand.held for hand in hands}
    given: dict[int, int] = dict.fromkeys(room, 0)
    pairs = []
    for task in tasks:
        able = [hand for hand in hands if room[hand.staff_id] > 0 and fits(task, hand)]
        if not able:
            if not any(left > 0 for left in room.values()):
                break
            continue
        chosen = min(
            able,
            key=lambda hand: (
                -room[hand.staff_id] / hand.at_once,
                given[hand.staff_id],
                hand.got_at or _NEVER,
                hand.staff_id,
            ),
        )
        room[chosen.staff_id] -= 1
        given[chosen.staff_id] += 1
        pairs.append((task.task_id, chosen.staff_id))
    return pairs
