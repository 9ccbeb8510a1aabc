"""The chat, for somebody who signs in first: it goes on where it was, and now knows their files."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_safe
def chat(visit: Visit) -> HttpResponse:
    """Lead to the chat, once it is known who asks."""
    return redirect("public:chat")
