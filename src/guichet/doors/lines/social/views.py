"""`POST /api/v1/social`: a network, or the service between, tells that somebody asked us something in public.

Signed as Standard Webhooks has it: `webhook-id`, `webhook-timestamp`, and in `webhook-signature` an HMAC (SHA-256) over
both and the body, with the secret that was given to them (`GUICHET_SOCIAL_SECRET`). Without a secret there is no such
page. Anything but 2xx makes them call again; the same post again changes nothing.
"""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.lines.callbacks.views import problem
from guichet.enquiries.actions.social import Post, fault_of, take_post
from guichet.identity.terms import Right
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

LONGEST_BODY, LONGEST_NAME, LONGEST_TEXT = 40_000, 200, 10_000
ACTOR = "social-network"
CREATED = "post.created"


@csrf_exempt
@opens_to(Right.PUBLIC, channel=Channel.WEB)
@require_POST
def told(visit: Visit) -> HttpResponse:
    """Take a post in, and say nothing of it: not its number, not whether its author is known."""
    if not settings.SOCIAL_SECRET:
        raise Http404
    if len(visit.body) > LONGEST_BODY:
        return problem(413, "The call is too long.")
    now = visit.entrance.at
    fault = fault_of(
        settings.SOCIAL_SECRET,
        call_id=visit.headers.get("webhook-id", ""),
        moment=visit.headers.get("webhook-timestamp", ""),
        signed=visit.headers.get("webhook-signature", ""),
        body=visit.body,
        now=now,
    )
    if fault:
        return problem(401, f"The signature is missing, wrong or old: {fault}.")
    said = _read(visit.body)
    if said is None:
        return problem(400, "Expected a JSON object with type and data: network, id, author, text, created_at.")
    if isinstance(said, Post):
        take_post(said, origin=Origin(actor=ACTOR, channel=Channel.WEB, at=now))
    # Likes, edits and what else a network tells of: heard, and nothing is done.
    return HttpResponse(status=204)


def _read(body: bytes) -> Post | str | None:
    """Return the post that a call tells of, the type of any other call, or None where it is none."""
    try:
        said: Any = json.loads(body)
        if not isinstance(said, dict) or not isinstance(said.get("type"), str):
            return None
        if said["type"] != CREATED:
            return str(said["type"])
        data = said["data"]
        found = {name: data[name] for name in ("network", "id", "author", "text", "created_at")}
        found["answers"] = data.get("in_reply_to") or ""
        if not all(isinstance(value, str) and "\0" not in value for value in found.values()):
            return None
        "".join(found.values()).encode()
        written_at = datetime.fromisoformat(found["created_at"])
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None
    names = (found["network"], found["id"], found["author"])
    if written_at.tzinfo is None or not all(0 < len(name) <= LONGEST_NAME for name in names):
        return None
    if not found["network"].isidentifier() or len(found["text"]) > LONGEST_TEXT or len(found["answers"]) > LONGEST_NAME:
        return None
    return Post(
        network=found["network"][:40],
        post_id=found["id"],
        author=found["author"],
        text=found["text"],
        written_at=written_at,
        answers=found["answers"],
    )
