"""Shows clients their household, lets each adult decide what the others see, and leave at once."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.applications.queries import client_of
from guichet.clients.actions import CannotGive, add_child, invite_adult, leave_household, show_in_household
from guichet.clients.queries import household_of, id_for_uci, proposals_made
from guichet.clients.rules import uci_of
from guichet.clients.terms import Shown
from guichet.doors.account.household.forms import InviteForm
from guichet.doors.account.household.pages import household_page, invite_page
from guichet.doors.account.people.pages import Person
from guichet.doors.account.people.persons import person_named, persons_of
from guichet.doors.account.people.sureness import is_sure_enough, level_of
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import send_to_step_up
from guichet.identity.terms import Act, Right
from guichet.journal.terms import Channel

SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.OWN_FILES)
@require_safe
def household(visit: Visit) -> HttpResponse:
    """Show who belongs to the client’s household, and what each lets the other see."""
    everybody = persons_of(visit.viewer)
    me = next((one for one in everybody if one.is_self), None)
    if me is None:
        return redirect("account:people")  # without a file of one’s own there is nothing to share
    home = household_of(me.client_id, viewer=visit.viewer, now=visit.origin.at)
    there = {number for one in home.members for number in visit.viewer.everyone_of(one.client_id)} if home else set()
    children = [one for one in everybody if not one.is_self and one.client_id not in there]
    mine = {one.proposal_id for one in proposals_made(viewer=visit.viewer, now=visit.origin.at)}
    page = household_page(home, children, made_by_me=sorted(mine))
    return render(visit, "account/household/household.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def invite(visit: Visit) -> HttpResponse:
    """Ask an adult to join. The answer is the same whether or not there is such a person: all are looked up."""
    me = _me(visit)
    form = InviteForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data["who"]
        by_uci = id_for_uci(uci_of(typed) or "")
        by_number = client_of("".join(typed.split()).replace("-", "").upper())
        try:
            invite_adult(
                client_id=me.client_id,
                adult_id=by_uci or by_number,
                asked_for="" if form.email else typed,
                email=form.email,
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotGive as refused:
            form.refuse(refused.reason)
        else:
            messages.success(visit, _("If there is such a person, they can answer now. Tell them to open “People”."))
            return redirect("account:household")
    return render(visit, "account/household/form.html", {"page": invite_page(form)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def show(visit: Visit, member_id: int) -> HttpResponse:
    """Let somebody of the household see this much from now on, and no more."""
    said = visit.POST.get("shown", "")
    if said not in Shown.values:
        return redirect("account:household")
    shown = Shown(said)
    # To show less nobody must show more of themselves.
    if shown is not Shown.NOTHING and not is_sure_enough(visit):
        return send_to_step_up(visit, act=Act.CHANGE_REPRESENTATIVE)
    try:
        is_new = show_in_household(
            client_id=_me_in_household(visit),
            other_id=member_id,
            shown=shown,
            viewer=visit.viewer,
            origin=visit.origin,
            level=level_of(visit),
        )
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
        return redirect("account:household")
    words = {
        Shown.NOTHING: _("From now on you show this person nothing."),
        Shown.STATUS: _("From now on this person sees where your file stands."),
        Shown.CASE: _("From now on this person sees your file, without the most sensitive matters."),
    }
    messages.success(visit, words[shown] if is_new else _("It was so already."))
    return redirect("account:household")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def add(visit: Visit, child_id: int) -> HttpResponse:
    """Let a child belong to the household of a parent who acts for them by law."""
    child = person_named(visit.viewer, child_id)
    try:
        add_child(child_id=child.client_id, client_id=_me_in_household(visit), viewer=visit.viewer, origin=visit.origin)
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("%(name)s belongs to your household now.") % {"name": child.name})
    return redirect("account:household")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def take_out(visit: Visit, child_id: int) -> HttpResponse:
    """Take a child out of the household."""
    child = person_named(visit.viewer, child_id)
    if child.is_self:
        raise Http404
    try:
        leave_household(client_id=child.client_id, viewer=visit.viewer, origin=visit.origin)
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("%(name)s does not belong to the household any more.") % {"name": child.name})
    return redirect("account:household")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def leave(visit: Visit) -> HttpResponse:
    """Leave the household at once."""
    if leave_household(client_id=_me_in_household(visit), viewer=visit.viewer, origin=visit.origin):
        messages.success(visit, _("You left the household. Nothing is shared any more."))
    else:
        messages.info(visit, _("You do not belong to a household."))
    return redirect("account:household")


def _me(visit: Visit) -> Person:
    me = next((one for one in persons_of(visit.viewer) if one.is_self), None)
    if me is None:
        raise Http404
    return me


def _me_in_household(visit: Visit) -> int:
    """Return the record by which the client belongs to a household; the one that is kept, where they belong to none."""
    me = _me(visit)
    home = household_of(me.client_id, viewer=visit.viewer, now=visit.origin.at)
    return next((one.client_id for one in home.members if one.is_self), me.client_id) if home else me.client_id
