"""In which order the files of those whom somebody helps need them: what runs out first stands first. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from guichet.applications.queries import FileSummary
from guichet.applications.terms import Overall


class Shown(StrEnum):
    """Which files of a portfolio are shown."""

    OPEN = "open"
    TURN = "turn"
    CLOSED = "closed"
    ALL = "all"


def by_need(files: Iterable[FileSummary]) -> list[FileSummary]:
    """Return files by what needs doing first: the day due, then without a day, then the latest; closed last."""
    return sorted(files, key=_need)


def chosen(
    files: Iterable[FileSummary], *, shown: Shown, words: str, names: Mapping[int, str]
) -> Sequence[FileSummary]:
    """Return the files of a kind whose client’s name, number or program has these words."""
    wanted = words.casefold().split()
    return [file for file in files if _is(file, shown) and all(word in _said(file, names) for word in wanted)]


def _is(file: FileSummary, shown: Shown) -> bool:
    is_closed = file.overall == Overall.CLOSED and not file.to_do
    return {
        Shown.ALL: True,
        Shown.OPEN: not is_closed,
        Shown.TURN: file.to_do is not None,
        Shown.CLOSED: is_closed,
    }[shown]


def _said(file: FileSummary, names: Mapping[int, str]) -> str:
    return f"{names.get(file.client_id, '')} {file.number} {file.program}".casefold()


def _need(file: FileSummary) -> tuple[int, date, float, str]:
    quiet = -file.latest_at.timestamp()
    if file.to_do:
        return (0 if file.to_do.due_on else 1, file.to_do.due_on or date.max, quiet, file.number)
    return (3 if file.overall == Overall.CLOSED else 2, date.max, quiet, file.number)
