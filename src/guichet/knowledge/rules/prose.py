"""The text of an article, taken apart: headings, paragraphs, lists, links, and the figures it names. Pure.

A small part of Markdown is allowed, and nothing of HTML: what is not one of these is a fault that is named when an
article is checked, and reads as plain text if it gets through all the same.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

# `{fee:TRV}` inside a sentence is a figure; `{steps:TRV}` on a line of its own is a block.
FIGURES = ("fee", "standard", "wait")
BLOCKS = ("steps", "documents", "fees", "after", "status", "contact")
NAMED = re.compile(r"\{([a-z]+)(?::([A-Z0-9][A-Z0-9_/&-]*))?\}")
_ALONE = re.compile(r"^\{([a-z]+)(?::([A-Z0-9][A-Z0-9_/&-]*))?\}$")
_TARGET = re.compile(r"(?<=\])\([^)]*\)")
_MARKS = re.compile(r"[#*\[\]]")
LINKS = ("article", "tool", "page")
_MARKDOWN = MarkdownIt("zero").enable(["heading", "list", "emphasis", "link", "newline"])


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter most."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead on: to an article, a tool, or a page of the service."""

    text: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in force, named by what it is and of what: a fee, a standard."""

    kind: str
    code: str


Inline = str | Strong | Link | Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    pieces: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, or of steps to take one after the other."""

    items: tuple[tuple[Inline, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """Something that is shown as it is now: the steps of a program, the reader’s own file, how to reach us."""

    kind: str
    code: str


Block = Heading | Paragraph | Points | Live


def prose(body: str) -> tuple[Block, ...]:
    """Return a body as blocks, in order."""
    return tuple(_blocks(_MARKDOWN.parse(body)))


def inline_of(text: str) -> tuple[Inline, ...]:
    """Return one run of text as pieces."""
    tokens = _MARKDOWN.parseInline(text)
    return tuple(_pieces(tokens[0].children or [])) if tokens else ()


def figures_in(text: str) -> Counter[tuple[str, str]]:
    """Return what figures and blocks a text names, and how often."""
    return Counter((kind, code) for kind, code in NAMED.findall(text))


def plain(text: str) -> str:
    """Return a text as words only: without figures, the targets of links, and what marks headings and strong words."""
    return _MARKS.sub("", _TARGET.sub("", NAMED.sub("", text)))


def links_in(blocks: Sequence[Block]) -> Iterator[Link]:
    """Yield the links of a body."""
    for block in blocks:
        runs = block.items if isinstance(block, Points) else (block.pieces,) if isinstance(block, Paragraph) else ()
        for run in runs:
            yield from (piece for piece in run if isinstance(piece, Link))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    items: list[tuple[Inline, ...]] = []
    inside = ""
    for token in tokens:
        match token.type:
            case "heading_open":
                inside = "heading"
            case "bullet_list_open" | "ordered_list_open":
                inside, items = token.type, []
            case "bullet_list_close" | "ordered_list_close":
                yield Points(tuple(items), numbered=token.type == "ordered_list_close")
                inside = ""
            case "heading_close":
                inside = ""
            case "inline" if inside == "heading":
                yield Heading(token.content)
            case "inline" if inside:
                items.append(tuple(_pieces(token.children or [])))
            case "inline":
                found = _ALONE.match(token.content.strip())
                if found and found[1] in BLOCKS:
                    yield Live(found[1], found[2] or "")
                else:
                    yield Paragraph(tuple(_pieces(token.children or [])))


def _pieces(tokens: Sequence[Token]) -> Iterator[Inline]:
    words: list[str] = []
    held: list[Inline] = []
    strong, target = False, ""
    for token in tokens:
        match token.type:
            case "text" | "softbreak" | "hardbreak":
                words.append(token.content if token.type == "text" else " ")
                continue
            case "strong_open":
                held = [*held, *_with_figures("".join(words))]
                strong, words = True, []
            case "strong_close":
                held.append(Strong("".join(words)))
                strong, words = False, []
            case "link_open":
                held = [*held, *_with_figures("".join(words))]
                target, words = str(token.attrs.get("href", "")), []
            case "link_close":
                kind, _, where = target.partition(":")
                held.append(Link("".join(words), kind, where))
                target, words = "", []
    rest = "".join(words)
    yield from held
    if strong or target:
        yield rest
    else:
        yield from _with_figures(rest)


def _with_figures(text: str) -> Iterator[Inline]:
    at = 0
    for found in NAMED.finditer(text):
        if found[1] not in FIGURES:
            continue
        if text[at : found.start()]:
            yield text[at : found.start()]
        yield Figure(found[1], found[2] or "")
        at = found.end()
    if text[at:]:
        yield text[at:]
