"""Shows sponsors their group: who belongs to it, who allows it what; lets them ask, take out and leave."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.actions import CannotGive, invite_to_group, leave_group, remove_from_group
from guichet.clients.queries import clients, groups_of, helper_of
from guichet.doors.account.group.forms import MemberForm
from guichet.doors.account.group.pages import group_page, member_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.OWN_FILES)
@require_safe
def group(visit: Visit) -> HttpResponse:
    """Show the groups that an account runs or belongs to."""
    viewer = visit.viewer
    groups = groups_of(viewer=viewer, now=visit.origin.at)
    numbers = {one.client_id for each in groups for one in each.allowed if viewer.grants_on(one.client_id)}
    known = {one.client_id: one.name for one in clients(numbers, viewer=viewer)} if numbers else {}
    names = {number: known[viewer.everyone_of(number)[0]] for number in numbers}
    said = visit.GET.get("page", "")
    page = int(said) if said.isdecimal() and len(said) < 7 else 1
    return render(visit, "account/group/group.html", {"page": group_page(groups, names, viewer=viewer, page=page)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def invite(visit: Visit) -> HttpResponse:
    """Ask somebody to belong to the group that this account runs."""
    if helper_of(visit.viewer) is None:
        messages.info(visit, _("Say first who you are: the client sees it."))
        return redirect("account:helper-profile")
    form = MemberForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            invite_to_group(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                shown=form.shown,
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotGive as refused:
            form.refuse(refused.reason)
        else:
            messages.success(visit, _("We ask this person. They sign in with that address and open “People”."))
            return redirect("account:group")
    return render(visit, "account/household/form.html", {"page": member_page(form)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def leave(visit: Visit, group_id: int) -> HttpResponse:
    """Leave a group at once."""
    if leave_group(group_id=group_id, viewer=visit.viewer, origin=visit.origin):
        messages.success(visit, _("You left the group. You see nothing more of what it sees."))
    else:
        messages.info(visit, _("You do not belong to this group."))
    return redirect("account:group")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def remove(visit: Visit, member_id: int) -> HttpResponse:
    """Take a member out of the group at once."""
    try:
        was_there = remove_from_group(member_id=member_id, viewer=visit.viewer, origin=visit.origin)
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
        return redirect("account:group")
    if was_there:
        messages.success(visit, _("This person sees nothing more of what the group sees."))
    else:
        messages.info(visit, _("This person did not belong to the group any more."))
    return redirect("account:group")
