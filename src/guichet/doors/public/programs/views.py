"""Shows the programs to everybody."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.banners import EVERYBODY, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.programs.pages import program_page, programs_page, slug
from guichet.identity.terms import Right
from guichet.knowledge.queries import notices_for
from guichet.plans.queries import JournalCount, Question, answers_for, journal_totals
from guichet.plans.rules.journal.content import NotAJournal
from guichet.processing_times.queries import times_of
from guichet.programs.queries import catalogue

# The programs whose form asks for days in Canada.
COUNTS_DAYS = frozenset({"CIT-GRANT", "PRCARD", "PRTD"})


@opens_to(Right.PUBLIC)
@require_safe
def programs(request: Visit) -> HttpResponse:
    """Show the list of programs."""
    page = programs_page(request.language, local_day(request.origin.at))
    return render(request, "public/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def program(request: Visit, code: str) -> HttpResponse:
    """Show one program; what is not in public lists, or has ended, is not found."""
    today = local_day(request.origin.at)
    found = next((each for each in catalogue().programs(on=today) if slug(each.code) == code), None)
    if found is None:
        raise Http404
    shown = banners(notices_for(EVERYBODY, on=today, programs=[found.code]), request.language)
    journal = _journal(request, found.code, today)
    said = _said(request, found.code, today)
    wait = next((each.wait for each in times_of(found.code) if not each.office), None)
    page = program_page(found, request.language, today, wait=wait, notices=shown, journal=journal, said=said)
    return render(request, "public/page.html", {"page": page})


def _said(request: Visit, program: str, today: date) -> list[tuple[Question, str]]:
    """Return what the reader said of themselves in the finder, where they keep it in their account."""
    user_id = request.viewer.user_id
    return answers_for(account_id=user_id, program=program, on=today) if user_id is not None else []


def _journal(request: Visit, program: str, today: date) -> JournalCount | None:
    """Return the totals of the reader’s own travel journal, where a program asks for them and they keep one."""
    user_id = request.viewer.user_id if program in COUNTS_DAYS else None
    try:
        return journal_totals(user_id, today) if user_id is not None else None
    except NotAJournal:
        # Written by another version of this service: its own page says so.
        return None
