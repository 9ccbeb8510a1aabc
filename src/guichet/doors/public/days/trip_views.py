"""Shows the trips and times of a journal, and writes them down, changes and removes them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.days import trip_pages as pages
from guichet.doors.public.days.forms import PeriodForm, TripForm
from guichet.doors.public.days.held import held_by, today_of, write
from guichet.doors.public.days.views import SAFE_OR_SENT, show
from guichet.identity.terms import Right
from guichet.plans.queries import count_journal
from guichet.plans.rules.journal.content import Journal, with_entries, with_instead, without

# No address of a page of trips has more digits.
PAGE_DIGITS = 4


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def trips(visit: Visit) -> HttpResponse:
    """Show the trips, the last first, and what is to be said of each."""
    held = held_by(visit)
    typed = visit.GET.get("page", "")
    page = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= PAGE_DIGITS else 1
    return show(visit, pages.trips_page(held, count_journal(held.journal, today_of(visit)), page, visit.language))


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def add_trip(visit: Visit) -> HttpResponse:
    """Write down a trip."""
    form = TripForm(visit.POST if visit.method == "POST" else None, today=today_of(visit))
    if form.is_valid():
        entry = form.entry()
        done = _("Your planned trip is written down.") if entry.planned else _("Your trip is written down.")
        if write(visit, lambda journal: with_entries(journal, [entry]), done=done):
            return redirect("public:days-trips")
    return show(visit, pages.trip_page(form, None))


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def trip(visit: Visit, number: int) -> HttpResponse:
    """Change a trip."""
    before = held_by(visit).journal.trip(number)
    if before is None:
        return _gone(visit)
    initial = before.model_dump(include={"out", "back", "country", "reason", "proof", "unsure"})
    form = TripForm(visit.POST if visit.method == "POST" else None, initial=initial, today=today_of(visit))
    if form.is_valid():
        entry = form.entry(number)
        if write(visit, lambda journal: with_instead(journal, entry), done=_("Your trip is changed.")):
            return redirect("public:days-trips")
    return show(visit, pages.trip_page(form, before))


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def add_time(visit: Visit) -> HttpResponse:
    """Write down a time that counts otherwise."""
    form = PeriodForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        entry = form.entry()
        if write(visit, lambda journal: with_entries(journal, [entry]), done=_("This time is written down.")):
            return redirect("public:days-trips")
    return show(visit, pages.time_page(form, None))


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def a_time(visit: Visit, number: int) -> HttpResponse:
    """Change a time that counts otherwise."""
    before = held_by(visit).journal.period(number)
    if before is None:
        return _gone(visit)
    initial = {"kind": before.kind.value, "first": before.first, "last": before.last, "note": before.note}
    form = PeriodForm(visit.POST if visit.method == "POST" else None, initial=initial)
    if form.is_valid():
        entry = form.entry(number)
        if write(visit, lambda journal: with_instead(journal, entry), done=_("This time is changed.")):
            return redirect("public:days-trips")
    return show(visit, pages.time_page(form, before))


@opens_to(Right.PUBLIC)
@never_cache
@require_POST
def remove(visit: Visit, number: int) -> HttpResponse:
    """Remove a trip or a time; it can be taken back."""
    journal: Journal = held_by(visit).journal
    if journal.trip(number) is None and journal.period(number) is None:
        return _gone(visit)
    write(visit, lambda now: without(now, number), done=_("It is removed. You can take this back below."))
    return redirect("public:days-trips")


def _gone(visit: Visit) -> HttpResponse:
    messages.warning(visit, _("This is not in your journal any more. It may have been changed on another device."))
    return redirect("public:days-trips")
