"""From where a request about signing in comes: its network, and the device it is known by."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest

from guichet.clients.rules import network_of
from guichet.doors.entrance import entrance_of
from guichet.identity.actions import From, again_at, note_try, whose
from guichet.identity.queries import account_for, known_device
from guichet.identity.terms import Proof

# Set once somebody signed in; it opens nothing by itself. Kept for as long as browsers keep any.
DEVICE_COOKIE = "guichet_device"
DEVICE_SECONDS = 400 * 24 * 60 * 60


def address_of(request: HttpRequest) -> str:
    """Return the network address of a request, as far as we may believe it."""
    return str(get_adapter().get_client_ip(request) or "")


def network(request: HttpRequest) -> str:
    """Return what counts as one network."""
    return network_of(address_of(request))


def device_secret(request: HttpRequest) -> str:
    """Return the cookie by which a device is known; empty for a stranger's."""
    return request.COOKIES.get(DEVICE_COOKIE, "")[:100]


def sender(request: HttpRequest, user_id: int | None, at: datetime) -> From:
    """Return from where somebody tries at an account."""
    known = known_device(user_id, device_secret(request), now=at) if user_id else None
    return From(network(request), known)


@transaction.atomic
def may_have_code(request: HttpRequest, email: str) -> bool:
    """Return whether a code may be sent to an address now, and count that it is. The same for unknown addresses."""
    visit, of = entrance_of(request), whose(email)
    user_id = account_for(email)
    come = sender(request, user_id, visit.at)
    if again_at(of=of, proof=Proof.EMAIL_CODE, network=come.network, device_id=come.device_id, origin=visit.origin):
        return False
    note_try(
        of=of, proof=Proof.EMAIL_CODE, network=come.network, device_id=come.device_id, succeeded=False,
        origin=visit.origin,
    )  # fmt: skip
    return True
