"""Who may ask about a client’s files, and what somebody who asks may be told."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.applications.queries import programs_by_number
from guichet.clients.actions import decide_call
from guichet.clients.queries import ClientFacts, NotAllowed, Serving, authorities_of, proposals_about
from guichet.clients.queries import client as client_facts
from guichet.clients.queries import serving as serving_facts
from guichet.doors.desk.authority import pages
from guichet.doors.desk.authority.forms import CallForm
from guichet.doors.desk.clients.opening import for_a_purpose, look
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.programs.queries import catalogue

SAFE_OR_SENT = ["GET", "HEAD", "POST"]
PLAIN = "desk/plain.html"


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(SAFE_OR_SENT)
@for_a_purpose
def authority(visit: Visit, client_id: int) -> HttpResponse:
    """Show who may ask about a client; once told who asks and for what, what they may be told."""
    client, known = about(visit, client_id, "authority")
    everybody = authorities_of(client_id, viewer=visit.viewer, now=visit.origin.at, history=True)
    form = CallForm(
        visit.POST if visit.method == "POST" else None,
        listed=pages.lately(everybody, visit.origin.at),
        files=named_files(visit, client_id),
    )
    decided = None
    if form.is_valid():
        decided = decide_call(client_id=client_id, call=form.call(), viewer=visit.viewer, origin=visit.origin)
    waiting = proposals_about(client_id, viewer=visit.viewer, now=visit.origin.at)
    page = pages.authority_page(visit, client, known, everybody, waiting, form, decided)
    return render(visit, PLAIN, {"page": page})


def about(visit: Visit, client_id: int, page: str) -> tuple[ClientFacts, Serving]:
    """Return a client and what to know of them; the look at each of their records is noted before."""
    try:
        facts = client_facts(client_id, viewer=visit.viewer)
    except NotAllowed:  # opened a moment ago, and gone since
        raise Http404 from None
    for number in visit.viewer.everyone_of(client_id):
        look(visit, client_id=number, subject=f"client:{number}", page=f"desk:{page}")
    return facts, serving_facts(client_id, viewer=visit.viewer, now=visit.origin.at, language=visit.language)


def named_files(visit: Visit, client_id: int) -> dict[str, str]:
    """Return a client’s files by number, each with the name of its program."""
    names = {program.code: program.name.say(visit.language) for program in catalogue().program_rows}
    found = programs_by_number(client_id, viewer=visit.viewer)
    return {number: names.get(code, code) for number, code in found.items()}
