"""Shows everybody the notices in force."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.banners import EVERYBODY, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.pages import ReadingPage
from guichet.identity.terms import Right
from guichet.knowledge.queries import notices_for


@opens_to(Right.PUBLIC)
@require_safe
def notices(request: Visit) -> HttpResponse:
    """Show the notices in force, the most urgent first."""
    found = notices_for(EVERYBODY, on=local_day(request.origin.at))
    page = ReadingPage(
        heading=_("Notices"),
        lead=_("What is different just now. What concerns your file is also shown with your file."),
        sections=banners(found, request.language)
        or [parts.EmptyState(title=_("There is no notice just now"), body=_("Everything is as our pages say."))],
    )
    return render(request, "public/page.html", {"page": page})
