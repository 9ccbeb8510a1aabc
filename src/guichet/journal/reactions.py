"""What follows what. The list itself is one page, `config/reactions.py`; here is how it is written and read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from guichet.journal.events import Event
from guichet.journal.models import Entry

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Happened(Generic[E]):
    """An event with the entry that tells of it."""

    event: E
    entry: Entry


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a room does after something has happened. Given several at once, so that it can write in bulk.

    Doing it twice must do it once: a job that was interrupted is run again.
    """

    name: str
    kinds: frozenset[str]
    run: Callable[[Sequence[Happened[Any]]], None]


def after(*events: type[E], do: Callable[[Sequence[Happened[E]]], None]) -> Reaction:
    """Return the reaction `do` to these kinds of event. A reaction that takes another event is a type error."""
    room = do.__module__.split(".")[1]
    return Reaction(f"{room}.{do.__name__}", frozenset(event.kind for event in events), do)


@cache
def all_reactions() -> dict[str, Reaction]:
    """Return every reaction by name, from the page that `settings.REACTIONS` names."""
    return {reaction.name: reaction for reaction in import_string(settings.REACTIONS)}


@cache
def reactions_to(kind: str) -> tuple[Reaction, ...]:
    """Return the reactions owed for a kind of event, in the order of the page."""
    return tuple(reaction for reaction in all_reactions().values() if kind in reaction.kinds)
