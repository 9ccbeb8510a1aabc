"""Getting a client back in: one asks, another confirms, the client can stop it."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guichet.clients.actions import ask_recovery, confirm_recovery, finish_recovery, stop_recovery
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.known.pages import PlainStaffPage
from guichet.doors.desk.recovery import pages
from guichet.doors.desk.recovery.forms import RecoveryForm
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.actions import CannotRecover
from guichet.identity.queries import NotAllowed, recoveries, recovery
from guichet.identity.terms import RecoveryOutcome, Right
from guichet.journal.terms import Channel


@opens_to(Right.RECOVER_ACCOUNT, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recover(visit: Visit, client_id: int) -> HttpResponse:
    """Ask that a client gets back in."""
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    look(visit, client_id=client_id, subject=f"client:{client_id}", page="desk:recover")
    form, refusal = RecoveryForm(visit.POST if visit.method == "POST" else None), None
    if form.is_valid():
        try:
            number = ask_recovery(
                viewer=visit.viewer,
                client_id=client_id,
                outcome=RecoveryOutcome(form.cleaned_data["outcome"]),
                new_email=form.cleaned_data["new_email"],
                postal_address=form.cleaned_data["postal_address"],
                origin=visit.origin,
            )
        except CannotRecover as refused:
            refusal = refused.refusal
        else:
            return redirect("desk:recovery", number)
    return _show(visit, pages.ask_page(visit, client_id, form, refusal))


@opens_to(Right.RECOVER_ACCOUNT, channel=Channel.DESK)
@never_cache
@require_safe
def all_recoveries(visit: Visit) -> HttpResponse:
    """Show those that are open."""
    return _show(visit, pages.list_page(visit, recoveries(viewer=visit.viewer)))


@opens_to(Right.RECOVER_ACCOUNT, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_recovery(visit: Visit, recovery_id: int) -> HttpResponse:
    """Show one; confirm it, or finish it where the client stands before one."""
    refusal = None
    try:
        found = recovery(recovery_id, viewer=visit.viewer)
        if visit.method == "POST":
            if found.state.confirmed_at is None:
                confirm_recovery(viewer=visit.viewer, recovery_id=recovery_id, origin=visit.origin)
                return redirect("desk:recovery", recovery_id)
            if found.outcome is RecoveryOutcome.SHEET_IN_HAND:
                done = finish_recovery(recovery_id=recovery_id, origin=visit.origin)
                assert done.sheet is not None
                return _show(visit, pages.sheet_page(visit, done.sheet))
    except NotAllowed:
        raise Http404 from None
    except CannotRecover as refused:
        refusal = refused.refusal
    return _show(visit, pages.one_page(visit, found, forms.Form(), refusal))


@opens_to(Right.CONFIRM_RECOVERY, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(visit: Visit, recovery_id: int) -> HttpResponse:
    """Ask whether to stop one; once told, stop it."""
    try:
        found = recovery(recovery_id, viewer=visit.viewer)
        if visit.method == "POST":
            stop_recovery(viewer=visit.viewer, recovery_id=recovery_id, origin=visit.origin)
            return redirect("desk:recovery", recovery_id)
    except NotAllowed:
        raise Http404 from None
    except CannotRecover as refused:
        return _show(visit, pages.one_page(visit, found, forms.Form(), refused.refusal))
    return _show(visit, pages.stop_page(visit, found, forms.Form()))


def _show(visit: Visit, page: PlainStaffPage) -> HttpResponse:
    return render(visit, "desk/plain.html", {"page": page})
