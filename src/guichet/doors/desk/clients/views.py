"""Opening a client for a purpose, seeing them, closing them."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.queries import client as client_facts
from guichet.clients.queries import found_by_number, serving
from guichet.doors.desk.clients import pages
from guichet.doors.desk.clients.forms import PurposeForm, ReasonForm
from guichet.doors.desk.clients.opening import for_a_purpose, look
from guichet.doors.desk.clients.tabs import ClientTab
from guichet.doors.entrance import Visit, close_client, open_client, opens_to
from guichet.identity.actions import end_contact
from guichet.identity.queries import NotAllowed, may_investigate
from guichet.identity.rules import ORDINARY_PURPOSES
from guichet.identity.terms import Barrier, Purpose, Right
from guichet.journal.terms import Channel
from guichet.oversight.actions import CannotOpen, break_glass, note_opening
from guichet.oversight.queries import barrier_for


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_file(visit: Visit, client_id: int) -> HttpResponse:
    """Ask why a client is opened; once told, open them for half an hour and go to what was wanted."""
    found = found_by_number([client_id], viewer=visit.viewer)
    if not found:
        raise Http404
    investigating = may_investigate(viewer=visit.viewer, client_id=client_id, now=visit.origin.at)
    form = PurposeForm(
        visit.POST if visit.method == "POST" else None,
        initial={"next": visit.GET.get("next")},
        investigating=investigating,
    )
    if form.is_valid():
        client_id = found[0].client_id
        purpose, onward = Purpose(form.cleaned_data["purpose"]), form.cleaned_data["next"]
        if purpose is not Purpose.INVESTIGATION and barrier_for(
            viewer=visit.viewer, client_id=client_id, purpose=purpose, now=visit.origin.at
        ):
            asked = urlencode({"purpose": purpose.value, "next": onward})
            return redirect(f"{reverse('desk:break-glass', args=[client_id])}?{asked}")
        note_opening(viewer=visit.viewer, client_id=client_id, purpose=purpose, origin=visit.origin)
        open_client(visit, client_id, purpose)
        end_contact(viewer=visit.viewer, client_id=client_id, origin=visit.origin)
        return redirect(_wanted(visit, onward, client_id))
    return render(visit, "desk/open.html", {"page": pages.purpose_page(visit, found[0], form)})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_for_a_reason(visit: Visit, client_id: int) -> HttpResponse:
    """Ask for a reason in words, where a file is not among somebody's own; once given, open it for a short time."""
    found = found_by_number([client_id], viewer=visit.viewer)
    if not found:
        raise Http404
    said = visit.POST if visit.method == "POST" else visit.GET
    purpose = said.get("purpose", "")
    if purpose not in {one.value for one in ORDINARY_PURPOSES}:
        return redirect("desk:open", client_id)
    standing = barrier_for(
        viewer=visit.viewer, client_id=client_id, purpose=Purpose(purpose), now=visit.origin.at
    )  # fmt: skip
    if standing is None:
        return redirect("desk:open", client_id)
    form = ReasonForm(
        visit.POST if visit.method == "POST" else None, initial={"purpose": purpose, "next": said.get("next", "")}
    )
    if form.is_valid() and standing is not Barrier.OWN_FILE:
        try:
            until = break_glass(
                viewer=visit.viewer,
                client_id=client_id,
                purpose=Purpose(purpose),
                reason=form.cleaned_data["reason"],
                origin=visit.origin,
            )
        except CannotOpen as refused:
            form.add_error("reason", str(refused.reason.label))
        else:
            open_client(visit, client_id, Purpose.BREAK_GLASS, until=until)
            return redirect(_wanted(visit, form.cleaned_data["next"], client_id))
    page = pages.reason_page(visit, found[0], standing, None if standing is Barrier.OWN_FILE else form)
    return render(visit, "desk/break_glass.html", {"page": page})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_safe
@for_a_purpose
def client(visit: Visit, client_id: int) -> HttpResponse:
    """Show a client: who they are, and one of the tabs."""
    tab = ClientTab.of(visit.GET.get("tab"))
    try:
        facts = client_facts(client_id, viewer=visit.viewer)
        known = serving(client_id, viewer=visit.viewer, now=visit.origin.at, language=visit.language)
    except NotAllowed:  # opened a moment ago, and gone since
        raise Http404 from None
    if facts.client_id != client_id:
        return redirect(f"{reverse('desk:client', args=[facts.client_id])}?{visit.GET.urlencode()}")
    # Each record of this person: should they be parted, each owner still knows who looked.
    for number in visit.viewer.everyone_of(client_id):
        look(visit, client_id=number, subject=f"client:{number}", page=f"desk:client:{tab.value}")
    return render(visit, "desk/client.html", {"page": pages.client_page(visit, facts, known, tab)})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@require_POST
def close(visit: Visit, client_id: int) -> HttpResponse:
    """Close a client: the call is over."""
    end_contact(viewer=visit.viewer, client_id=client_id, origin=visit.origin)
    close_client(visit, client_id)
    return redirect("desk:home")


def _wanted(visit: Visit, address: str, client_id: int) -> str:
    """Return where the person wanted to go, if that is one of our own pages; else the client."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={visit.get_host()}, require_https=visit.is_secure())
    return address if address and ours else reverse("desk:client", args=[client_id])
