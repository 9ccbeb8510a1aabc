"""How each kind of event that a client could notice is put into words: the whole of it, on one page."""

from guichet.journal.events import Event
from guichet.notices.letters import LetterMaker

LETTERS: dict[type[Event], LetterMaker] = {}
