"""What a person can do on a page: links and buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guichet.design.parts.base import Content, Part, Words


class ButtonKind(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    LINK = "link"


@dataclass(frozen=True, kw_only=True)
class Link(Part):
    """A link. `detail` is read out but not seen: "Change" needs "your e-mail address" for those who only hear it."""

    text: Words
    href: str
    detail: Words = ""
    language: str = ""
    key: str = ""
    """A shortcut for staff, such as `g s`: two keys one after the other."""


@dataclass(frozen=True, kw_only=True)
class Button(Part):
    """A button. With `href` it is a link; without, it sends the form it stands in, with `name` and `value`."""

    text: Words
    href: str = ""
    kind: ButtonKind | str = ButtonKind.PRIMARY
    name: str = ""
    value: str = ""
    detail: Words = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class ButtonRow(Part):
    """Buttons and links beside one another, the main one first."""

    items: Sequence[Content]


@dataclass(frozen=True, kw_only=True)
class BackLink(Part):
    """The way back to where the person came from; the layout shows it above the heading."""

    href: str
    text: Words = ""
    label: Words = ""
    """What it is called to those who hear the page, where one page has several."""


@dataclass(frozen=True, kw_only=True)
class QuickLeave(Part):
    """Leads at once to a page that anybody might read, for those who must not be seen here.

    Without scripts it is a link; with them the page also goes from the browser’s way back.
    """

    href: str
    text: Words = ""


@dataclass(frozen=True, kw_only=True)
class PrintButton(Part):
    """Prints the page. Without scripts it says how to instead."""

    text: Words = ""
