"""Settling what is owed for entries: one reaction, in one transaction."""

from collections.abc import Sequence

from django.db import transaction
from procrastinate.types import JSONValue

from guichet.journal.jobs import react
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened, all_reactions


class UnknownReaction(Exception):
    """A job names a reaction that is no longer listed in config/reactions.py."""


@transaction.atomic
def settle(name: str, numbers: Sequence[int]) -> None:
    """Run the reaction `name` for the entries with these numbers. Raises what the reaction raises."""
    reaction = all_reactions().get(name)
    if reaction is None:
        raise UnknownReaction(name)
    entries = Entry.objects.filter(id__in=numbers).order_by("id")
    reaction.run([Happened(entry.event, entry) for entry in entries])


@transaction.atomic
def split(name: str, numbers: Sequence[int]) -> None:
    """Owe the reaction once more, for each entry apart."""
    apart: list[dict[str, JSONValue]] = [{"reaction": name, "entries": [number]} for number in numbers]
    react.batch_defer(*apart)
