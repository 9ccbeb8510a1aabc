"""In which language and by which way we write to a client."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guichet.clients.actions import change_preferences
from guichet.clients.queries import clients
from guichet.doors.account.preferences.forms import PreferencesForm
from guichet.doors.account.preferences.pages import channels_of, preferences_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def preferences(visit: Visit) -> HttpResponse:
    """Ask for language and way, and keep them: for every file linked to the account."""
    own = clients(sorted(visit.viewer.own_clients), viewer=visit.viewer)
    form = None
    if own:
        chosen = {"language": own[0].language, "channel": own[0].channel}
        form = PreferencesForm(visit.POST or None, channels=channels_of(own), initial=chosen)
        if form.is_valid():
            language, channel = form.chosen
            change_preferences(
                client_ids=visit.viewer.own_clients, language=language, channel=channel, origin=visit.origin
            )
            messages.success(visit, _("We will write to you as you chose."))
            return redirect("account:preferences")
    return render(visit, "account/preferences.html", {"page": preferences_page(own, form)})
