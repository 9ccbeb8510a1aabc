"""What follows what: the whole of it, on one page."""

from guichet.journal.reactions import Reaction

REACTIONS: list[Reaction] = []
