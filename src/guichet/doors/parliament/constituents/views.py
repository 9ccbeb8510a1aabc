"""Shows an office its consenting constituents and their files, and asks for consent. Every look is logged."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.applications.queries import NotAllowed, client_of, files_held
from guichet.clients.actions import CannotGive, answer_proposal, revoke_authority, withdraw_proposal
from guichet.clients.queries import (
    asked_by_office,
    asked_of_office,
    authority_for,
    clients,
    constituent_named,
)
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.parliament.constituents.forms import ConsentForm
from guichet.doors.parliament.constituents.pages import ask_page, file_page, home_page, paper_page
from guichet.doors.parliament.pages import own_office, show
from guichet.identity.actions import note_look
from guichet.identity.terms import AuthorityKind, Disclosure, Right
from guichet.mp_enquiries.actions import ask_for_consent
from guichet.mp_enquiries.queries import enquiries_of_office, limits
from guichet.processing_times.queries import file_status

SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.MEMBER_OFFICE)
@require_safe
def home(visit: Visit) -> HttpResponse:
    """Show the files of constituents who consent, and what waits for an answer."""
    office, viewer, now = own_office(visit), visit.viewer, visit.origin.at
    files = files_held(viewer, language=visit.language, now=now, kinds=[AuthorityKind.MP_OFFICE])
    people = {file.client_id for file in files}
    for client_id in sorted(people):
        note_look(
            viewer=viewer,
            client_id=client_id,
            subject=f"client:{client_id}",
            page="parliament:home",
            origin=visit.origin,
        )
    page = home_page(
        office,
        files,
        _names(visit, people),
        asked=asked_by_office(office.party_id, viewer=viewer),
        invited=asked_of_office(office.party_id, viewer=viewer, now=now),
        token=get_token(visit),
        now=now,
    )
    return show(visit, page)


@opens_to(Right.MEMBER_OFFICE)
@require_http_methods(SAFE_OR_SENT)
def ask(visit: Visit) -> HttpResponse:
    """Ask a constituent for consent. Nobody learns whether there is such a client: what follows looks the same."""
    own_office(visit)
    form = ConsentForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data["number"]
        number = "".join(typed.split()).replace("-", "").upper()
        by_number = client_of(number[:40])
        found = constituent_named(form.cleaned_data["name"], typed, by_number=by_number)
        named = any(letter.isalpha() for letter in number) and "@" not in number
        try:
            ask_for_consent(
                client_id=found,
                asked_for=f"{form.cleaned_data['name']} · {typed}",
                sees=Disclosure(form.cleaned_data["sees"]),
                files=frozenset({number[:40]}) if named or by_number else frozenset(),
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotGive as refused:
            form.refuse(refused.reason)
        else:
            messages.success(visit, _("Sent. If there is such a client, they read your request now."))
            return redirect("parliament:home")
    until = local_day(visit.origin.at + limits(local_day(visit.origin.at)).consent)
    return show(visit, ask_page(form, until=until))


@opens_to(Right.MEMBER_OFFICE)
@require_safe
def paper(visit: Visit) -> HttpResponse:
    """Show the consent form to be printed and signed."""
    office, now = own_office(visit), visit.origin.at
    return show(visit, paper_page(office, local_day(now + limits(local_day(now)).consent)))


@opens_to(Right.MEMBER_OFFICE)
@require_POST
def accept(visit: Visit, proposal_id: int) -> HttpResponse:
    """Say yes or no to a constituent who asks for the help of the office."""
    yes = visit.POST.get("answer") == "yes"
    try:
        answer_proposal(proposal_id=proposal_id, accept=yes, viewer=visit.viewer, origin=visit.origin)
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("You see the file now.") if yes else _("You said no. The constituent is told."))
    return redirect("parliament:home")


@opens_to(Right.MEMBER_OFFICE)
@require_POST
def take_back(visit: Visit, proposal_id: int) -> HttpResponse:
    """Take back a request for consent that was not answered yet."""
    try:
        withdraw_proposal(proposal_id=proposal_id, viewer=visit.viewer, origin=visit.origin)
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("Taken back."))
    return redirect("parliament:home")


@opens_to(Right.MEMBER_OFFICE)
@require_safe
def file(visit: Visit, number: str) -> HttpResponse:
    """Show where a constituent’s file stands, and what the office asked about it."""
    office, viewer, now = own_office(visit), visit.viewer, visit.origin.at
    try:
        status = file_status(number, viewer=viewer, language=visit.language, now=now)
    except NotAllowed:
        raise Http404 from None
    note_look(
        viewer=viewer,
        client_id=status.client_id,
        subject=f"application:{number}",
        page="parliament:file",
        origin=visit.origin,
    )
    page = file_page(
        status,
        _names(visit, {status.client_id}).get(status.client_id, ""),
        authority_for(office.party_id, status.client_id, number=number, now=now),
        enquiries_of_office(viewer=viewer, now=now, number=number),
        get_token(visit),
    )
    return show(visit, page)


@opens_to(Right.MEMBER_OFFICE)
@require_POST
def hand_back(visit: Visit, number: str) -> HttpResponse:
    """End the consent for a file, since the office does not need it any more; the constituent is told."""
    office, now = own_office(visit), visit.origin.at
    client_id = client_of(number)
    held = authority_for(office.party_id, client_id, number=number, now=now) if client_id else None
    if held is None:
        raise Http404
    try:
        revoke_authority(authority_id=held.authority_id, viewer=visit.viewer, origin=visit.origin)
    except CannotGive as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("You handed it back. You see nothing of it any more; the client is told."))
    return redirect("parliament:home")


def _names(visit: Visit, people: set[int]) -> dict[int, str]:
    found = {one.client_id: one.name for one in clients(sorted(people), viewer=visit.viewer)} if people else {}
    return {number: found.get(visit.viewer.everyone_of(number)[0], "") for number in people} | found
