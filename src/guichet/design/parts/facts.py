"""What is known, laid out to be read: summary lists, cards, tags, figures, files, ways to reach us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from guichet.design.parts.actions import Link
from guichet.design.parts.base import Content, Part, Words


class TagKind(StrEnum):
    """What a tag says. All but NEUTRAL have a shape, so that nobody must tell them apart by colour."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, kw_only=True)
class Tag(Part):
    """A status in one or two words."""

    text: Words
    kind: TagKind | str = TagKind.NEUTRAL


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One fact: its name, its value, and how to change it. `language` marks a value in another language."""

    key: Words
    value: Content
    action: Link | None = None
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class SummaryList(Part):
    """Facts under one another. `dense` is for staff."""

    rows: Sequence[SummaryRow]
    dense: bool = False


@dataclass(frozen=True, kw_only=True)
class Card(Part):
    """A thing that can be opened, such as one file in a list of files: the whole card is the link."""

    title: Words
    href: str = ""
    body: Content = ""
    tag: Tag | None = None
    facts: Sequence[Words] = ()
    """Small print in a row under the body: "Received October 1, 2026"."""


@dataclass(frozen=True, kw_only=True)
class CardList(Part):
    """Cards as a list, one under another, or beside one another where there is room (`grid`)."""

    cards: Sequence[Card]
    grid: bool = False


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """A part of a page with its heading: what belongs together stands together. `id` lets links lead here."""

    title: Words
    items: Sequence[Content]
    id: str = ""
    intro: Words = ""
    action: Link | None = None
    level: int = 2


class Verdict(StrEnum):
    """Whether an answer is what was hoped for; each has a shape beside its colour."""

    PLAIN = "plain"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Answer(Part):
    """What a question comes to, in one sentence, before everything else. `figure` is the number that it is about."""

    said: Words
    figure: Words = ""
    verdict: Verdict | str = Verdict.PLAIN
    detail: Content = ""
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One step of why: a sentence, and the rule that it rests on."""

    text: Content
    source: Words = ""


@dataclass(frozen=True, kw_only=True)
class Reasons(Part):
    """Why something is as it is: one step after another, each with its source under it."""

    reasons: Sequence[Reason]


@dataclass(frozen=True, kw_only=True)
class DefinitionHint(Part):
    """A word or a question that explains itself when opened."""

    term: Words
    body: Content


@dataclass(frozen=True, kw_only=True)
class Stat(Part):
    """One figure, with what it means one click away and the cases behind it another."""

    label: Words
    value: Words
    note: Words = ""
    definition_href: str = ""
    cases_href: str = ""


@dataclass(frozen=True, kw_only=True)
class StatRow(Part):
    """Figures beside one another."""

    stats: Sequence[Stat]


@dataclass(frozen=True, kw_only=True)
class FileItem:
    """A document: its name, how large it is in bytes, when it came (a moment), what became of it."""

    name: Words
    href: str = ""
    size: int | None = None
    kind: str = ""
    received_at: datetime | None = None
    tag: Tag | None = None
    note: Words = ""


@dataclass(frozen=True, kw_only=True)
class FileList(Part):
    """Documents, sent or asked for."""

    files: Sequence[FileItem]


class Way(StrEnum):
    """A way to reach us; each has its picture."""

    PHONE = "phone"
    CHAT = "chat"
    MAIL = "mail"
    ONLINE = "online"
    COUNTER = "counter"


@dataclass(frozen=True, kw_only=True)
class ContactWay:
    """One way to reach us: how, when, and how long it takes now."""

    way: Way | str
    title: Words
    href: str = ""
    detail: Words = ""
    wait: Words = ""


@dataclass(frozen=True, kw_only=True)
class ContactWays(Part):
    """All the ways to reach us, the quickest first."""

    ways: Sequence[ContactWay]
