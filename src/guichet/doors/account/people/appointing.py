"""Appointing somebody, step by step: who it is, what they may see and do, and a last look before it is sent."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guichet.applications.queries import files_of
from guichet.clients.actions import CannotGive, invite_helper
from guichet.clients.gateways import register_of_settings
from guichet.clients.queries import kinds_to_give, policy_of
from guichet.clients.rules import Wish, refusal_to_give
from guichet.clients.terms import AuthorityRefusal, Licence
from guichet.design.dates import local_day
from guichet.doors.account.people.draft import Draft, draft_of, forget, keep, said_in
from guichet.doors.account.people.forms import ScopeForm, WhoForm
from guichet.doors.account.people.pages import Person, address_of
from guichet.doors.account.people.persons import person_named
from guichet.doors.account.people.steps import check_page, scope_page, who_page
from guichet.doors.account.people.sureness import level_of
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Act, Right
from guichet.journal.terms import Channel

SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_REPRESENTATIVE)
@require_http_methods(SAFE_OR_SENT)
def who(visit: Visit, client_id: int) -> HttpResponse:
    """Ask who is to be appointed; a licence is looked up at once."""
    person = person_named(visit.viewer, client_id)
    draft = draft_of(visit, person.client_id)
    form = _who_form(visit, Draft(person.client_id, visit.POST) if visit.method == "POST" else draft)
    if visit.method == "POST" and form.is_valid():
        licence = _licence(form)
        if licence is Licence.LAPSED:
            form.add_error(
                "licence_number",
                _(
                    "The register says that this licence is not valid. Check the number. Without a licence nobody may "
                    "be paid."
                ),
            )
        else:
            keep(visit, replace(draft, who=said_in(form, visit.POST), licence=licence))
            return redirect("account:appoint-scope", person.client_id)
    return render(visit, "account/people/appoint.html", {"page": who_page(person, form)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_REPRESENTATIVE)
@require_http_methods(SAFE_OR_SENT)
def scope(visit: Visit, client_id: int) -> HttpResponse:
    """Ask what they may see and do, of which files, and until when."""
    person = person_named(visit.viewer, client_id)
    draft = draft_of(visit, person.client_id)
    named = _who_form(visit, draft)
    if not named.is_valid():
        return redirect("account:appoint", person.client_id)
    form = _scope_form(visit, person, named, replace(draft, scope=visit.POST) if visit.method == "POST" else draft)
    if visit.method == "POST" and form.is_valid() and _allowed(visit, form.wish(), form):
        keep(visit, replace(draft, scope=said_in(form, visit.POST)))
        return redirect("account:appoint-check", person.client_id)
    return render(visit, "account/people/appoint.html", {"page": scope_page(person, named, form)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_REPRESENTATIVE)
@require_http_methods(SAFE_OR_SENT)
def check(visit: Visit, client_id: int) -> HttpResponse:
    """Show all of it once more, and ask the person on the press of the button."""
    person = person_named(visit.viewer, client_id)
    draft = draft_of(visit, person.client_id)
    named = _who_form(visit, draft)
    if not named.is_valid():
        return redirect("account:appoint", person.client_id)
    form = _scope_form(visit, person, named, draft)
    if not form.is_valid():
        return redirect("account:appoint-scope", person.client_id)
    refused: AuthorityRefusal | None = None
    if visit.method == "POST":
        try:
            invite_helper(
                client_id=person.client_id,
                email=named.cleaned_data["email"],
                profile=named.profile(),
                wish=form.wish(),
                viewer=visit.viewer,
                origin=visit.origin,
                level=level_of(visit),
            )
        except CannotGive as error:
            refused = error.reason
        else:
            forget(visit)
            messages.success(
                visit,
                _("We ask %(name)s. Tell them to sign in with the address that you gave, and to open “People”.")
                % {"name": named.cleaned_data["name"]},
            )
            return redirect(address_of(person.client_id))
    page = check_page(person, named, form.wish(), draft.licence, visit.language, refused=refused)
    return render(visit, "account/people/check.html", {"page": page})


def _who_form(visit: Visit, draft: Draft) -> WhoForm:
    return WhoForm(draft.who, kinds=kinds_to_give(local_day(visit.origin.at)))


def _scope_form(visit: Visit, person: Person, named: WhoForm, draft: Draft) -> ScopeForm:
    files = files_of(visit.viewer, language=visit.language, now=visit.origin.at, client_id=person.client_id)
    return ScopeForm(
        draft.scope,
        kind=named.appointed_as,
        policy=policy_of(named.appointed_as, local_day(visit.origin.at)),
        files=[(file.number, f"{file.program}, {file.number}") for file in files],
        now=visit.origin.at,
    )


def _allowed(visit: Visit, wish: Wish, form: ScopeForm) -> bool:
    """Return whether the policy allows what was chosen; where not, the form says why."""
    today = local_day(visit.origin.at)
    refusal = refusal_to_give(
        wish.whole(),
        policy_of(wish.kind, today),
        licence=Licence.UNPAID,  # a licence counts when the person says yes
        level=level_of(visit),
        now=visit.origin.at,
        today=today,
    )
    if refusal:
        form.refuse(refusal)
    return refusal is None


def _licence(form: WhoForm) -> Licence:
    """Return what the register says of somebody who is not yet known to us."""
    profile = form.profile()
    if not profile.is_paid:
        return Licence.UNPAID
    register = register_of_settings()
    return register.look_up(regulator=profile.regulator, number=profile.licence_number, name=profile.name)
