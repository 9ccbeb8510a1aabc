"""Putting an answer together from approved words: greeting, opening, what the file says, closing. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guichet.foundation.languages import Language, Text

_NAMED = re.compile(r"\{([a-z_]+)\}")


class Part(StrEnum):
    """Where approved words stand in an answer, in their order."""

    GREETING = "GREETING"
    OPENING = "OPENING"
    ANSWER = "ANSWER"
    FILE = "FILE"
    CLOSING = "CLOSING"


@dataclass(frozen=True, slots=True)
class Block:
    """Approved words. `reasons`: for what they are meant; none: for anything. `{name}` and the like are filled in."""

    code: str
    part: Part
    name: Text
    text: Text
    reasons: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Return what must be known so that these words can be said."""
        return frozenset(_NAMED.findall(self.text.en))


def filled(block: Block, language: Language, given: Mapping[str, str]) -> str:
    """Return a block’s words with what is known; empty where something that it says is not known."""
    if not all(given.get(name) for name in block.names):
        return ""
    return _NAMED.sub(lambda found: given[found[1]], block.text.say(language))


def usable(blocks: Sequence[Block], language: Language, given: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the blocks whose words can be said about this question, in the order of an answer."""
    order = list(Part)
    said = [one for one in blocks if filled(one, language, given)]
    return tuple(sorted(said, key=lambda one: order.index(one.part)))


def composed(
    blocks: Sequence[Block], language: Language, given: Mapping[str, str], *, reason: str = "", answer: str = ""
) -> str:
    """Return a first draft: of each part the first words that can be said, those meant for the reason before others.

    Without an approved answer nothing is said in its place: that is what the agent writes.
    """
    parts = {Part.ANSWER: answer.strip()}
    for part in Part:
        fitting = [one for one in usable(blocks, language, given) if one.part is part]
        meant = [one for one in fitting if reason and reason in one.reasons]
        for_all = [one for one in fitting if not one.reasons]
        chosen = next(iter([*meant, *for_all]), None)
        if chosen and not parts.get(part):
            parts[part] = filled(chosen, language, given)
    return "\n\n".join(parts[part] for part in Part if parts.get(part))
