"""Linking an account to a file."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guichet.applications.queries import client_of
from guichet.clients.actions import Linking, claim_file
from guichet.clients.queries import id_for_uci
from guichet.clients.rules import network_of, uci_of
from guichet.doors.account.linking.forms import LinkingForm
from guichet.doors.account.linking.pages import linking_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def link_file(visit: Visit) -> HttpResponse:
    """Ask for a number and facts, and link the file that they prove."""
    form = LinkingForm(visit.POST or None)
    outcome = Linking()
    if form.is_valid():
        outcome = _try(visit, form)
        if outcome.client_id:
            messages.success(visit, _("Your file is linked to this account."))
            return redirect("account:home")
    page = linking_page(form, language=visit.language, refusal=outcome.refusal, try_again_at=outcome.try_again_at)
    return render(visit, "account/linking.html", {"page": page})


def _try(visit: Visit, form: LinkingForm) -> Linking:
    """Try what was entered. Both kinds of number are looked up every time: the time taken tells nothing."""
    typed = form.cleaned_data["number"]
    by_uci = id_for_uci(uci_of(typed) or "")
    by_number = client_of("".join(typed.split()).replace("-", "").upper())
    assert visit.viewer.user_id is not None
    return claim_file(
        user_id=visit.viewer.user_id,
        client_id=by_uci or by_number,
        claim=form.claim(),
        network=network_of(get_adapter().get_client_ip(visit)),
        origin=visit.origin,
    )
