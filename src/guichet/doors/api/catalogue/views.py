"""Programs and service standards, page by page."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, TypeVar, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from guichet.doors.api.catalogue.shapes import (
    ProgramShape,
    ProgramsPage,
    StandardShape,
    StandardsPage,
    program_shape,
    standard_shape,
)
from guichet.doors.api.problems import Problem
from guichet.doors.entrance import Visit
from guichet.programs.queries import catalogue
from guichet.standards.queries import standards

router = Router(tags=["catalogue"])
Code = Annotated[str, Field(max_length=60, pattern=r"^[A-Za-z0-9_./-]*$")]
Limit = Annotated[int, Field(ge=1, le=100)]
Row = TypeVar("Row")


@router.get("/programs", response=ProgramsPage, summary="Programs that people apply for")
def programs(request: HttpRequest, after: Code = "", limit: Limit = 50) -> dict[str, Any]:
    """List the programs in force today, by code."""
    on = _today(request)
    found, following = _page(catalogue().programs(on=on), lambda program: program.code, after, limit)
    return {"items": [program_shape(program, catalogue(), on) for program in found], "next": following}


@router.get(
    "/programs/{code}", response=ProgramShape, summary="One program", openapi_extra={"x-problems": ["NOT_FOUND"]}
)
def program(request: HttpRequest, code: Code) -> ProgramShape:
    """Tell of one program in force today."""
    on = _today(request)
    for found in catalogue().programs(on=on):
        if found.code == code:
            return program_shape(found, catalogue(), on)
    raise Problem("NOT_FOUND")


@router.get("/standards", response=StandardsPage, summary="Service standards and their results")
def service_standards(request: HttpRequest, after: Code = "", limit: Limit = 50) -> dict[str, Any]:
    """List the service standards in force today, by code, with their published results."""
    found, following = _page(standards(_today(request)), lambda standard: standard.code, after, limit)
    return {"items": [standard_shape(standard) for standard in found], "next": following}


@router.get(
    "/standards/{code}",
    response=StandardShape,
    summary="One service standard",
    openapi_extra={"x-problems": ["NOT_FOUND"]},
)
def service_standard(request: HttpRequest, code: Code) -> StandardShape:
    """Tell of one service standard in force today."""
    for found in standards(_today(request)):
        if found.code == code:
            return standard_shape(found)
    raise Problem("NOT_FOUND")


def _today(request: HttpRequest) -> date:
    return timezone.localdate(cast(Visit, request).entrance.at)


def _page(rows: Iterable[Row], code: Callable[[Row], str], after: str, limit: int) -> tuple[list[Row], str | None]:
    """Return the rows whose codes follow `after`, and the code to go on from where there are more."""
    following = sorted((row for row in rows if code(row) > after), key=code)
    page = following[:limit]
    return page, code(page[-1]) if len(following) > limit else None
