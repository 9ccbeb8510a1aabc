"""The first page of the office: what needs somebody’s attention."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.attention.pages import attention_page
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.CATALOGUE, channel=Channel.OFFICE)
@require_safe
def attention(visit: Visit) -> HttpResponse:
    """Show what needs attention, of that which this person may see."""
    return render(visit, "office/attention.html", {"page": attention_page(visit)})
