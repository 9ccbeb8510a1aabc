"""Changing what somebody may see or do: less at once; more as when they were appointed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guichet.applications.queries import files_of
from guichet.clients.actions import CannotGive, change_authority
from guichet.clients.queries import AuthorityFacts, NotAllowed, authority_facts, policy_of
from guichet.clients.rules import is_wider
from guichet.clients.terms import Consent
from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.account.people.forms import NO, YES, ScopeForm
from guichet.doors.account.people.pages import Person, address_of
from guichet.doors.account.people.persons import person_named
from guichet.doors.account.people.steps import StepPage
from guichet.doors.account.people.sureness import is_sure_enough, level_of
from guichet.doors.account.people.words import last_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import send_to_step_up
from guichet.identity.terms import Act, Disclosure, Right
from guichet.journal.terms import Channel

SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(SAFE_OR_SENT)
def change(visit: Visit, authority_id: int) -> HttpResponse:
    """Change what somebody may see or do. Whoever allows more shows first, as for appointing, that it is they."""
    found = _theirs(visit, authority_id)
    person = person_named(visit.viewer, found.client_id)
    form = _form(visit, found)
    if form.is_valid():
        wish = form.wish()
        if is_wider(wish.whole(), than=found.wish, now=visit.origin.at) and not is_sure_enough(visit):
            return send_to_step_up(visit, act=Act.CHANGE_REPRESENTATIVE)
        try:
            new = change_authority(
                authority_id=authority_id, wish=wish, viewer=visit.viewer, origin=visit.origin, level=level_of(visit)
            )
        except CannotGive as refused:
            form.refuse(refused.reason)
        else:
            messages.success(visit, _("Changed. It holds from now on, everywhere.") if new != authority_id
                             else _("Nothing was changed."))  # fmt: skip
            return redirect(address_of(person.client_id))
    return render(visit, "account/people/appoint.html", {"page": _page(person, found, form)})


def _theirs(visit: Visit, authority_id: int) -> AuthorityFacts:
    """Return an open row of somebody’s own that is held by a helper. Raises Http404 for any other."""
    try:
        found = authority_facts(authority_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    if found.party is None or found.consent is Consent.ENDED:
        raise Http404
    return found


def _form(visit: Visit, found: AuthorityFacts) -> ScopeForm:
    files = files_of(visit.viewer, language=visit.language, now=visit.origin.at, client_id=found.client_id)
    return ScopeForm(
        visit.POST if visit.method == "POST" else None,
        kind=found.kind,
        policy=policy_of(found.kind, local_day(visit.origin.at)),
        files=[(file.number, f"{file.program}, {file.number}") for file in files],
        now=visit.origin.at,
        initial=_now(found),
    )


def _now(found: AuthorityFacts) -> dict[str, object]:
    """Return what holds now, as the form has it."""
    return {
        "sees": (Disclosure.CASE if Disclosure.CASE in found.sees else Disclosure.STATUS).value,
        "acts": YES if found.acts else NO,
        "numbers": list(found.files),
        "until": last_day(found.ends_at) if found.ends_at else None,
    }


def _page(person: Person, found: AuthorityFacts, form: ScopeForm) -> StepPage:
    return StepPage(
        heading=_("What may %(name)s see and do?") % {"name": found.who or str(found.kind.label)},
        back=parts.BackLink(href=address_of(person.client_id), text=_("People")),
        step="" if person.is_self else _("For %(name)s") % {"name": person.name},
        lead=_("To allow less, save: it holds at once. To allow more, you show once more that it is you."),
        notices=[],
        form=form,
        submit=_("Save"),
        cancel=reverse("account:people-of", args=[person.client_id]),
    )
