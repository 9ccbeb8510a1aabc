"""Processing times, page by page; the ledger; and the range of one file."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from guichet.doors.api.access import TokenWith
from guichet.doors.api.problems import Problem
from guichet.doors.api.times.shapes import (
    FileTimeShape,
    LedgerPage,
    TimesPage,
    TimesShape,
    file_shape,
    ledger_shape,
    times_shape,
)
from guichet.identity.terms import Scope
from guichet.processing_times.queries import LedgerRow, Times, ledger, range_of, times_now, times_of

router = Router(tags=["times"])
Code = Annotated[str, Field(max_length=60, pattern=r"^[A-Za-z0-9_./-]*$")]
Place = Annotated[str, Field(max_length=120, pattern=r"^[A-Za-z0-9_./:-]*$")]
Number = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9-]+$")]
Limit = Annotated[int, Field(ge=1, le=100)]
Row = TypeVar("Row")


@router.get("/processing-times", response=TimesPage, summary="How long it takes, program by program")
def processing_times(request: HttpRequest, after: Place = "", limit: Limit = 50) -> dict[str, Any]:
    """List what is said today of every program and of its offices."""
    found, following = _page(times_now(office=None), _place, after, limit)
    return {"items": [times_shape(one) for one in found], "next": following}


@router.get(
    "/processing-times/{program}",
    response=list[TimesShape],
    summary="How long it takes in one program",
    openapi_extra={"x-problems": ["NOT_FOUND"]},
)
def processing_times_of(request: HttpRequest, program: Code) -> list[TimesShape]:
    """Tell what is said today of a program: wherever it is decided, then office by office."""
    found = times_of(program)
    if not found:
        raise Problem("NOT_FOUND")
    return [times_shape(one) for one in found]


@router.get("/times-accuracy", response=LedgerPage, summary="What was said each month, and what came of it")
def times_accuracy(request: HttpRequest, after: Place = "", limit: Limit = 50) -> dict[str, Any]:
    """List the ledger, by month and program."""
    found, following = _page(ledger(), _line, after, limit)
    return {"items": [ledger_shape(one) for one in found], "next": following}


@router.get(
    "/files/{number}/processing-time",
    response=FileTimeShape,
    auth=TokenWith(Scope.TIMES),
    summary="When a decision on one open file is likely",
    openapi_extra={"x-problems": ["NO_TOKEN", "WRONG_SCOPE", "NOT_FOUND"]},
)
def file_time(request: HttpRequest, number: Number) -> FileTimeShape:
    """Tell the range of an open file: the one its client reads. Nothing else of the file is said."""
    found = range_of(number)
    if found is None:
        raise Problem("NOT_FOUND")
    return file_shape(found)


def _place(times: Times) -> str:
    return f"{times.program}:{times.office}"


def _line(row: LedgerRow) -> str:
    return f"{row.month.isoformat()}:{row.program}"


def _page(rows: Sequence[Row], name: Callable[[Row], str], after: str, limit: int) -> tuple[list[Row], str | None]:
    """Return the rows whose names follow `after`, and the name to go on from where there are more."""
    following = sorted((row for row in rows if name(row) > after), key=name)
    page = following[:limit]
    return page, name(page[-1]) if len(following) > limit else None
