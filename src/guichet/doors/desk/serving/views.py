"""Writing down, with the client on the line, how they are reached and served; and recording a death."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guichet.clients.actions import (
    CannotChange,
    CannotRecord,
    add_contact_point,
    ask_for_code,
    change_name_used,
    change_needs,
    change_preferences,
    describe,
    record_death,
    see_former_facts,
    set_safe_contact,
    take_code,
    undo_death,
)
from guichet.clients.queries import ClientFacts, NotAllowed, PointFacts, Serving
from guichet.clients.queries import client as client_facts
from guichet.clients.queries import serving as serving_facts
from guichet.clients.terms import ContactKind, DeathProof, FormerReason, NoticeChannel
from guichet.design import parts
from guichet.doors.desk.clients.opening import for_a_purpose, look
from guichet.doors.desk.serving import forms, pages
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import whole
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

PAGE = "desk/serving/form.html"


@opens_to(Right.CLIENT_FACTS, channel=Channel.DESK)
@never_cache
@for_a_purpose
def contacts(visit: Visit, client_id: int) -> HttpResponse:
    """Show the addresses of a client, and add one: a code goes there."""
    client, known = _about(visit, client_id, "contacts")
    form = forms.ContactForm(visit.POST or None)
    if form.is_valid():
        kind, value = ContactKind(form.cleaned_data["kind"]), form.cleaned_data["value"]
        try:
            number = add_contact_point(client_id=client_id, kind=kind, value=value, origin=visit.origin)
        except CannotChange as refused:
            form.add_error("value", str(refused.reason.label))
        else:
            if refusal := ask_for_code(client_id=client_id, point_id=number, origin=visit.origin):
                messages.warning(visit, str(refusal.label))
            return redirect(f"{reverse('desk:contact-code', args=[client_id])}?point={number}")
    page = pages.serving_page(
        visit,
        client,
        _("Ways to reach this client"),
        form,
        submit=_("Add it and send a code"),
        notices=pages.warnings(known, visit.language),
        facts=pages.contacts_table(known),
    )
    return render(visit, PAGE, {"page": page})


@opens_to(Right.CLIENT_FACTS, channel=Channel.DESK)
@never_cache
@for_a_purpose
def contact_code(visit: Visit, client_id: int) -> HttpResponse:
    """Take the code that the client reads out; or send another one."""
    client, known = _about(visit, client_id, "contact-code")
    about = _point(known, whole(visit.GET.get("point")))
    if visit.method == "POST" and "again" in visit.POST:
        refusal = ask_for_code(client_id=client_id, point_id=about.point_id, origin=visit.origin)
        messages.info(visit, str(refusal.label) if refusal else _("Another code is on its way."))
        return redirect(visit.get_full_path())
    form = forms.CodeForm(visit.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        refusal = take_code(client_id=client_id, point_id=about.point_id, typed=typed, origin=visit.origin)
        if refusal is None:
            messages.success(visit, _("Confirmed. Messages go there from now on."))
            return redirect("desk:client", client_id)
        form.add_error("code", str(refusal.label))
    facts = parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=about.kind.label, value=about.shown)])
    page = pages.serving_page(visit, client, _("Confirm an address or number"), form, submit=_("Confirm"), facts=facts,
                              undo=_("Send another code"))  # fmt: skip
    return render(visit, "desk/serving/code.html", {"page": page})


@opens_to(Right.CLIENT_FACTS, channel=Channel.DESK)
@never_cache
@for_a_purpose
def serving(visit: Visit, client_id: int) -> HttpResponse:
    """Write down how a client is told, and what they need."""
    client, known = _about(visit, client_id, "serving")
    form = forms.ServeForm(visit.POST or None, reader=visit.language, initial=dict(forms.serving_now(client, known)))
    if form.is_valid():
        said = form.cleaned_data
        change_preferences(
            client_ids=[client_id],
            language=Language(said["language"]),
            channel=NoticeChannel(said["channel"]),
            time_zone=said["time_zone"],
            timing=form.timing,
            origin=visit.origin,
        )
        change_needs(client_id=client_id, needs=form.needs, origin=visit.origin)
        return _saved(visit, client_id)
    heading = _("How to tell and serve this client")
    page = pages.serving_page(visit, client, heading, form, notices=pages.warnings(known, visit.language))
    return render(visit, PAGE, {"page": page})


@opens_to(Right.CLIENT_FACTS, channel=Channel.DESK)
@never_cache
@for_a_purpose
def names(visit: Visit, client_id: int) -> HttpResponse:
    """Write down how a client is called and spoken of."""
    client, known = _about(visit, client_id, "names")
    form = forms.NameForm(visit.POST or None, initial=dict(forms.name_now(known)))
    if visit.method == "POST" and form.is_valid():
        change_name_used(client_id=client_id, names=form.names, origin=visit.origin)
        describe(client_id=client_id, description=form.description, origin=visit.origin)
        return _saved(visit, client_id)
    page = pages.serving_page(visit, client, _("Name used, and how to speak of this client"), form)
    return render(visit, PAGE, {"page": page})


@opens_to(Right.CLIENT_FACTS, channel=Channel.DESK)
@never_cache
@for_a_purpose
def safety(visit: Visit, client_id: int) -> HttpResponse:
    """Write down the only way in which a client in danger is reached, or end it."""
    client, known = _about(visit, client_id, "safety")
    form = forms.SafetyForm(visit.POST or None, initial=dict(forms.safety_now(known.safe)))
    if form.is_valid():
        set_safe_contact(client_id=client_id, safe=form.safe, origin=visit.origin)
        return _saved(visit, client_id)
    page = pages.serving_page(visit, client, _("Safe contact"), form, notices=pages.warnings(known, visit.language))
    return render(visit, PAGE, {"page": page})


@opens_to(Right.RECORD_DEATH, channel=Channel.DESK)
@never_cache
@for_a_purpose
def death(visit: Visit, client_id: int) -> HttpResponse:
    """Record that a client has died, with what showed it; or show what is recorded, with the way to take it back."""
    client, known = _about(visit, client_id, "death")
    form = None if known.death else forms.DeathForm(visit.POST or None)
    if form and form.is_valid():
        proof = DeathProof(form.cleaned_data["proof"])
        try:
            record_death(client_id=client_id, died_on=form.cleaned_data["died_on"], proof=proof, origin=visit.origin)
        except CannotRecord:
            messages.info(visit, _("Somebody recorded it a moment ago."))
        return _saved(visit, client_id)
    page = pages.serving_page(
        visit,
        client,
        _("The client has died"),
        form,
        submit=_("Record the death and stop all messages"),
        facts=pages.death_facts(known),
        undo=reverse("desk:death-undo", args=[client_id]) if known.death else "",
    )
    return render(visit, "desk/serving/death.html", {"page": page})


@opens_to(Right.RECORD_DEATH, channel=Channel.DESK)
@never_cache
@require_POST
@for_a_purpose
def death_undo(visit: Visit, client_id: int) -> HttpResponse:
    """Take back that a client has died."""
    _about(visit, client_id, "death-undo")
    undo_death(client_id=client_id, origin=visit.origin)
    return _saved(visit, client_id)


@opens_to(Right.FORMER_FACTS, channel=Channel.DESK)
@never_cache
@for_a_purpose
def former(visit: Visit, client_id: int) -> HttpResponse:
    """Ask an officer why, then show former names and gender: once, and noted with the reason."""
    client = _client(visit, client_id)
    form = forms.FormerForm(visit.POST or None)
    facts, asked = None, form.is_valid()
    if asked:
        reason = FormerReason(form.cleaned_data["reason"])
        look(visit, client_id=client_id, subject=f"client:{client_id}", page=f"desk:former:{reason}")
        found = see_former_facts(client_id=client_id, reason=reason, viewer=visit.viewer, origin=visit.origin)
        facts = pages.former_list(found)
    page = pages.serving_page(
        visit, client, _("Former name or gender"), None if asked else form, submit=_("Show"), facts=facts
    )
    return render(visit, PAGE, {"page": page})


def _about(visit: Visit, client_id: int, page: str) -> tuple[ClientFacts, Serving]:
    """Return a client and how they are served, and note the look before anything is shown."""
    client = _client(visit, client_id)
    look(visit, client_id=client_id, subject=f"client:{client_id}", page=f"desk:{page}")
    return client, serving_facts(client_id, viewer=visit.viewer, now=visit.origin.at, language=visit.language)


def _client(visit: Visit, client_id: int) -> ClientFacts:
    try:
        return client_facts(client_id, viewer=visit.viewer)
    except NotAllowed:  # opened a moment ago, and gone since
        raise Http404 from None


def _point(known: Serving, number: int | None) -> PointFacts:
    found = next((one for one in known.contact_points if one.point_id == number), None)
    if found is None:
        raise Http404
    return found


def _saved(visit: Visit, client_id: int) -> HttpResponse:
    messages.success(visit, _("Saved. It holds from now on."))
    return redirect("desk:client", client_id)
