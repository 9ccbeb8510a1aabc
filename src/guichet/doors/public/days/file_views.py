"""Takes lists and calendars into a journal, line by line, and hands a journal out as a file."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.assessment.terms import Route
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.days import file_pages as pages
from guichet.doors.public.days.forms import DAY_FIRST, FileForm, OrderForm
from guichet.doors.public.days.held import held_by, today_of, write
from guichet.doors.public.days.views import SAFE_OR_SENT, show
from guichet.identity.terms import Right
from guichet.plans.rules.journal.calendars import write_calendar
from guichet.plans.rules.journal.content import Entry, Journal, TripEntry, with_entries, with_owner
from guichet.plans.rules.journal.files import CannotRead, held_against
from guichet.plans.rules.journal.lists import write_list
from guichet.plans.rules.journal.whole import read_any, write_whole


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def bring(visit: Visit) -> HttpResponse:
    """Read a file, and show what it holds; nothing is taken yet."""
    form = FileForm(visit.POST or None, visit.FILES or None) if visit.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read() if file else form.cleaned_data["text"].encode()
        return _read(visit, data, form)
    return show(visit, pages.file_page(form))


@opens_to(Right.PUBLIC)
@never_cache
@require_POST
def order(visit: Visit) -> HttpResponse:
    """Read a list again, in the order that the person chose."""
    form = OrderForm(visit.POST)
    data = pages.opened_file(visit.POST.get("sealed", ""))
    if data is None:
        return _begin_again(visit)
    if not form.is_valid():
        return shown_order(visit, form, data)
    return _read(visit, data, FileForm(), day_first=form.cleaned_data["order"] == DAY_FIRST)


@opens_to(Right.PUBLIC)
@never_cache
@require_POST
def take(visit: Visit) -> HttpResponse:
    """Take the lines that were ticked; one change, that can be taken back."""
    opened = pages.opened_entries(visit.POST.get("sealed", ""))
    if opened is None:
        return _begin_again(visit)
    entries, besides = opened
    ticked = {int(text) for text in visit.POST.getlist("line") if text.isascii() and text.isdecimal() and len(text) < 6}
    chosen = [_as_planned(entry, today_of(visit)) for number, entry in enumerate(entries) if number in ticked]

    def changed(journal: Journal) -> Journal:
        taken = with_entries(journal, chosen) if chosen else journal
        since, signs = (date.fromisoformat(besides[name]) if besides[name] else None for name in ("since", "signs"))
        # A page that was sealed by the version before says neither.
        route = Route(besides["route"]) if besides.get("route") else None
        asked = bool(besides.get("asked"))
        return with_owner(taken, asked=asked, resident_since=since, signs_on=signs, route=route)

    done = ngettext("%(count)s line is taken.", "%(count)s lines are taken.", len(chosen)) % {"count": len(chosen)}
    write(visit, changed, done=done)
    return redirect("public:days-trips" if held_by(visit).journal.asked else "public:days-resident")


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def export(visit: Visit, form: str) -> HttpResponse:
    """Hand out the journal as a list, a calendar, or whole."""
    journal = held_by(visit).journal
    match form:
        case "csv":
            # With the mark by which spreadsheets know the letters.
            content, kind = b"\xef\xbb\xbf" + write_list(journal, visit.language).encode(), "text/csv; charset=utf-8"
        case "ics":
            content, kind = write_calendar(journal, visit.language, made_at=visit.origin.at), "text/calendar"
        case "json":
            content, kind = write_whole(journal), "application/json"
        case _:
            raise Http404
    name = _("travel-journal")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _read(visit: Visit, data: bytes, form: FileForm, *, day_first: bool | None = None) -> HttpResponse:
    try:
        reading = read_any(data, ZoneInfo(settings.TIME_ZONE), day_first=day_first)
    except CannotRead as refused:
        bound = form if form.is_bound else FileForm({})
        bound.full_clean()
        bound.errors.clear()
        bound.add_error("file", str(refused.reason.label))
        return show(visit, pages.file_page(bound))
    if reading.asks_order:
        return shown_order(visit, OrderForm(initial={"sealed": pages.sealed_file(data)}), data)
    page = pages.preview_page(held_against(reading, held_by(visit).journal))
    return render(visit, "public/days/preview.html", {"page": page})


def shown_order(visit: Visit, form: OrderForm, data: bytes) -> HttpResponse:
    """Ask in which order the dates stand."""
    example = read_any(data, ZoneInfo(settings.TIME_ZONE)).example
    return render(visit, "public/days/order.html", {"page": pages.order_page(form, example)})


def _as_planned(entry: Entry, today: date) -> Entry:
    """Return a trip that is still to come as planned."""
    if isinstance(entry, TripEntry) and entry.out > today:
        return entry.model_copy(update={"planned": True})
    return entry


def _begin_again(visit: Visit) -> HttpResponse:
    messages.warning(visit, _("Too much time went by. Choose your file once more."))
    return redirect("public:days-import")
