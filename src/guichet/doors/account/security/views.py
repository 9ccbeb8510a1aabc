"""How one signs in."""

from django.http import HttpResponse
from django.shortcuts import render

from guichet.doors.account.security.pages import security_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import sign_in_ways
from guichet.identity.terms import Right


# Open to everybody with an account, staff too: here a second factor is added before it is demanded.
@opens_to(Right.SIGNED_IN, second_factor=False)
def security(visit: Visit) -> HttpResponse:
    """Show how one signs in, and what may be added."""
    assert visit.viewer.user_id is not None
    page = security_page(sign_in_ways(visit.viewer.user_id), of_client=visit.viewer.may(Right.OWN_FILES))
    return render(visit, "account/security.html", {"page": page})
