"""Opening a client for a purpose, seeing them, closing them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.queries import client as client_facts
from guichet.clients.queries import found_by_number
from guichet.doors.desk.clients import pages
from guichet.doors.desk.clients.forms import PurposeForm
from guichet.doors.desk.clients.opening import for_a_purpose, look
from guichet.doors.desk.clients.tabs import ClientTab
from guichet.doors.entrance import Visit, close_client, open_client, opens_to
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Purpose, Right
from guichet.journal.terms import Channel


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_file(visit: Visit, client_id: int) -> HttpResponse:
    """Ask why a client is opened; once told, open them for half an hour and go to what was wanted."""
    found = found_by_number([client_id], viewer=visit.viewer)
    if not found:
        raise Http404
    form = PurposeForm(visit.POST) if visit.method == "POST" else PurposeForm(initial={"next": visit.GET.get("next")})
    if visit.method == "POST" and form.is_valid():
        client_id = found[0].client_id
        open_client(visit, client_id, Purpose(form.cleaned_data["purpose"]))
        return redirect(_wanted(visit, form.cleaned_data["next"], client_id))
    return render(visit, "desk/open.html", {"page": pages.purpose_page(visit, found[0], form)})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_safe
@for_a_purpose
def client(visit: Visit, client_id: int) -> HttpResponse:
    """Show a client: who they are, and one of the tabs."""
    tab = ClientTab.of(visit.GET.get("tab"))
    try:
        facts = client_facts(client_id, viewer=visit.viewer)
    except NotAllowed:  # opened a moment ago, and gone since
        raise Http404 from None
    if facts.client_id != client_id:
        return redirect(f"{reverse('desk:client', args=[facts.client_id])}?{visit.GET.urlencode()}")
    # Each record of this person: should they be parted, each owner still knows who looked.
    for number in visit.viewer.everyone_of(client_id):
        look(visit, client_id=number, subject=f"client:{number}", page=f"desk:client:{tab.value}")
    return render(visit, "desk/client.html", {"page": pages.client_page(visit, facts, tab)})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@require_POST
def close(visit: Visit, client_id: int) -> HttpResponse:
    """Close a client: the call is over."""
    close_client(visit, client_id)
    return redirect("desk:home")


def _wanted(visit: Visit, address: str, client_id: int) -> str:
    """Return where the person wanted to go, if that is one of our own pages; else the client."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={visit.get_host()}, require_https=visit.is_secure())
    return address if address and ours else reverse("desk:client", args=[client_id])
