"""Asks for a code by post, and shows how long it takes and until when it works."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guichet.clients.actions import ask_code_by_post
from guichet.doors.account.plain import security_menu, show
from guichet.doors.account.posted.pages import posted_page
from guichet.doors.account.step_up.pages import refusal_notice
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.actions import NotLetIn
from guichet.identity.queries import code_by_post
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


# Open at the lowest level: it is the way up for those who have nothing but a mailbox and a letterbox.
@opens_to(Right.SIGNED_IN, channel=Channel.ACCOUNT, second_factor=False)
@require_http_methods(["GET", "HEAD", "POST"])
def posted_code(visit: Visit) -> HttpResponse:
    """Say what a code by post is; once told, have one posted. The answer is the same with and without an address."""
    viewer, now = visit.viewer, visit.entrance.at
    assert viewer.user_id is not None
    # Staff sign in by stronger keys; and nothing is promised where nobody posts letters.
    if viewer.staff_id is not None or not code_by_post(viewer.user_id, now=now).is_offered:
        raise Http404
    notice = None
    if visit.method == "POST":
        try:
            ask_code_by_post(viewer=viewer, origin=visit.origin)
        except NotLetIn as refused:
            notice = refusal_notice(refused.refusal, refused.try_again_at, visit.language)
        else:
            messages.success(visit, _("We have your request. If your file has an address, the letter is on its way."))
            return redirect("account:posted-code")
    page = posted_page(
        code_by_post(viewer.user_id, now=now),
        visit.language,
        level=viewer.level,
        menu=security_menu(visit),
        notice=notice,
    )
    return show(visit, page)
