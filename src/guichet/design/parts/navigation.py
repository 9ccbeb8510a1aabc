"""How a person gets about: between languages, pages, parts of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from guichet.design.parts.actions import Link
from guichet.design.parts.base import Part, Words

NAMES_OF_LANGUAGES = {"en": "English", "fr": "Français"}
"""Each language by its own name, so that whoever needs it can read it."""


@dataclass(frozen=True, kw_only=True)
class SkipLink(Part):
    """The first link of a page: past the header, to what the page is about."""

    href: str = "#main"


@dataclass(frozen=True, kw_only=True)
class LanguageOption:
    """The page in one language."""

    code: str
    href: str
    current: bool = False

    @property
    def name(self) -> str:
        """Return the language's own name."""
        return NAMES_OF_LANGUAGES.get(self.code, self.code)


@dataclass(frozen=True, kw_only=True)
class LanguageSwitch(Part):
    """The same page in the other official language."""

    options: Sequence[LanguageOption]
    label: Words = ""


@dataclass(frozen=True, kw_only=True)
class Breadcrumbs(Part):
    """The pages above this one, the highest first; this one is not among them."""

    links: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """One page of a menu. `count` is how much waits there; `key` a shortcut such as `g s`."""

    text: Words
    href: str
    current: bool = False
    count: int | None = None
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class NavigationList(Part):
    """The menu of a door: in the header of the staff layout, or down the side of a page."""

    items: Sequence[NavigationItem]
    label: Words = ""
    vertical: bool = False


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One of several views of a thing, at an address of its own (`?tab=notices`)."""

    text: Words
    href: str
    current: bool = False
    count: int | None = None
    more: bool = False
    """There are as many as `count`, or more: it was counted no further."""


@dataclass(frozen=True, kw_only=True)
class Tabs(Part):
    """Views of one thing. Each is an address, so that they work without scripts and can be shared."""

    items: Sequence[Tab]
    label: Words


@dataclass(frozen=True, kw_only=True)
class PageNumber:
    """A page of a list, by number."""

    number: int
    href: str
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Pagination(Part):
    """The way through a long list: before and after, and numbers where the list is counted."""

    previous_href: str = ""
    next_href: str = ""
    pages: Sequence[PageNumber] = ()
    label: Words = ""
    summary: Words = ""
    """Where we are: "1–50 of 2,312"."""


@dataclass(frozen=True, kw_only=True)
class Key:
    """A key, or two one after the other, and what it does."""

    keys: str
    text: Words

    @property
    def strokes(self) -> list[str]:
        """Return the keys one by one."""
        return self.keys.split()


@dataclass(frozen=True, kw_only=True)
class KeyHelp(Part):
    """The shortcuts of a staff page. `?` opens it; without scripts it is a section that says what would work."""

    keys: Sequence[Key]
