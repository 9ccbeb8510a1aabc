"""Shows where many files stand, and the themes of a riding."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from guichet.applications.queries import FileSummary, files_held
from guichet.clients.queries import clients
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.parliament.lists import pages
from guichet.doors.parliament.lists.forms import ListForm
from guichet.doors.parliament.pages import own_office, show
from guichet.identity.actions import note_look
from guichet.identity.terms import AuthorityKind, Right
from guichet.mp_enquiries.queries import limits, reasons, themes_of
from guichet.mp_enquiries.rules import listed_in
from guichet.processing_times.queries import file_status
from guichet.programs.queries import catalogue


@opens_to(Right.MEMBER_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def many(visit: Visit) -> HttpResponse:
    """Take a list of file numbers, and show where those of consenting constituents stand."""
    own_office(visit)
    form = ListForm(visit.POST if visit.method == "POST" else None, visit.FILES if visit.method == "POST" else None)
    found = []
    if form.is_valid():
        listed = listed_in(form.text, most=limits(local_day(visit.origin.at)).bulk_rows)
        found = pages.results(listed, _shown(visit, listed.numbers))
    return show(visit, pages.list_page(form, found))


@opens_to(Right.MEMBER_OFFICE)
@require_safe
def themes(visit: Visit) -> HttpResponse:
    """Show for how many constituents of the own riding offices asked, and about what."""
    office = own_office(visit)
    by_reason, by_program = themes_of(office.riding, viewer=visit.viewer, now=visit.origin.at)
    known = catalogue()
    names = {code: text.say(visit.language) for code, text in reasons(local_day(visit.origin.at)).items()}
    names |= {one.code: known.program(one.code).name.say(visit.language) for one in by_program}
    return show(visit, pages.themes_page(office.riding, by_reason, by_program, names, visit.language))


def _shown(visit: Visit, numbers: tuple[str, ...]) -> dict[str, tuple[FileSummary, str, str]]:
    """Return those of the files that the office may see, in the order of the list; each is noted as a look."""
    viewer, now = visit.viewer, visit.origin.at
    files = {
        file.number: file
        for file in files_held(viewer, language=visit.language, now=now, kinds=[AuthorityKind.MP_OFFICE])
        if file.number in set(numbers)
    }
    people = {file.client_id for file in files.values()}
    names = {one.client_id: one.name for one in clients(sorted(people), viewer=viewer)} if people else {}
    shown = {}
    for number in numbers:
        if file := files.get(number):
            note_look(
                viewer=viewer,
                client_id=file.client_id,
                subject=f"application:{number}",
                page="parliament:list",
                origin=visit.origin,
            )
            status = file_status(number, viewer=viewer, language=visit.language, now=now)
            name = names.get(viewer.everyone_of(file.client_id)[0], "")
            shown[number] = (file, name, status.expected.headline)
    return shown
