"""Notices in force: what departments’ own pages, voice menus and partners show as well."""

from datetime import date
from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import Field as Shape

from guichet.design.dates import local_day
from guichet.doors.api.catalogue.shapes import TextShape
from guichet.doors.banners import EVERYBODY
from guichet.doors.entrance import Visit
from guichet.knowledge.queries import notices_for
from guichet.knowledge.rules import PublicNotice

router = Router(tags=["notices"])
# Few notices are in force at once; a department with more than this has something else to mend.
MOST = 100
Program = Annotated[str, Shape(max_length=20, pattern=r"^[A-Za-z0-9_./-]*$")]
Country = Annotated[str, Shape(max_length=3, pattern=r"^(?:[A-Za-z]{3})?$")]


class NoticeShape(Schema):
    kind: str = Field(description="URGENT, WARNING or INFORMATION.")
    title: TextShape
    text: TextShape
    programs: list[str] = Field(description="What it is about; empty for all programs.")
    countries: list[str] = Field(description="ISO 3166-1 alpha-3, of residence or passport; empty for all.")
    offices: list[str] = Field(description="Empty for all offices.")
    shows_from: date
    shows_until: date = Field(description="The last day on which it holds.")


class NoticesPage(Schema):
    items: list[NoticeShape]


@router.get("/notices", response=NoticesPage, summary="Notices in force today")
def notices(request: HttpRequest, program: Program = "", country: Country = "") -> NoticesPage:
    """List the notices in force today, the most urgent first; with `program` or `country`, those that concern it."""
    found = notices_for(
        EVERYBODY,
        on=local_day(cast(Visit, request).origin.at),
        programs=[program.upper()] if program else None,
        countries=[country.upper()] if country else None,
    )
    return NoticesPage(items=[_shape(one) for one in found[:MOST]])


def _shape(one: PublicNotice) -> NoticeShape:
    return NoticeShape(
        kind=one.kind.value,
        title=TextShape(en=one.title.en, fr=one.title.fr),
        text=TextShape(en=one.text.en, fr=one.text.fr),
        programs=list(one.programs),
        countries=list(one.countries),
        offices=list(one.offices),
        shows_from=one.shows_from,
        shows_until=one.shows_until,
    )
