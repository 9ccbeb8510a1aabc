"""Shows what a journal comes to, the calendar, a trip thought of; asks who somebody is and when they sign."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.assessment.rules.days import Trip
from guichet.assessment.terms import Route
from guichet.design.parts import Content
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.days import pages
from guichet.doors.public.days.forms import ON_A_DAY, SOON, ResidentForm, SigningForm, WhatIfForm
from guichet.doors.public.days.held import Held, held_by, today_of, write
from guichet.identity.terms import Right
from guichet.plans.queries import count_journal, longest_trip, one_more_trip
from guichet.plans.rules.journal.content import said, signing, undone

SAFE_OR_SENT = ["GET", "HEAD", "POST"]
# No address of a year has more digits.
YEAR_DIGITS = 4


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def days(visit: Visit) -> HttpResponse:
    """Show what the journal comes to; where there is none, how to begin."""
    held = held_by(visit)
    if held.journal.is_empty:
        return show(visit, pages.start_page())
    count = count_journal(held.journal, today_of(visit))
    return show(visit, pages.result_page(held, count, visit.language))


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def calendar(visit: Visit) -> HttpResponse:
    """Show a year of the journal, the last one where the address names none."""
    held = held_by(visit)
    if held.journal.is_empty:
        return redirect("public:days")
    typed = visit.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= YEAR_DIGITS else None
    page = pages.calendar_page(held, count_journal(held.journal, today_of(visit)), year, visit.language)
    return render(visit, "public/days/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def resident(visit: Visit) -> HttpResponse:
    """Ask since when somebody is a permanent resident."""
    held, today = held_by(visit), today_of(visit)
    form = ResidentForm(
        visit.POST if visit.method == "POST" else None, initial=ResidentForm.of(held.journal), today=today
    )
    if form.is_valid():
        since = form.answer
        first = not held.journal.asked
        if write(visit, lambda journal: said(journal, resident_since=since, route=journal.route)):
            return redirect("public:days-trips" if first else "public:days")
    return show(visit, pages.form_page(_("Your permanent residence"), form))


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def sign(visit: Visit) -> HttpResponse:
    """Ask when somebody means to sign, and by which way they apply."""
    held, today = held_by(visit), today_of(visit)
    before = held.journal
    initial = {
        "when": ON_A_DAY if before.signs_on else SOON,
        "signs_on": before.signs_on,
        "route": before.route.value,
    }
    form = SigningForm(visit.POST if visit.method == "POST" else None, initial=initial, today=today)
    if form.is_valid():
        day, route = form.day, Route(form.cleaned_data["route"])
        if write(
            visit,
            lambda journal: signing(said(journal, resident_since=journal.resident_since, route=route), day),
        ):
            return redirect("public:days")
    lead = _("The days that count are those of the years before the day of signing.")
    return show(visit, pages.form_page(_("Your application"), form, lead=lead))


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def plan(visit: Visit) -> HttpResponse:
    """Show what a trip would change, or how long it may be; the trip stands in the address and is not kept."""
    held, today = held_by(visit), today_of(visit)
    if held.journal.is_empty:
        return redirect("public:days")
    form = WhatIfForm(visit.GET or None, today=today)
    answer = _answer(visit, held, form, today) if form.is_bound and form.is_valid() else []
    return render(visit, "public/days/plan.html", {"page": pages.plan_page(held, form, answer)})


def _answer(visit: Visit, held: Held, form: WhatIfForm, today: date) -> list[Content]:
    out, back, by = (form.cleaned_data[name] for name in ("out", "back", "by"))
    if back:
        asked = one_more_trip(held.journal, today, Trip(out, back))
        return pages.trip_answer(asked, out, back, visit.language)
    return pages.longest_answer(out, by, longest_trip(held.journal, out, by), visit.language)


@opens_to(Right.PUBLIC)
@never_cache
@require_POST
def undo(visit: Visit) -> HttpResponse:
    """Take back the last change of the journal."""
    write(visit, undone, done=_("The last change is taken back."))
    return redirect("public:days-trips")


def show(visit: Visit, page: pages.DaysPage) -> HttpResponse:
    """Show a page of the journal."""
    return render(visit, "public/days/page.html", {"page": page})
