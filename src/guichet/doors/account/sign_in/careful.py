"""Pages of the sign-in library that change how one signs in: they open only to those of whom we are sure enough."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from guichet.doors.entrance import entrance_of
from guichet.doors.known import Known, note_shown, send_to_step_up
from guichet.identity.queries import changes_locked_until, sign_in_ways
from guichet.identity.terms import Act, Proof


def changes_sign_in(view: Callable[..., Any], *, shows: Proof | None = None) -> Callable[..., Any]:
    """Return a view of the library that asks clients for more first. Staff are asked by the library itself.

    Adding an app or a passkey shows it (`shows`): nobody is asked for it again on the next page.
    """

    @wraps(view)
    def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visit = entrance_of(request)
        user_id = visit.viewer.user_id
        if user_id is not None and visit.viewer.staff_id is None:
            known, ways = Known.of(request, visit.at), sign_in_ways(user_id)
            # Who has nothing but an e-mail address is asked by the library, by a code to it.
            asked_there = ways.email and not ways.has_other_ways and not changes_locked_until(user_id, now=visit.at)
            if not asked_there and not known.is_enough(visit.viewer, act=Act.CHANGE_SIGN_IN):
                return send_to_step_up(request, act=Act.CHANGE_SIGN_IN)
        answer: HttpResponse = view(request, *args, **kwargs)
        # The library answers what it took with a redirect, and what it refused with the form.
        if shows and request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            note_shown(request, shows, visit.at)
        return answer

    return careful
