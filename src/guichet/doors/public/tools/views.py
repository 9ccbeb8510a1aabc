"""Shows the tools: what is asked, then the answer. Everything stands in the address; nothing is kept."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.tools.asking import Asker, ask
from guichet.doors.public.tools.biometrics import BIOMETRICS
from guichet.doors.public.tools.complete import COMPLETE
from guichet.doors.public.tools.descent import DESCENT
from guichet.doors.public.tools.from_journal import from_journal, journal_of
from guichet.doors.public.tools.funds import FUNDS
from guichet.doors.public.tools.grid import GRID
from guichet.doors.public.tools.hub import tools_page
from guichet.doors.public.tools.income import INCOME
from guichet.doors.public.tools.levels import LEVELS
from guichet.doors.public.tools.medical import MEDICAL
from guichet.doors.public.tools.pages import Tool, tool_page
from guichet.doors.public.tools.points import POINTS
from guichet.doors.public.tools.residence import RESIDENCE
from guichet.doors.public.tools.stay import STAY
from guichet.doors.public.tools.visa import VISA
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@require_safe
def tools(request: Visit) -> HttpResponse:
    """Show all tools."""
    return render(request, "public/wide.html", {"page": tools_page()})


@opens_to(Right.PUBLIC)
@require_safe
def visa(request: Visit) -> HttpResponse:
    """Show whether somebody needs a visa or an eTA."""
    return _show(request, VISA)


@opens_to(Right.PUBLIC)
@require_safe
def points(request: Visit) -> HttpResponse:
    """Show the points of the Comprehensive Ranking System."""
    return _show(request, POINTS)


@opens_to(Right.PUBLIC)
@require_safe
def grid(request: Visit) -> HttpResponse:
    """Show the points of a skilled worker, of which 67 are asked."""
    return _show(request, GRID)


@opens_to(Right.PUBLIC)
@require_safe
def funds(request: Visit) -> HttpResponse:
    """Show the settlement funds of a worker."""
    return _show(request, FUNDS)


@opens_to(Right.PUBLIC)
@require_safe
def income(request: Visit) -> HttpResponse:
    """Show the income that a sponsor needs, and for how long they answer."""
    return _show(request, INCOME)


@opens_to(Right.PUBLIC)
@require_safe
def biometrics(request: Visit) -> HttpResponse:
    """Show whether fingerprints and a photo must be given."""
    return _show(request, BIOMETRICS)


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def residence(request: Visit) -> HttpResponse:
    """Show the days of a permanent resident; whoever keeps a travel journal need not type them again."""
    journal = None if request.GET else journal_of(request)
    return _show(request, replace(RESIDENCE, warnings=partial(from_journal, journal)) if journal else RESIDENCE)


@opens_to(Right.PUBLIC)
@require_safe
def levels(request: Visit) -> HttpResponse:
    """Show what the results of a test of language come to."""
    return _show(request, LEVELS)


@opens_to(Right.PUBLIC)
@require_safe
def descent(request: Visit) -> HttpResponse:
    """Show whether somebody is a citizen by birth."""
    return _show(request, DESCENT)


@opens_to(Right.PUBLIC)
@require_safe
def stay(request: Visit) -> HttpResponse:
    """Show until when somebody may stay."""
    return _show(request, STAY)


@opens_to(Right.PUBLIC)
@require_safe
def medical(request: Visit) -> HttpResponse:
    """Show whether a medical exam must be had."""
    return _show(request, MEDICAL)


@opens_to(Right.PUBLIC)
@require_safe
def complete(request: Visit) -> HttpResponse:
    """Show whether an application is complete."""
    return _show(request, COMPLETE)


def _show(request: Visit, tool: Tool) -> HttpResponse:
    asker = Asker(request.language, local_day(request.origin.at))
    page = tool_page(tool, ask(tool.groups, request.GET, asker), asker, request.GET)
    return render(request, "public/tools/tool.html", {"page": page})
