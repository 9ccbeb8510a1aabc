"""Words to be read one after another: paragraphs and simple lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from guichet.design.parts.base import Content, Part


@dataclass(frozen=True, kw_only=True)
class Paragraphs(Part):
    """Paragraphs of text; `language` marks them as being in another language than the page."""

    texts: Sequence[Content]
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Bullets(Part):
    """A list of points, or of steps to take one after the other (`numbered`)."""

    items: Sequence[Content]
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Strong(Part):
    """Words that matter most in a sentence."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Sentence(Part):
    """Words and parts one after another on a line: a link, or strong words, in the midst of a text."""

    pieces: Sequence[Content]
