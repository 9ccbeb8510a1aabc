"""The preferences centre: asked once, obeyed everywhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guichet.clients.actions import change_name_used, change_needs, change_preferences, describe, set_safe_contact
from guichet.clients.queries import client, clients, serving
from guichet.doors.account.preferences import forms, pages
from guichet.doors.account.preferences.people import own
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Act, Right
from guichet.journal.terms import Channel
from guichet.notices.queries import stopped_numbers, writing_hours


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def preferences(visit: Visit) -> HttpResponse:
    """Show all that was chosen and said, for each person of the account, with the way to change it."""
    people = clients(sorted(visit.viewer.own_clients), viewer=visit.viewer)
    told = [
        (facts, serving(facts.client_id, viewer=visit.viewer, now=visit.origin.at, language=visit.language))
        for facts in people
    ]
    when = {
        facts.client_id: writing_hours(facts.client_id, viewer=visit.viewer, now=visit.origin.at)
        for facts, _known in told
    }
    page = pages.home(told, when, stopped_numbers(visit.viewer), language=visit.language)
    return render(visit, "account/preferences/home.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def telling(visit: Visit, person: int) -> HttpResponse:
    """Ask in which language, by which way, how often and when a person is told."""
    known, facts = own(visit, person), client(person, viewer=visit.viewer)
    now = forms.telling_now(known, language=facts.language, channel=facts.channel, time_zone=facts.time_zone)
    form = forms.TellingForm(
        visit.POST or None, channels=pages.channels_of(known), reader=visit.language, initial=dict(now)
    )
    if form.is_valid():
        language, channel = form.way
        change_preferences(
            client_ids=[person],
            language=language,
            channel=channel,
            time_zone=form.cleaned_data["time_zone"],
            timing=form.timing,
            origin=visit.origin,
        )
        messages.success(visit, _("We will write to you as you chose."))
        return redirect("account:preferences")
    page = pages.form_page(_("How we tell you"), form, submit=_("Save"))
    return render(visit, "account/preferences/form.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def needs(visit: Visit, person: int) -> HttpResponse:
    """Ask what a person needs to understand and be understood."""
    form = forms.NeedsForm(visit.POST or None, reader=visit.language, initial=dict(forms.needs_now(own(visit, person))))
    if visit.method == "POST" and form.is_valid():
        change_needs(client_id=person, needs=form.needs, origin=visit.origin)
        messages.success(visit, _("Saved. You need not say it again."))
        return redirect("account:preferences")
    lead = _("Say it once. Our staff who serve you see it: by telephone, at a counter and in an interview.")
    page = pages.form_page(_("What you need"), form, submit=_("Save"), lead=lead)
    return render(visit, "account/preferences/form.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def name(visit: Visit, person: int) -> HttpResponse:
    """Ask how a person is called and spoken of."""
    form = forms.NameForm(visit.POST or None, initial=dict(forms.name_now(own(visit, person))))
    if visit.method == "POST" and form.is_valid():
        change_name_used(client_id=person, names=form.names, origin=visit.origin)
        describe(client_id=person, description=form.description, origin=visit.origin)
        messages.success(visit, _("We will call you as you chose."))
        return redirect("account:preferences")
    lead = _(
        "We use it whenever we write or speak to you. A name or gender that you change here is shown nowhere any more. "
        "The name on official documents changes only with a document."
    )
    page = pages.form_page(_("Your name, and how to speak of you"), form, submit=_("Save"), lead=lead)
    return render(visit, "account/preferences/form.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
def safety(visit: Visit, person: int) -> HttpResponse:
    """Ask for the only way in which somebody in danger may be reached."""
    known = own(visit, person)
    form = forms.SafetyForm(visit.POST or None, initial=dict(forms.safety_now(known.safe)))
    if visit.method == "POST" and form.is_valid():
        set_safe_contact(client_id=person, safe=form.safe, origin=visit.origin)
        messages.success(visit, _("Saved. It holds from now on."))
        return redirect("account:preferences")
    return render(visit, "account/preferences/safety.html", {"page": pages.safety_page(form, person, known)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
@require_POST
def safety_off(visit: Visit, person: int) -> HttpResponse:
    """Reach a person as before."""
    own(visit, person)
    set_safe_contact(client_id=person, safe=None, origin=visit.origin)
    messages.success(visit, _("Saved. It holds from now on."))
    return redirect("account:preferences")
