"""Programs and service standards, as staff read them: every record, with its source, its dates and its faults."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.catalogue import pages
from guichet.doors.office.catalogue.records import Kind
from guichet.doors.office.catalogue.standards import standards_page
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.programs.queries import catalogue


@opens_to(Right.CATALOGUE, channel=Channel.OFFICE)
@require_safe
def programs(visit: Visit) -> HttpResponse:
    """Show one kind of record of the catalogue."""
    kind = visit.GET.get("kind", "")
    chosen = Kind(kind) if kind in Kind.values else Kind.PROGRAMS
    page = pages.records_page(visit, chosen, visit.GET.get("q", "")[:80])
    return render(visit, "office/catalogue/records.html", {"page": page})


@opens_to(Right.CATALOGUE, channel=Channel.OFFICE)
@require_safe
def program(visit: Visit, code: str) -> HttpResponse:
    """Show everything that the catalogue says of one program."""
    found = catalogue()
    if not found.has_program(code):
        raise Http404
    return render(visit, "office/catalogue/program.html", {"page": pages.program_page(visit, found.program(code))})


@opens_to(Right.CATALOGUE, channel=Channel.OFFICE)
@require_safe
def standards(visit: Visit) -> HttpResponse:
    """Show the service standards in force, with their results."""
    return render(visit, "office/catalogue/standards.html", {"page": standards_page(visit)})
