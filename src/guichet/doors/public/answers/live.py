"""What an article names, as it is today: fees, standards, steps, the reader’s own files; and where its links lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.public.programs.pages import documents_list, fees_table, reviews_list, steps_list
from guichet.doors.public.tools.links import TOOLS as TOOLS
from guichet.doors.ways import contact_ways
from guichet.enquiries.queries import figure_in_words
from guichet.foundation.languages import Language
from guichet.knowledge.rules import Block, Figure, Inline, Link, Live, Paragraph, Points, Strong
from guichet.programs.queries import catalogue

PAGES = {
    "account": "account:home",
    "contact": "public:contact",
    "home": "public:home",
    "link": "account:link-file",
    "privacy": "public:privacy",
    "programs": "public:programs",
    "standards": "public:standards",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as it matters: the language, the day, and their own open files if they are signed in."""

    language: Language
    on: date
    # Program, number and what is happening; None where nobody is signed in.
    files: tuple[tuple[str, str, str], ...] | None = None


def block_of(block: Block, reader: Reader) -> list[parts.Content]:
    """Return a block of an article as parts."""
    match block:
        case Paragraph(pieces):
            return [parts.Paragraphs(texts=[_sentence(pieces, reader)])]
        case Points(items, numbered):
            return [parts.Bullets(items=[_sentence(item, reader) for item in items], numbered=numbered)]
        case Live(kind, code):
            return _live(kind, code, reader)
    return []


def pieces_of(pieces: Sequence[Inline], language: Language, on: date, *, linked: bool = True) -> list[parts.Content]:
    """Return a run of text as words and parts, its figures as of a day; not `linked` where all of it is one link."""
    found: list[parts.Content] = []
    for piece in pieces:
        match piece:
            case Strong(text):
                found.append(parts.Strong(text=text))
            case Link(text, kind, target):
                href = _href(kind, target) if linked else ""
                found.append(parts.Link(text=text, href=href) if href else text)
            case Figure(kind, code):
                found.append(figure_in_words(kind, code, language, on))
            case _:
                found.append(piece)
    return found


def _sentence(pieces: Sequence[Inline], reader: Reader) -> parts.Sentence:
    return parts.Sentence(pieces=pieces_of(pieces, reader.language, reader.on))


def _live(kind: str, code: str, reader: Reader) -> list[parts.Content]:
    language, on = reader.language, reader.on
    if kind == "contact":
        return [contact_ways(on, language)]
    if kind == "status":
        return [_own_files(reader)]
    program = catalogue().program(code)
    found: parts.Part | None = None
    match kind:
        case "steps":
            found = steps_list(program, language)
        case "documents":
            found = documents_list(program, language)
        case "fees":
            found = fees_table(program, language, on) or parts.Paragraphs(texts=[_("There is no fee.")])
        case "after":
            found = reviews_list(program, language, on)
    return [found] if found else []


def _own_files(reader: Reader) -> parts.Part:
    if reader.files:
        return parts.CardList(
            cards=[
                parts.Card(title=program, href=reverse("account:file", args=[file]), body=happening)
                for program, file, happening in reader.files
            ]
        )
    if reader.files is None:
        return parts.Button(text=_("Sign in to see your files"), href=reverse("account:home"))
    return parts.Button(text=_("Link your file"), href=reverse("account:link-file"))


def _href(kind: str, target: str) -> str:
    match kind:
        case "article":
            return reverse("public:answer", args=[target])
        case "tool":
            return reverse(TOOLS[target]) if target in TOOLS else ""
        case "page":
            return reverse(PAGES[target]) if target in PAGES else ""
    return ""
