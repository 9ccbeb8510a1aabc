"""Words of danger that more than one room hears: the assistant’s list, heard in questions that come by any way too."""

from collections.abc import Mapping
from datetime import date

from guichet.assistant.policy import phrases
from guichet.assistant.terms import Meant


def words(on: date) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of violence and of thoughts of suicide in force on a day. Raises FaultyData."""
    of = phrases(on).of
    return {one.value: of.get(one, ()) for one in (Meant.VIOLENCE, Meant.SELF_HARM)}
