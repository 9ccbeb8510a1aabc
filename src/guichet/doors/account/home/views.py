"""Shows clients what matters first."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from guichet.applications.queries import files_of
from guichet.clients.queries import helper_of
from guichet.design.dates import local_day
from guichet.doors.account.helping.pages import IN_A_FAMILY
from guichet.doors.account.home.notices import notices_about
from guichet.doors.account.home.pages import MESSAGES_SHOWN, home_page
from guichet.doors.account.household.files import household_files
from guichet.doors.banners import CLIENTS, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.notices.queries import messages_of, not_reached, unopened


@opens_to(Right.OWN_FILES)
@require_safe
def home(request: Visit) -> HttpResponse:
    """Show the overview."""
    viewer = request.viewer
    if not viewer.own_clients and (viewer.grants or helper_of(viewer)):
        return redirect("account:portfolio")  # who only helps others has nothing of their own to be shown
    files = files_of(viewer, language=request.language, now=request.origin.at)
    page = home_page(
        files,
        messages_of(viewer, language=request.language, limit=MESSAGES_SHOWN),
        unopened=unopened(viewer),
        household=household_files(request),
        helps=any(grant.kind not in IN_A_FAMILY for grant in viewer.grants),
        not_reached=not_reached(viewer),
        notices=banners(notices_about(files, CLIENTS, local_day(request.origin.at)), request.language),
    )
    return render(request, "account/home/home.html", {"page": page})
