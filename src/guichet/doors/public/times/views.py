"""Shows how long things take, to everybody."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.programs.pages import slug
from guichet.doors.public.times.accuracy import accuracy_page, as_csv
from guichet.doors.public.times.forms import PlanForm
from guichet.doors.public.times.pages import program_times_page, times_page
from guichet.identity.terms import Right
from guichet.processing_times.queries import ledger, plan, said_over_time, times_now, times_of
from guichet.programs.queries import catalogue
from guichet.programs.terms import Line

# So far back the chart of a program and the ledger reach.
MONTHS_SHOWN = 24


@opens_to(Right.PUBLIC)
@require_safe
def times(request: Visit) -> HttpResponse:
    """Show every program, or those of one kind (`?kind=`) or office (`?office=`)."""
    everything = times_now(office=None)
    offices = sorted({each.office for each in everything if each.office})
    line, office = request.GET.get("kind", ""), request.GET.get("office", "")
    page = times_page(
        [each for each in everything if each.office == (office if office in offices else "")],
        offices,
        line=line if line in Line.values else "",
        office=office if office in offices else "",
        language=request.language,
        today=local_day(request.origin.at),
    )
    return render(request, "public/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def program(request: Visit, code: str) -> HttpResponse:
    """Show one program, with a plan for the day in the address (`?by_day=…`); what is not public is not found."""
    today = local_day(request.origin.at)
    found = next((each for each in catalogue().programs(on=today) if slug(each.code) == code), None)
    if found is None:
        raise Http404
    said = times_of(found.code)
    wait = next((each.wait for each in said if not each.office), None)
    asked = any(name.startswith("by") for name in request.GET)
    form = PlanForm(request.GET if asked else None, today=today)
    planned = plan(wait, form.cleaned_data["by"], today) if wait and form.is_valid() else None
    since = _months_before(today)
    page = program_times_page(
        found,
        said,
        said_over_time(found.code, since=since),
        ledger(found.code, since=since),
        form=form,
        plan=planned,
        language=request.language,
        today=today,
    )
    return render(request, "public/times/program.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def accuracy(request: Visit) -> HttpResponse:
    """Show the ledger, of all programs or of one (`?program=TRV`), or earlier months (`?before=2026-08-01`)."""
    code = _known_program(request)
    rows = ledger(code, since=_months_before(local_day(request.origin.at)))
    page = accuracy_page(rows, program=code, language=request.language, before=_day(request.GET.get("before", "")))
    return render(request, "public/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def accuracy_csv(request: Visit) -> HttpResponse:
    """Give the whole ledger as open data."""
    answer = HttpResponse(as_csv(ledger(_known_program(request))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="accuracy.csv"'
    return answer


def _day(text: str) -> date | None:
    """Return a day from an address; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _known_program(request: Visit) -> str:
    code = request.GET.get("program", "")
    return code if code in catalogue().program_rows else ""


def _months_before(today: date) -> date:
    return (today - timedelta(days=MONTHS_SHOWN * 30)).replace(day=1)
