"""Shows clients their people, asks for their yes or no, and ends at once what they take back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.actions import (
    CannotGive,
    NotAProfile,
    answer_proposal,
    check_licence,
    revoke_authority,
    withdraw_proposal,
)
from guichet.clients.gateways import register_of_settings
from guichet.clients.queries import (
    NotAllowed,
    ProposalFacts,
    actions_in_my_name,
    authorities_of,
    authority_facts,
    helper_of,
    members_of_groups,
    proposal_facts,
    proposals_about,
    proposals_to_answer,
)
from guichet.clients.queries.deeds import DEEDS_PER_PAGE
from guichet.clients.terms import Awaited, Consent, Shown
from guichet.doors.account.people.answers import answer_page, shown_with
from guichet.doors.account.people.pages import address_of, no_file_page, past_page, people_page
from guichet.doors.account.people.persons import person_named, persons_of
from guichet.doors.account.people.sureness import is_sure_enough, level_of
from guichet.doors.account.places import name_of, place_named
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import send_to_step_up
from guichet.identity.terms import Act, AuthorityKind, Right
from guichet.journal.terms import Channel
from guichet.mp_enquiries.queries import enquiries_about

# Held by several people together, each of whom may look.
OF_SEVERAL = {AuthorityKind.SPONSOR_GROUP, AuthorityKind.MP_OFFICE}
SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.OWN_FILES)
@require_safe
def people(visit: Visit, client_id: int | None = None) -> HttpResponse:
    """Show who may see or act for the client, or for a child of theirs."""
    viewer, now = visit.viewer, visit.origin.at
    everybody = persons_of(viewer)
    asked = proposals_to_answer(viewer=viewer, now=now)
    if not everybody and client_id is None:
        return render(visit, "account/people/no_file.html", {"page": no_file_page(asked)})
    person = everybody[0] if client_id is None else person_named(viewer, client_id)
    number = person.client_id
    waiting = proposals_about(number, viewer=viewer, now=now)
    holding = authorities_of(number, viewer=viewer, now=now)
    groups = {one.party.party_id for one in holding if one.party and one.kind in OF_SEVERAL}
    page = people_page(
        person,
        everybody,
        asked=asked,
        holding=holding,
        members=members_of_groups(groups) if groups else None,
        waiting=[one for one in waiting if one.awaits is not Awaited.CLIENT],
        deeds=actions_in_my_name(number, viewer=viewer, language=visit.language, now=now),
        language=visit.language,
        now=now,
        asked_offices=bool(person.is_self and enquiries_about(viewer=viewer, now=now)),
    )
    return render(visit, "account/people/people.html", {"page": page})


@opens_to(Right.OWN_FILES)
@require_safe
def past(visit: Visit, client_id: int) -> HttpResponse:
    """Show all that was done in a client’s name, and who could see or act before."""
    viewer, now = visit.viewer, visit.origin.at
    person = person_named(viewer, client_id)
    before = place_named(visit.GET.get("before", ""))
    deeds = actions_in_my_name(
        person.client_id, viewer=viewer, language=visit.language, now=now, before=before, limit=DEEDS_PER_PAGE + 1
    )
    shown = deeds[:DEEDS_PER_PAGE]
    everything = authorities_of(person.client_id, viewer=viewer, now=now, history=True)
    page = past_page(
        person,
        [one for one in everything if one.consent is Consent.ENDED],
        shown,
        older=f"?before={name_of(shown[-1].place)}" if len(deeds) > DEEDS_PER_PAGE else "",
        language=visit.language,
    )
    return render(visit, "account/people/past.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def answer(visit: Visit, proposal_id: int) -> HttpResponse:
    """Show what somebody was asked, and take their yes or no."""
    try:
        asked = proposal_facts(proposal_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    if asked.proposal_id not in {
        one.proposal_id for one in proposals_to_answer(viewer=visit.viewer, now=visit.origin.at)
    }:
        raise Http404
    said, _space, shown = visit.POST.get("answer", "").partition(" ")
    joins = asked.household_id is not None
    gives = said == "yes" and (shown_with(shown) is not Shown.NOTHING if joins else asked.awaits is Awaited.CLIENT)
    if visit.method == "POST" and gives and not is_sure_enough(visit):
        return send_to_step_up(visit, act=Act.CHANGE_REPRESENTATIVE)  # to say no, or to end it, nobody shows more
    if visit.method == "POST" and said in {"yes", "no"}:
        return _answered(visit, asked, accept=said == "yes", shown=shown_with(shown))
    return render(visit, "account/people/answer.html", {"page": answer_page(asked, visit.language)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def withdraw(visit: Visit, proposal_id: int) -> HttpResponse:
    """Take back what was asked, before it is answered."""
    back = _place_of(visit, proposal_id)
    try:
        withdraw_proposal(proposal_id=proposal_id, viewer=visit.viewer, origin=visit.origin)
        messages.success(visit, _("We do not ask any more. They saw nothing."))
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
    return redirect(back)


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def end_authority(visit: Visit, authority_id: int) -> HttpResponse:
    """End an authority at once."""
    try:
        found = authority_facts(authority_id, viewer=visit.viewer, now=visit.origin.at)
        ended = revoke_authority(authority_id=authority_id, viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
        return redirect("account:people")
    if ended:
        words = _("It is over: %(name)s sees nothing more and can do nothing more.")
    else:
        words = _("This was over already: %(name)s sees nothing.")
    messages.success(visit, words % {"name": found.who})
    return redirect(address_of(found.client_id))


def _answered(visit: Visit, asked: ProposalFacts, *, accept: bool, shown: Shown) -> HttpResponse:
    back = address_of(asked.client_id) if asked.client_id else reverse("account:people")
    if accept:
        _ask_register(visit, asked)
    try:
        done = answer_proposal(
            proposal_id=asked.proposal_id,
            accept=accept,
            viewer=visit.viewer,
            origin=visit.origin,
            level=level_of(visit),
            shown=shown,
        )
    except (CannotGive, NotAProfile) as refused:
        reason = str(refused.reason.label) if isinstance(refused, CannotGive) else str(refused)
        messages.warning(visit, reason)
        return redirect("account:answer", asked.proposal_id)
    if not accept:
        messages.success(visit, _("You said no. Nobody sees anything because of it."))
    elif done.household_id:
        messages.success(visit, _("You belong to the household now. You see here who does, and what each shows."))
        return redirect("account:household")
    elif done.group_id:
        messages.success(visit, _("You belong to the group now, and see what it lets you see."))
        return redirect("account:group")
    elif asked.awaits is Awaited.HOLDER:
        messages.success(visit, _("You said yes. The client is told, and you can see what they allow."))
    else:
        messages.success(visit, _("You said yes. You can take it back here at any time."))
    return redirect(back)


def _ask_register(visit: Visit, asked: ProposalFacts) -> None:
    """Have the licence of a paid helper looked up before it counts: theirs, and that by which the client named them."""
    parties = [asked.party]
    if asked.awaits is Awaited.HOLDER:
        parties.append(helper_of(visit.viewer))
    for number in {party.party_id for party in parties if party and party.is_paid}:
        check_licence(party_id=number, register=register_of_settings(), origin=visit.origin)


def _place_of(visit: Visit, proposal_id: int) -> str:
    """Return where whoever asked sees what they asked."""
    try:
        asked = proposal_facts(proposal_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        return reverse("account:people")
    if asked.household_id is not None:
        return reverse("account:household")
    if asked.group_id is not None:
        return reverse("account:group")
    return address_of(asked.client_id) if asked.client_id else reverse("account:people")
