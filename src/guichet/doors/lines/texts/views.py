"""`POST /api/v1/notify-received-text`: the text provider passes on a text that somebody sent to us.

As GOV.UK Notify calls it: a JSON object with `id`, `source_number` and `message`, and the bearer token that was given
to them (`GUICHET_NOTIFY_CALLBACK_TOKEN`). Without a token set, there is no such page. Anything but 2xx makes the
provider call again.
"""

import json
from typing import Any

import phonenumbers
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guichet.applications.turns import has_something_to_do
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.lines.callbacks.views import ACTOR, LONGEST_BODY, is_from_provider, problem
from guichet.identity.terms import Right
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions import receive_text

LONGEST_NAME = 120


@csrf_exempt
@opens_to(Right.PUBLIC, channel=Channel.TEXT)
@require_POST
def received(visit: Visit) -> HttpResponse:
    """Take in a text. Twice the same changes nothing and is thanked for all the same."""
    if not settings.NOTIFY_CALLBACK_TOKEN:
        raise Http404
    if not is_from_provider(visit):
        return problem(401, "The token is missing or wrong.")
    said = _read(visit)
    if said is None:
        return problem(400, "Expected a JSON object with id, source_number and message.")
    number = _number(said["source_number"])
    if number is None:
        # A short code or a name, such as other services write from: nobody is there to be answered.
        return HttpResponse(status=204)
    now = visit.entrance.at
    receive_text(
        provider_reference=said["id"],
        number=number,
        words=said["message"],
        to_do=lambda clients: has_something_to_do(clients, now=now),
        origin=Origin(actor=ACTOR, channel=Channel.TEXT, at=now),
    )
    return HttpResponse(status=204)


def _read(visit: Visit) -> dict[str, str] | None:
    """Return id, number and words, or None where they are not there as texts of a likely length."""
    if len(visit.body) > LONGEST_BODY:
        return None
    try:
        said: Any = json.loads(visit.body)
        found = {"id": said["id"], "source_number": said["source_number"], "message": said["message"]}
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None
    if not all(isinstance(value, str) and "\0" not in value for value in found.values()):
        return None
    if not 0 < len(found["id"]) <= LONGEST_NAME or len(found["source_number"]) > LONGEST_NAME:
        return None
    try:
        found["message"].encode()
    except UnicodeEncodeError:  # half a character, as JSON can name it
        return None
    return found


def _number(text: str) -> str | None:
    """Return a telephone number as we keep it (E.164), or None where the text is none."""
    try:
        parsed = phonenumbers.parse(text if text.startswith("+") else f"+{text.strip()}")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
