"""`/metrics`: the figures, in Prometheus' text format.

Who may read them: whoever brings the token of `GUICHET_METRICS_TOKEN` (as `Authorization: Bearer …`), from
anywhere. Where no token is set, only this machine itself: a request from a loopback address that no proxy passed
on. Others are told that there is no such page.
"""

import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.lines.metrics.families import Figures
from guichet.identity.terms import Right

# A proxy on this machine makes strangers look local; it names them in one of these.
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def metrics(visit: Visit) -> HttpResponse:
    """Show the figures to who may read them."""
    if not _may_read(visit):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Figures(visit.origin.at))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read(visit: Visit) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        brought = visit.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return secrets.compare_digest(brought.encode(), token.encode())
    return _is_this_machine(visit)


def _is_this_machine(visit: Visit) -> bool:
    if any(name in visit.headers for name in PASSED_ON):
        return False
    try:
        return ip_address(visit.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
