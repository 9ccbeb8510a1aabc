"""Many things at once: tables that sort by their address, filters, search."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from guichet.design.parts.actions import Button, Link
from guichet.design.parts.base import Content, Part, Words
from guichet.design.parts.notices import EmptyState


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table. `sort` is its name in the address (`?sort=due`); empty where it can't be sorted."""

    label: Words
    sort: str = ""
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table: one cell for each column. `href` makes the first cell lead there.

    `pick` is the value of a box to tick before the first cell, called `pick_label` by those who hear it; the table
    then stands in a form.
    """

    cells: Sequence[Content]
    href: str = ""
    urgent: bool = False
    """Marked with a bar and a word, for what runs out first."""
    pick: str = ""
    pick_label: Words = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column as its heading shows it: how it is sorted now, and where sorting it leads."""

    column: Column
    order: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell under its column, whose label it carries on narrow screens."""

    column: Column
    value: Content

    @property
    def is_none(self) -> bool:
        """Return whether a dash stands for there being nothing; left out where each value has a line of its own."""
        return self.value in {"", "–"} if isinstance(self.value, str) else False


@dataclass(frozen=True, kw_only=True)
class RowOfCells:
    """A row with its cells under their columns."""

    row: Row
    cells: Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class Table(Part):
    """A table. On narrow screens each row becomes a block.

    `sort` is the order as the address has it: `due`, or `-due` for the last first. `query` is the rest of the address
    (`status=open&page=2`), which sorting keeps, but for the page. `even` is for tables under one another with the same
    columns, which then stand under one another too.
    """

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Row]
    sort: str = ""
    query: str = ""
    dense: bool = False
    even: bool = False
    caption_hidden: bool = False
    empty: EmptyState | None = None

    @property
    def headings(self) -> Sequence[Heading]:
        """Return the columns with the order each is in."""
        return [Heading(column=column, order=self._order(column), href=self._href(column)) for column in self.columns]

    @property
    def body(self) -> Sequence[RowOfCells]:
        """Return the rows with each cell under its column.

        :raises ValueError: where a row has more or fewer cells than there are columns.
        """
        return [
            RowOfCells(
                row=row,
                cells=[Cell(column=c, value=v) for c, v in zip(self.columns, row.cells, strict=True)],
            )
            for row in self.rows
        ]

    def _order(self, column: Column) -> str:
        if column.sort and self.sort == column.sort:
            return "ascending"
        return "descending" if column.sort and self.sort == f"-{column.sort}" else ""

    def _href(self, column: Column) -> str:
        wanted = f"-{column.sort}" if self._order(column) == "ascending" else column.sort
        kept = [(name, value) for name, value in parse_qsl(self.query) if name not in {"sort", "page", "after"}]
        return "?" + urlencode([*kept, ("sort", wanted)])


@dataclass(frozen=True, kw_only=True)
class SearchBox(Part):
    """A search by address (GET). `key` is the shortcut that leads here; `kept` is the rest of the address, by name."""

    action: str
    label: Words
    value: str = ""
    name: str = "q"
    hint: Words = ""
    key: str = ""
    kept: Sequence[tuple[str, str]] = ()
    id: str = "search"
    large: bool = False


@dataclass(frozen=True, kw_only=True)
class FilterChoice:
    """One value that a list can be filtered by."""

    value: str
    text: Words
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One thing that a list can be filtered by; the first choice is usually "All"."""

    name: str
    label: Words
    choices: Sequence[FilterChoice]


@dataclass(frozen=True, kw_only=True)
class FilterBar(Part):
    """Filters whose values stand in the address, so that a list can be shared as it is.

    `applied` are links that take one filter away each; `clear_href` takes all away; `kept` is the rest of the address.
    """

    filters: Sequence[Filter]
    action: str = ""
    kept: Sequence[tuple[str, str]] = ()
    applied: Sequence[Link] = ()
    clear_href: str = ""
    summary: Words = ""


@dataclass(frozen=True, kw_only=True)
class ActionBar(Part):
    """What can be done with the thing above, for staff: buttons in a row that stays in reach."""

    buttons: Sequence[Button]
    label: Words = ""
