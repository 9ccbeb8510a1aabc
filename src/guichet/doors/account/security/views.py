"""How one signs in."""

from django.http import HttpResponse
from django.shortcuts import render

from guichet.doors.account.security.pages import security_page
from guichet.doors.account.ways.pages import locked_notice, recovery_notice
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import changes_locked_until, code_by_post, open_recoveries_of, sign_in_ways
from guichet.identity.terms import Right


# Open to everybody with an account, staff too: here a second factor is added before it is demanded.
@opens_to(Right.SIGNED_IN, second_factor=False)
def security(visit: Visit) -> HttpResponse:
    """Show how one signs in, and what may be added."""
    assert visit.viewer.user_id is not None
    page = security_page(
        sign_in_ways(visit.viewer.user_id),
        of_client=visit.viewer.may(Right.OWN_FILES),
        by_post=visit.viewer.staff_id is None and code_by_post(visit.viewer.user_id, now=visit.entrance.at).is_offered,
        level=visit.viewer.level,
        notices=[
            recovery_notice(open_recoveries_of(viewer=visit.viewer), visit.language),
            locked_notice(changes_locked_until(visit.viewer.user_id, now=visit.entrance.at), visit.language),
        ],
    )
    return render(visit, "account/security.html", {"page": page})
