"""The door of the case system: its events in, what became of each out."""

import time
from contextlib import ExitStack
from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import Header, Router

from guichet.applications.actions import NotABatch, take_in_request
from guichet.doors.api.access import TokenWith
from guichet.doors.api.feed.bodies import Body, taken_in
from guichet.doors.api.feed.shapes import REQUEST_BODY, FeedAnswer
from guichet.doors.api.problems import Problem
from guichet.doors.entrance import Visit
from guichet.identity.actions import (
    KeptAnswer,
    KeyUsedOtherwise,
    TokenFacts,
    keep_answer,
    kept_answer,
    one_at_a_time,
)
from guichet.identity.terms import Scope
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

router = Router(tags=["feed"])
MOST_FAULTS = 1_000
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", pattern=r"^[!-~]{1,200}$")]


@router.post(
    "/feed",
    auth=TokenWith(Scope.FEED),
    response=FeedAnswer,
    summary="Send events of the case system",
    openapi_extra={
        "requestBody": REQUEST_BODY,
        "x-problems": [
            "NO_TOKEN", "WRONG_SCOPE", "LENGTH_NEEDED", "TOO_LARGE", "WRONG_MEDIA_TYPE", "KEY_USED_OTHERWISE",
        ],
    },
)  # fmt: skip
def send_events(request: HttpRequest, idempotency_key: IdempotencyKey = None) -> dict[str, Any]:
    """Take in events and say what became of each line, once all is safe.

    Sending the same events again does no harm: each is known by its id. With an `Idempotency-Key`, the same request
    gets the same answer for a day.
    """
    token = cast(TokenFacts, cast(Any, request).auth)
    now = cast(Visit, request).entrance.at
    with ExitStack() as keeper:
        body = taken_in(request, keeper)
        if idempotency_key is None:
            return _answer(body, token, Origin(actor="case-system", channel=Channel.FEED, at=now))
        keeper.enter_context(one_at_a_time(token_id=token.token_id, key=idempotency_key))
        try:
            kept = kept_answer(token_id=token.token_id, key=idempotency_key, request_digest=body.digest, now=now)
        except KeyUsedOtherwise:
            raise Problem("KEY_USED_OTHERWISE") from None
        if kept:
            return kept.body
        answer = _answer(body, token, Origin(actor="case-system", channel=Channel.FEED, at=now))
        keep_answer(
            token_id=token.token_id,
            key=idempotency_key,
            request_digest=body.digest,
            answer=KeptAnswer(200, answer),
            now=now,
        )
        return answer


def _answer(body: Body, token: TokenFacts, origin: Origin) -> dict[str, Any]:
    begun = time.monotonic()
    try:
        answer = take_in_request(body=body.stream, is_array=body.is_array, sender=f"api: {token.name}", origin=origin)
    except NotABatch as unreadable:
        raise Problem("MALFORMED", f"{unreadable.fault.reason}: {unreadable.fault.detail}") from None
    summary = answer.summary
    return {
        "read": summary.read,
        "accepted": summary.accepted,
        "already_known": summary.already_known,
        "set_aside": summary.set_aside,
        "seconds": round(time.monotonic() - begun, 3),
        "faults": [
            {"line": one.number, "reason": str(one.fault.reason), "detail": one.fault.detail}
            for one in answer.refused[:MOST_FAULTS]
        ],
    }
