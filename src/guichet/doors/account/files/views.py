"""Shows clients their files."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guichet.applications.queries import NotAllowed, client_of, files_of, timeline
from guichet.clients.queries import client, once_held
from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.account.files.pages import file_page, files_page, history_page
from guichet.doors.account.helping.pages import back_to_list, held_banner, over_page
from guichet.doors.account.home.notices import notices_about_file
from guichet.doors.account.household.files import household_files
from guichet.doors.account.places import place_named
from guichet.doors.banners import CLIENTS, HELPERS, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.ways import contact_ways
from guichet.identity.actions import note_look
from guichet.identity.queries import LookFacts, looks_at, may_read_looks
from guichet.identity.terms import Disclosure, Right
from guichet.knowledge.queries import next_steps
from guichet.processing_times.queries import file_status

# The latest; what came before is a page of its own.
ENTRIES_SHOWN = 8
LOOKS_SHOWN = 10
LOOKS_READ = 50


@opens_to(Right.OWN_FILES)
@require_safe
def files(request: Visit) -> HttpResponse:
    """Show all files over all programs."""
    page = files_page(
        files_of(request.viewer, language=request.language, now=request.origin.at), household_files(request)
    )
    return render(request, "account/files/files.html", {"page": page})


@opens_to(Right.OWN_FILES)
@require_safe
def file(request: Visit, number: str) -> HttpResponse:
    """Show the status page of one file. A file of somebody else is not found, like one that does not exist."""
    now = request.origin.at
    try:
        status = file_status(number, viewer=request.viewer, language=request.language, now=now)
    except NotAllowed:
        return no_longer_shown(request, number)
    _note(request, status.client_id, number, "account:file")
    page = file_page(
        status,
        timeline=timeline(
            file=status,
            viewer=request.viewer,
            language=request.language,
            limit=ENTRIES_SHOWN,
        ),
        looks=_looks(request, status.client_id, number),
        ways=contact_ways(local_day(now), request.language),
        today=local_day(now),
        held=None
        if request.viewer.is_self(status.client_id)
        else held_banner(
            client(status.client_id, viewer=request.viewer).name, request.viewer, status.client_id, number
        ),
        notices=banners(
            notices_about_file(
                status, CLIENTS if request.viewer.is_self(status.client_id) else HELPERS, local_day(now)
            ),
            request.language,
        ),
        next_steps=[
            parts.Link(text=title[request.language], href=reverse("public:answer", args=[name]))
            for name, title in next_steps(
                decision=status.decision.code, program=status.program_code, on=local_day(now)
            ).items()
        ]
        if status.decision
        else (),
        back=back_to_list(request.viewer, status.client_id),
        more_to_read=status.seen is Disclosure.STATUS
        and request.viewer.could_see(status.client_id, Disclosure.CASE, number=number),
    )
    return render(request, "account/files/file.html", {"page": page})


@opens_to(Right.OWN_FILES)
@require_safe
def history(request: Visit, number: str) -> HttpResponse:
    """Show what happened to a file before the moment that the address names."""
    try:
        status = file_status(number, viewer=request.viewer, language=request.language, now=request.origin.at)
        shown = timeline(
            file=status,
            viewer=request.viewer,
            language=request.language,
            before=place_named(request.GET.get("before", "")),
        )
    except NotAllowed:
        raise Http404 from None
    _note(request, status.client_id, number, "account:history")
    return render(request, "account/files/history.html", {"page": history_page(status, shown)})


def no_longer_shown(request: Visit, number: str) -> HttpResponse:
    """Tell somebody who was once allowed to see a file that it is over; to anybody else there is no such file."""
    client_id = client_of(number) if "\x00" not in number else None
    if client_id is None or not once_held(client_id, number=number, viewer=request.viewer):
        raise Http404
    page = over_page(request.viewer)
    return render(request, "account/helping/over.html", {"page": page}, status=HTTPStatus.FORBIDDEN)


def _note(request: Visit, client_id: int, number: str, page: str) -> None:
    """Note that somebody who acts for the client looks; the client’s own looks are nobody’s business."""
    note_look(
        viewer=request.viewer, client_id=client_id, subject=f"application:{number}", page=page, origin=request.origin
    )


def _looks(request: Visit, client_id: int, number: str) -> list[LookFacts] | None:
    """Return the latest looks at this file, or at the client as a whole; None for who may not know who else looked."""
    if not may_read_looks(request.viewer, client_id):
        return None
    subjects = {f"application:{number}", f"client:{client_id}"}
    found = looks_at(client_id, viewer=request.viewer, now=request.origin.at, limit=LOOKS_READ)
    return [look for look in found if look.subject in subjects][:LOOKS_SHOWN]
