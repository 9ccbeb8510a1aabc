"""The addresses that a load balancer, a container platform or a watchman asks. They say nothing of anybody.

`/health/live`    200 while the process answers at all; asks nothing of the database. Restart it when it fails.
`/health/ready`   200 while pages can be served: database there, tables as this code wants them. Send nobody when 503.
`/health/worker`  200 while notices go out too; 503 when no worker has been seen for half a minute. Wake somebody.
"""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.lines.health.checks import health
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def live(visit: Visit) -> HttpResponse:
    """Answer at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def ready(visit: Visit) -> HttpResponse:
    """Say whether pages can be served."""
    return _answer(visit, "can_serve")


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def worker(visit: Visit) -> HttpResponse:
    """Say whether notices go out as well."""
    return _answer(visit, "can_tell")


def _answer(visit: Visit, wanted: str) -> HttpResponse:
    found = health(visit.origin.at)
    parts = {"database": found.database, "migrations": found.migrations, "worker": found.worker}
    return JsonResponse(parts, status=200 if getattr(found, wanted) else 503)
