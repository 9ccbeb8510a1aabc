"""How a notice is put into words: one letter for each kind of event, listed on one page, `config/letters.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from guichet.foundation.languages import Language
from guichet.journal.events import Event


@dataclass(frozen=True, slots=True)
class Letter:
    """What a client is told, in one language: the same facts in the account, in an e-mail and at the desk."""

    subject: str
    # What happened, as one sentence: the very one of the timeline.
    happened: str
    # What comes next, or what to do.
    next: str
    # Is it the client's turn? Then what to do is said first.
    your_turn: bool = False
    due_on: date | None = None
    # The lines of a list, such as the documents asked for or the reasons given.
    points: tuple[str, ...] = ()
    # What the file is called in plain words, and its number; never in a text message.
    about: str = ""
    number: str = ""
    # What turns off messages of this kind without signing in, where that can be done.
    turn_off: str = ""
    # Something to be done by one click, without signing in: a whole address, and what it says.
    link: str = ""
    link_text: str = ""


LetterMaker = Callable[[Any, Language], Letter]


class NoLetter(Exception):
    """An event that a client could notice has no letter: config/letters.py must name one."""


@cache
def letter_makers() -> Mapping[str, LetterMaker]:
    """Return what makes the letter of each kind of event, from the page that `settings.LETTERS` names."""
    makers: Mapping[type[Event], LetterMaker] = import_string(settings.LETTERS)
    return {event_class.kind: maker for event_class, maker in makers.items()}


def letter_for(event: Event, language: Language) -> Letter:
    """Return what the client is told of `event`. Raises NoLetter for a kind that has none."""
    maker = letter_makers().get(event.kind)
    if maker is None:
        raise NoLetter(event.kind)
    return maker(event, language)
