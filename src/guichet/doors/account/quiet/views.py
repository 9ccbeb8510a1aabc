"""Turns off the words in a long silence, for whoever holds such a message."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guichet.clients.actions import set_heartbeat
from guichet.clients.queries import UnknownToken, client_behind
from guichet.doors.account.quiet.pages import quiet_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

ACTOR = "message-link"


@opens_to(Right.PUBLIC, channel=Channel.WEB)
@require_http_methods(["GET", "HEAD", "POST"])
def quiet_messages(visit: Visit, token: str) -> HttpResponse:
    """Ask, and turn them off: not on looking, since programs that check mail look at every link."""
    try:
        client_id = client_behind(token)
    except UnknownToken:
        raise Http404 from None
    if visit.method == "POST":
        set_heartbeat(
            client_id=client_id, on=False, origin=Origin(actor=ACTOR, channel=Channel.WEB, at=visit.entrance.at)
        )
        messages.success(visit, _("You will get no more messages that bring no news."))
        return redirect("public:home")
    return render(visit, "account/quiet.html", {"page": quiet_page()})
