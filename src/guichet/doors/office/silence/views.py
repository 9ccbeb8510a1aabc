"""How long clients have heard nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.applications.silence import longest_silences
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.silence.pages import silence_page
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.UNDELIVERED, channel=Channel.OFFICE)
@require_safe
def silence(visit: Visit) -> HttpResponse:
    """Show the longest silence of each program."""
    return render(visit, "office/silence.html", {"page": silence_page(visit, longest_silences(visit.viewer))})
