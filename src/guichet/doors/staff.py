"""What every page for staff has around it: the menu of what this person may do, the search box, the keys.

Each door for staff says in its `navigation.py` which of its pages stand in the menu; `settings.STAFF_NAVIGATION`
lists those, since no door may look into another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from urllib.parse import urlencode

from django.conf import settings
from django.urls import register_converter, reverse
from django.urls.converters import IntConverter, StringConverter
from django.utils import timezone
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from guichet.design.parts import Breadcrumbs, Key, KeyHelp, Link, NavigationItem, NavigationList, SearchBox, Words
from guichet.doors.entrance import Visit
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RowConverter(IntConverter):
    """A number that a table could have: more digits than PostgreSQL holds are no such page, not an error."""

    regex = "[0-9]{1,18}"


class FileNumberConverter(StringConverter):
    """A number that a file could have: of no greater length than the table holds, and without NUL."""

    regex = r"[^/\x00]{1,40}"


register_converter(RowConverter, "row")
register_converter(FileNumberConverter, "file")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """A page in the menu of staff: its name, its address, who finds it there (any of the rights), its keys."""

    text: Words
    url_name: str
    rights: frozenset[Right]
    key: str

    def opens_to(self, viewer: Viewer) -> bool:
        """Return whether this person finds the page in their menu."""
        return any(viewer.may(right) for right in self.rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderSearch:
    """The search box that stands in the header of every page, for those who may search."""

    url_name: str
    label: Words
    right: Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """What a door for staff adds: its pages in the menu, a search box, keys that work on its pages."""

    items: Sequence[MenuItem]
    search: HeaderSearch | None = None
    keys: Sequence[Key] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The parts around a page for staff, for one person."""

    menu: NavigationList
    search: SearchBox | None
    keys: KeyHelp
    breadcrumbs: Breadcrumbs | None

    def without_search(self) -> "Frame":
        """Return the frame for a page that has a search box of its own."""
        return replace(self, search=None)


@dataclass(frozen=True, kw_only=True)
class StaffPage:
    """A page for staff: what the layout shows of it. Pages inherit from it."""

    heading: str
    frame: Frame

    @property
    def menu(self) -> NavigationList:
        """Return what this person may do."""
        return self.frame.menu

    @property
    def search(self) -> SearchBox | None:
        """Return the search box of the header, for those who may search."""
        return self.frame.search

    @property
    def keys(self) -> KeyHelp:
        """Return the keys that work here."""
        return self.frame.keys

    @property
    def breadcrumbs(self) -> Breadcrumbs | None:
        """Return the pages above this one."""
        return self.frame.breadcrumbs


def frame(visit: Visit, *, current: str = "", above: Sequence[Link] = (), searched: str = "") -> Frame:
    """Return what stands around a page: `current` is the menu item it belongs to, `above` the pages above it."""
    items = [item for item in chain.from_iterable(part.items for part in _navigation()) if item.opens_to(visit.viewer)]
    return Frame(
        menu=NavigationList(
            items=[
                NavigationItem(
                    text=item.text, href=reverse(item.url_name), current=item.url_name == current, key=item.key
                )
                for item in items
            ]
        ),
        search=_search_box(visit.viewer, searched),
        keys=KeyHelp(
            keys=[
                *(key for part in _navigation() for key in part.keys),
                *(Key(keys=item.key, text=item.text) for item in items),
            ]
        ),
        breadcrumbs=Breadcrumbs(links=above) if above else None,
    )


def first_page(viewer: Viewer) -> str:
    """Return the name of the first page in somebody's menu; empty where they have none."""
    items = chain.from_iterable(part.items for part in _navigation())
    return next((item.url_name for item in items if item.opens_to(viewer)), "")


def stamp(moment: datetime | None) -> str:
    """Return a moment as tables for staff show it, alike in both languages: `2026-11-03 14:05`. Source: ISO 8601."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def when(moment: datetime | None) -> SafeString:
    """Return a moment for a table: never broken over two lines, and readable to machines; a dash for none."""
    if moment is None:
        return SafeString("–")
    return format_html('<time class="when" datetime="{}">{}</time>', moment.isoformat(), stamp(moment))


def day(date_or_moment: date | datetime | None) -> SafeString:
    """Return a day for a table, as `when` does a moment."""
    if date_or_moment is None:
        return SafeString("–")
    local = timezone.localdate(date_or_moment) if isinstance(date_or_moment, datetime) else date_or_moment
    return format_html('<time class="when" datetime="{0}">{0}</time>', local.isoformat())


def address(query: Mapping[str, object | None]) -> str:
    """Return the query of an address with what is not empty: `?state=DONE&before=12`."""
    return "?" + urlencode({name: str(value) for name, value in query.items() if value not in {None, ""}})


def whole(text: str | None) -> int | None:
    """Return a number that stands in an address; None for anything that is no such number: the address is anybody's."""
    if text and text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    return None


def place_in(text: str | None) -> tuple[datetime, int] | None:
    """Return the place in a list that an address names: microseconds since 1970, and a row's number; or None."""
    micros, _dash, row = (text or "").partition("-")
    since, last = whole(micros), whole(row)
    if since is None or last is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=since), last
    except OverflowError:
        return None


def place_for(place: tuple[datetime, int]) -> str:
    """Return a place in a list as an address has it."""
    moment, row = place
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{row}"


def _search_box(viewer: Viewer, searched: str) -> SearchBox | None:
    for part in _navigation():
        if part.search and viewer.may(part.search.right):
            return SearchBox(
                action=reverse(part.search.url_name), label=part.search.label, value=searched, key="/", id="find"
            )
    return None


@cache
def _navigation() -> tuple[Navigation, ...]:
    return tuple(import_string(name) for name in settings.STAFF_NAVIGATION)
