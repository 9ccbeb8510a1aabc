"""Shows somebody who helps clients the files they may see, whom they help, and lets them ask and hand back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guichet.applications.queries import client_of, files_held
from guichet.clients.actions import (
    CannotGive,
    ask_client,
    check_licence,
    describe_helper,
)
from guichet.clients.actions import hand_back as end_it
from guichet.clients.gateways import register_of_settings
from guichet.clients.queries import (
    NotAllowed,
    authorities_held,
    authority_facts,
    clients,
    hand_back_reasons,
    helper_of,
    id_for_uci,
    kinds_to_give,
    may_decide,
    proposals_made,
    proposals_to_answer,
)
from guichet.clients.rules import uci_of
from guichet.clients.terms import Awaited, Licence
from guichet.design.dates import local_day
from guichet.doors.account.helping.forms import AskForm, HandBackForm, OwnProfileForm
from guichet.doors.account.helping.order import Shown, by_need, chosen
from guichet.doors.account.helping.pages import ask_page, hand_back_page, helped_page, portfolio_page, profile_page
from guichet.doors.account.home.notices import notices_about
from guichet.doors.account.people.forms import NO, YES
from guichet.doors.banners import HELPERS, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.OWN_FILES)
@require_safe
def portfolio(visit: Visit) -> HttpResponse:
    """Show the files of others, by what needs doing first. The same few queries, however many files."""
    viewer, now = visit.viewer, visit.origin.at
    files = files_held(viewer, language=visit.language, now=now)
    names = {one.client_id: one.name for one in clients({file.client_id for file in files}, viewer=viewer)}
    # A file may be on a record that was joined to another: its person is named by the one that is kept.
    names |= {file.client_id: names[viewer.everyone_of(file.client_id)[0]] for file in files}
    said = visit.GET.get("show", "")
    shown = Shown(said) if said in set(Shown) else Shown.OPEN
    asked = proposals_to_answer(viewer=viewer, now=now)
    words = visit.GET.get("q", "").strip()[:200]
    page = portfolio_page(
        chosen(by_need(files), shown=shown, words=words, names=names),
        names,
        viewer=viewer,
        shown=shown,
        words=words,
        page=_whole(visit.GET.get("page", "")),
        asked=sum(one.awaits is Awaited.HOLDER and one.group_id is None for one in asked),
        asked_by_group=any(one.group_id is not None for one in asked),
        helper=helper_of(viewer),
        shown_now=banners(notices_about(files, HELPERS, local_day(now)), visit.language),
    )
    return render(visit, "account/helping/portfolio.html", {"page": page})


@opens_to(Right.OWN_FILES)
@require_safe
def helped(visit: Visit) -> HttpResponse:
    """Show whom somebody helps, by which right, and who was asked and has not answered."""
    viewer, now = visit.viewer, visit.origin.at
    held = [one for one in authorities_held(viewer=viewer, now=now) if not may_decide(viewer, one.client_id)]
    people = {
        number: one
        for one in clients({each.client_id for each in held}, viewer=viewer)
        for number in viewer.everyone_of(one.client_id)
    }
    made = [one for one in proposals_made(viewer=viewer, now=now) if one.household_id is None and one.group_id is None]
    page = helped_page(held, people, made, viewer=viewer, language=visit.language)
    return render(visit, "account/helping/helped.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def ask(visit: Visit) -> HttpResponse:
    """Ask a client for authority. Nobody learns whether there is such a number: both kinds are looked up every time."""
    if helper_of(visit.viewer) is None:
        messages.info(visit, _("Say first who you are: the client sees it."))
        return redirect("account:helper-profile")
    form = AskForm(visit.POST or None, kinds=kinds_to_give(local_day(visit.origin.at)))
    if form.is_valid():
        typed = form.cleaned_data["number"]
        number = "".join(typed.split()).replace("-", "").upper()
        by_uci, by_number = id_for_uci(uci_of(typed) or ""), client_of(number)
        try:
            ask_client(
                client_id=by_uci or by_number,
                asked_for=typed,
                wish=form.wish(number),
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotGive as refused:
            form.refuse(refused.reason)
        else:
            messages.success(visit, _("If there is such a number, the client reads your request now."))
            return redirect("account:helped")
    return render(visit, "account/helping/form.html", {"page": ask_page(form, viewer=visit.viewer)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def profile(visit: Visit) -> HttpResponse:
    """Ask somebody who helps clients who they are; a licence is looked up at once."""
    helper = helper_of(visit.viewer)
    known = None
    if helper:
        known = {
            "name": helper.name,
            "organisation": helper.organisation,
            "paid": YES if helper.is_paid else NO,
            "regulator": helper.regulator,
            "licence_number": helper.licence_number,
        }
    form = OwnProfileForm(visit.POST or None, initial=known)
    if form.is_valid():
        assert visit.viewer.user_id is not None
        party = describe_helper(user_id=visit.viewer.user_id, profile=form.profile(), origin=visit.origin)
        licence = check_licence(party_id=party, register=register_of_settings(), origin=visit.origin)
        if licence in {Licence.VALID, Licence.UNPAID}:
            messages.success(visit, _("Saved. Your clients see who you are."))
        else:
            messages.warning(visit, _("Saved, but the register did not confirm the licence: you see no files with it."))
        return redirect("account:helper-profile")
    page = profile_page(form, helper, viewer=visit.viewer, language=visit.language)
    return render(visit, "account/helping/form.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def hand_back(visit: Visit, authority_id: int) -> HttpResponse:
    """Ask why an authority is handed back; once told, end it at once. Only its holder does it here."""
    now = visit.origin.at
    try:
        found = authority_facts(authority_id, viewer=visit.viewer, now=now)
    except NotAllowed:
        raise Http404 from None
    if may_decide(visit.viewer, found.client_id) or found.revoked_at is not None:
        raise Http404  # not a holder like others: the client, or a parent
    said = visit.POST if visit.method == "POST" else None
    form = HandBackForm(said, reasons=hand_back_reasons(local_day(now)), language=visit.language)
    if form.is_valid():
        try:
            end_it(
                authority_id=authority_id,
                reason=form.cleaned_data["reason"],
                words=form.cleaned_data["words"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotGive as refused:
            messages.warning(visit, str(refused.reason.label))
        else:
            messages.success(visit, _("You handed it back. You see nothing of it any more; the client is told."))
        return redirect("account:helped")
    name = next((one.name for one in clients([found.client_id], viewer=visit.viewer)), "")
    page = hand_back_page(found, name or str(_("a client")), form, viewer=visit.viewer)
    return render(visit, "account/helping/form.html", {"page": page})


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
