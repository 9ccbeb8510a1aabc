"""Making sure who asks: by facts, by a call back, by a document."""

import secrets
from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.applications.queries import programs_by_number
from guichet.clients.queries import client as client_facts
from guichet.clients.queries import facts_that_agree, facts_to_draw
from guichet.clients.terms import ContactKind
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.known import pages
from guichet.doors.desk.known.forms import CallerForm, DocumentForm
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.actions import NotYetKnown, TooManyChecks, check_facts, note_call_back, note_document
from guichet.identity.queries import checking_policy, contact_with
from guichet.identity.terms import Fact, IdentityDocument, Level, Right
from guichet.journal.terms import Channel
from guichet.programs.queries import catalogue

# In the session: which facts were drawn for the caller of a client. Looking at the page again draws no others.
DRAWN = "drawn_facts"


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(visit: Visit, client_id: int) -> HttpResponse:
    """Ask a caller for facts, and say whether all of them agree."""
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    look(visit, client_id=client_id, subject=f"client:{client_id}", page="desk:check")
    contact = contact_with(client_id, viewer=visit.viewer, now=visit.origin.at)
    if contact.failed and visit.method != "POST" and "again" not in visit.GET:
        return _show(visit, pages.failed_page(visit, client_id, may_try_again=True))
    files = programs_by_number(client_id, viewer=visit.viewer)
    drawn = _drawn(visit, client_id, files)
    named = [(program.code, program.name.say(visit.language)) for program in catalogue().program_rows]
    form = CallerForm(visit.POST if visit.method == "POST" else None, drawn=drawn, programs=named)
    if not form.is_valid():
        return _show(visit, pages.check_page(visit, form))
    agreed = facts_that_agree(client_id, form.answers(), files=files, viewer=visit.viewer)
    visit.session[DRAWN] = {}
    try:
        known = check_facts(
            viewer=visit.viewer, client_id=client_id, asked=list(form.answers()), agreed=agreed, origin=visit.origin
        )
    except TooManyChecks:
        return _show(visit, pages.failed_page(visit, client_id, may_try_again=False))
    if known.level is Level.NONE:
        return _show(visit, pages.failed_page(visit, client_id, may_try_again=True))
    return redirect("desk:client", client_id)


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(visit: Visit, client_id: int) -> HttpResponse:
    """Note that a caller was called back on the number on file, and answered."""
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    if visit.method == "POST":
        try:
            note_call_back(viewer=visit.viewer, client_id=client_id, origin=visit.origin)
        except NotYetKnown:
            return redirect("desk:check", client_id)
        return redirect("desk:client", client_id)
    look(visit, client_id=client_id, subject=f"client:{client_id}", page="desk:call-back")
    points = client_facts(client_id, viewer=visit.viewer).contact_points
    numbers = [point.shown for point in points if point.kind is ContactKind.PHONE and not point.is_failing]
    return _show(visit, pages.call_back_page(visit, client_id, forms.Form(), numbers))


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def document(visit: Visit, client_id: int) -> HttpResponse:
    """Note that an original document was shown in person."""
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    form = DocumentForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        seen = IdentityDocument(form.cleaned_data["document"])
        note_document(viewer=visit.viewer, client_id=client_id, document=seen, origin=visit.origin)
        return redirect("desk:client", client_id)
    return _show(visit, pages.document_page(visit, client_id, form))


def _drawn(visit: Visit, client_id: int, files: Mapping[str, str]) -> list[Fact]:
    """Return the facts drawn for this caller: once, however often the page is looked at."""
    drawn: dict[str, list[str]] = visit.session.get(DRAWN, {})
    kept = drawn.get(str(client_id))
    if not kept:
        can = list(facts_to_draw(client_id, files=files, viewer=visit.viewer))
        count = min(checking_policy(timezone.localtime(visit.origin.at).date()).by_lot, len(can))
        kept = [fact.value for fact in secrets.SystemRandom().sample(can, count)]
        visit.session[DRAWN] = {**drawn, str(client_id): kept}
    return [Fact(name) for name in kept]


def _show(visit: Visit, page: pages.PlainStaffPage) -> HttpResponse:
    return render(visit, "desk/plain.html", {"page": page})
