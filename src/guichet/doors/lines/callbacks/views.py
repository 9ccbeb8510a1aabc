"""`POST /api/v1/notify-callback`: the text provider tells what became of a message.

As GC Notify and GOV.UK Notify call it: a JSON object with `id`, `reference` and `status`, and the bearer token that
was given to them (`GUICHET_NOTIFY_CALLBACK_TOKEN`). Without a token set, there is no such page. Anything but 2xx makes
the provider call again.
"""

import json
import secrets
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions import note_report
from guichet.notices.terms import NOTIFY_REPORTS

LONGEST_BODY = 20_000
LONGEST_NAME = 80
ACTOR = "text-provider"


@csrf_exempt
@opens_to(Right.PUBLIC, channel=Channel.TEXT)
@require_POST
def notify(visit: Visit) -> HttpResponse:
    """Note what the provider says. Twice the same, or late, changes nothing and is thanked for all the same."""
    if not settings.NOTIFY_CALLBACK_TOKEN:
        raise Http404
    if not is_from_provider(visit):
        return problem(401, "The token is missing or wrong.")
    said = _read(visit)
    if said is None:
        return problem(400, "Expected a JSON object with reference and status.")
    report = NOTIFY_REPORTS.get(said["status"])
    if report is None:
        return problem(422, "The status is not known.")
    found = note_report(
        reference=said["reference"],
        report=report,
        provider_reference=said["id"],
        origin=Origin(actor=ACTOR, channel=Channel.TEXT, at=visit.entrance.at),
    )
    return HttpResponse(status=204) if found else problem(404, "No message has this reference.")


def is_from_provider(visit: Visit) -> bool:
    """Return whether the call brings the token that was given to the provider."""
    brought = visit.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    return secrets.compare_digest(brought.encode(), settings.NOTIFY_CALLBACK_TOKEN.encode())


def _read(visit: Visit) -> dict[str, str] | None:
    """Return id, reference and status, or None where they are not there as short texts."""
    if len(visit.body) > LONGEST_BODY:
        return None
    try:
        said: Any = json.loads(visit.body)
        found = {"id": said.get("id") or "", "reference": said["reference"], "status": said["status"]}
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None
    if all(isinstance(value, str) and len(value) <= LONGEST_NAME and "\0" not in value for value in found.values()):
        return found
    return None


def problem(status: int, title: str) -> HttpResponse:
    """Return a problem as RFC 9457 describes them."""
    said = {"status": status, "title": title}
    answer = JsonResponse(said, status=status, content_type="application/problem+json")
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer
