"""Saves a journal if its person says so, opens it by its code, prints it, and removes it at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.doors.drafts import CannotKeep, keep_draft, let_go, remove, resume
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.days import keep_pages as pages
from guichet.doors.public.days.forms import OpenForm
from guichet.doors.public.days.held import KIND, held_by, today_of, write
from guichet.doors.public.days.views import SAFE_OR_SENT, show
from guichet.identity.terms import Right
from guichet.plans.queries import OpenPlan, count_journal, open_plan
from guichet.plans.rules.journal.content import merged


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def keep(visit: Visit) -> HttpResponse:
    """Save the journal: in the account of who is signed in, else under a new code."""
    held = held_by(visit)
    if held.journal.is_empty:
        return redirect("public:days")
    theirs = _of_account(visit)
    if visit.method == "POST":
        try:
            if theirs and not held.in_account:
                # Both become one: the journal of the account takes what it lacks, and the other one goes.
                remove(visit, KIND)
                write(visit, lambda journal: merged(journal, held.journal))
            else:
                keep_draft(visit, KIND)
        except CannotKeep as refused:
            messages.error(visit, str(refused.reason.label))
        else:
            messages.success(visit, _("Your journal is saved."))
        return redirect("public:days-keep")
    page = pages.keep_page(held, signed_in=_is_client(visit), account_has_one=theirs is not None)
    return show(visit, page)


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def open_saved(visit: Visit) -> HttpResponse:
    """Open on this device what was saved under a code."""
    form = OpenForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            resume(visit, KIND, form.cleaned_data["code"])
        except CannotKeep as refused:
            form.add_error("code", str(refused.reason.label))
        else:
            return redirect("public:days")
    return show(visit, pages.open_page(form))


@opens_to(Right.PUBLIC)
@never_cache
@require_POST
def close(visit: Visit) -> HttpResponse:
    """Have this device forget a journal that stays saved."""
    let_go(visit, KIND)
    messages.success(visit, _("Your journal is closed on this device. It stays saved."))
    return redirect("public:days")


@opens_to(Right.PUBLIC)
@never_cache
@require_POST
def forget(visit: Visit) -> HttpResponse:
    """Remove the journal at once, wherever it is kept."""
    remove(visit, KIND)
    messages.success(visit, _("Your journal is removed."))
    return redirect("public:days")


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def printed(visit: Visit) -> HttpResponse:
    """Show the journal as it is printed."""
    held = held_by(visit)
    if held.journal.is_empty:
        return redirect("public:days")
    page = pages.print_page(held, count_journal(held.journal, today_of(visit)), visit.language)
    return render(visit, "public/days/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def paper(visit: Visit) -> HttpResponse:
    """Show the empty form."""
    return render(visit, "public/days/wide.html", {"page": pages.paper_page(today_of(visit), visit.language)})


def _is_client(visit: Visit) -> bool:
    return visit.viewer.user_id is not None and visit.viewer.staff_id is None


def _of_account(visit: Visit) -> OpenPlan | None:
    user_id = visit.viewer.user_id
    return open_plan(kind=KIND, account_id=user_id, on=today_of(visit)) if user_id is not None else None
