"""What a reply is made of: codes, never text. Kept as JSON, and put into words where it is shown. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from guichet.assistant.terms import Page, Say


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fixed sentence of the dialogue."""

    say: Say


@dataclass(frozen=True, slots=True)
class Cited:
    """An approved article: its title, its answer, and where it stands. `version` is the one that was given."""

    article: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """Articles one of which may be meant: the person chooses."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Where the reader’s own files stand, as far as they may read them: one by its number, or all that are open."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A sentence in a language that is neither official one, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """A page of the service."""

    page: Page


@dataclass(frozen=True, slots=True)
class PersonOffered:
    """The way to a person, with everything said."""


Piece = Sentence | Cited | Offered | OwnFiles | InLanguage | LeadsTo | PersonOffered
_KINDS: dict[str, type[Piece]] = {
    "say": Sentence,
    "article": Cited,
    "offer": Offered,
    "files": OwnFiles,
    "language": InLanguage,
    "page": LeadsTo,
    "person": PersonOffered,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def as_data(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """Return pieces as they are kept."""
    return [{"kind": _NAMES[type(one)], **asdict(one)} for one in pieces]


def from_data(kept: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """Return pieces that were kept; what no version of this knows any more is left out."""
    return tuple(piece for row in kept if (piece := _piece(row)) is not None)


def _piece(row: Mapping[str, Any]) -> Piece | None:
    try:
        match row.get("kind"):
            case "say":
                return Sentence(Say(row["say"]))
            case "page":
                return LeadsTo(Page(row["page"]))
            case "offer":
                return Offered(tuple(str(one) for one in row["articles"]))
            case "article":
                return Cited(str(row["article"]), int(row.get("version", 0)))
            case "files":
                return OwnFiles(str(row.get("number", "")))
            case "language":
                return InLanguage(str(row["code"]))
            case "person":
                return PersonOffered()
    except (KeyError, ValueError, TypeError):
        return None
    return None


def cited_in(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the articles that a reply gives as answers."""
    return tuple(one.article for one in pieces if isinstance(one, Cited))


def articles_in(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return all articles that a reply names."""
    offered = (name for one in pieces if isinstance(one, Offered) for name in one.articles)
    return tuple(dict.fromkeys([*cited_in(pieces), *offered]))
