"""Recording forms on paper, comparing them, and ending an authority at the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.clients.actions import (
    CannotGive,
    Holder,
    NotAProfile,
    Recorded,
    check_licence,
    end_as_told,
    end_by_form,
    record_form,
    verify_form,
)
from guichet.clients.gateways import register_of_settings
from guichet.clients.queries import (
    FormFacts,
    NotAllowed,
    PartyFacts,
    authorities_of,
    authority_facts,
    client_of_authority,
    client_of_form,
    form_facts,
    form_faults,
    kinds_on_paper,
)
from guichet.clients.terms import AuthorityEnd, AuthorityRefusal, AuthoritySource, Consent
from guichet.design.dates import local_day
from guichet.doors.desk.authority import paper_forms, paper_pages
from guichet.doors.desk.authority.views import PLAIN, SAFE_OR_SENT, about, named_files
from guichet.doors.desk.clients.opening import ask_purpose, for_a_purpose
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import AuthorityKind, Right
from guichet.journal.terms import Channel


@opens_to(Right.AUTHORITY, channel=Channel.DESK)
@never_cache
@require_http_methods(SAFE_OR_SENT)
@for_a_purpose
def record(visit: Visit, client_id: int) -> HttpResponse:
    """Type a form on paper that lets somebody see or act."""
    client, _known = about(visit, client_id, "authority-form")
    today = local_day(visit.origin.at)
    form = paper_forms.RecordForm(
        visit.POST if visit.method == "POST" else None,
        kinds=kinds_on_paper(today),
        known=_helpers(visit, client_id),
        files=named_files(visit, client_id),
        today=today,
    )
    if form.is_valid() and (done := _recorded(visit, client_id, form)):
        if done.proposal_id is None:
            messages.success(visit, _("Recorded. It holds from now on, and the client is told."))
            return redirect("desk:authority", client_id)
        _ask_register(visit, form_facts(done.proposal_id, viewer=visit.viewer))
        messages.success(visit, _("Recorded. A colleague compares it now; until then nothing follows from it."))
        return redirect("desk:verify-form", done.proposal_id)
    return render(visit, PLAIN, {"page": paper_pages.record_page(visit, client, form)})


@opens_to(Right.AUTHORITY, channel=Channel.DESK)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def verify(visit: Visit, proposal_id: int) -> HttpResponse:
    """Compare a form with what was typed, and say whether it holds."""
    try:
        client_id = client_of_form(proposal_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    client, _known = about(visit, client_id, "verify-form")
    found = form_facts(proposal_id, viewer=visit.viewer)
    form = refused = None
    if found.waits:
        form = paper_forms.VerifyForm(
            visit.POST if visit.method == "POST" else None,
            faults=form_faults(local_day(visit.origin.at)),
            only_no=found.recorded_by == visit.viewer.actor,
        )
    if form and form.is_valid():
        accept = form.cleaned_data["holds"] == paper_forms.HOLDS
        if accept:
            _ask_register(visit, found)
        try:
            verify_form(
                proposal_id=proposal_id,
                accept=accept,
                fault=form.cleaned_data["fault"],
                words=form.cleaned_data["words"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotGive as why:
            refused = why.reason
            found = form_facts(proposal_id, viewer=visit.viewer)
        else:
            messages.success(visit, _("It holds from now on. The client is told.") if accept
                             else _("It does not hold. The client is told why."))  # fmt: skip
            return redirect("desk:authority", client_id)
    return render(visit, PLAIN, {"page": paper_pages.verify_page(visit, client, found, form, refused)})


@opens_to(Right.AUTHORITY, channel=Channel.DESK)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def end(visit: Visit, authority_id: int) -> HttpResponse:
    """End an authority at once: by a signed form, or because the client says so."""
    # Whose it is says the row; whoever has not opened that file is asked why first, and sees nothing before.
    client_id = _client_of(visit, authority_id)
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    client, _known = about(visit, client_id, "end-authority")
    one = authority_facts(authority_id, viewer=visit.viewer, now=visit.origin.at)
    if one.consent is Consent.ENDED or one.kind is AuthorityKind.PARENT:
        messages.info(visit, _("This is over already, or follows from the law."))
        return redirect("desk:authority", client_id)
    form = paper_forms.EndForm(visit.POST if visit.method == "POST" else None, today=local_day(visit.origin.at))
    if form.is_valid() and _ended(visit, authority_id, form):
        messages.success(visit, _("It is over, everywhere. The client is told."))
        return redirect("desk:authority", client_id)
    return render(visit, PLAIN, {"page": paper_pages.end_page(visit, client, one, form)})


def _recorded(visit: Visit, client_id: int, form: paper_forms.RecordForm) -> Recorded | None:
    number = form.party_id
    try:
        return record_form(
            client_id=client_id,
            holder=Holder(party_id=number) if number is not None else None,
            profile=form.profile if number is None else None,
            email=form.cleaned_data["email"],
            wish=form.wish,
            paper=form.paper,
            viewer=visit.viewer,
            origin=visit.origin,
        )
    except CannotGive as refused:
        form.refuse(refused.reason)
    except NotAProfile:
        form.refuse(AuthorityRefusal.LICENCE)
    return None


def _ended(visit: Visit, authority_id: int, form: paper_forms.EndForm) -> bool:
    said = form.cleaned_data
    try:
        if said["why"] == AuthorityEnd.SAID:
            end_as_told(authority_id=authority_id, viewer=visit.viewer, origin=visit.origin)
        else:
            end_by_form(
                authority_id=authority_id,
                source=AuthoritySource(said["source"]),
                form_version=said["form_version"],
                signed_on=said["signed_on"],
                paper=form.paper,
                viewer=visit.viewer,
                origin=visit.origin,
            )
    except CannotGive as refused:
        form.add_error("why", str(refused.reason.label))
        return False
    return True


def _helpers(visit: Visit, client_id: int) -> list[PartyFacts]:
    """Return the helpers whom this client ever had, each once: a form may name one of them again."""
    rows = authorities_of(client_id, viewer=visit.viewer, now=visit.origin.at, history=True)
    return list({one.party.party_id: one.party for one in rows if one.party}.values())


def _ask_register(visit: Visit, found: FormFacts) -> None:
    """Have the licence of a paid helper looked up before a form about them is compared."""
    party = found.proposal.party
    if party and party.is_paid:
        check_licence(party_id=party.party_id, register=register_of_settings(), origin=visit.origin)


def _client_of(visit: Visit, authority_id: int) -> int:
    try:
        return client_of_authority(authority_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
