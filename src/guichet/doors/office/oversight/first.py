"""Where oversight begins: what waits for review, or, for those who order investigations, these."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.oversight.investigations import investigations
from guichet.doors.office.oversight.views import openings
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.OVERSIGHT, channel=Channel.OFFICE)
@require_safe
def oversight(visit: Visit) -> HttpResponseBase:
    """Show the first page of oversight that this person may read."""
    return openings(visit) if visit.viewer.may(Right.REVIEW_ACCESS) else investigations(visit)
