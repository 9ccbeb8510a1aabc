"""The door of partners: a question in, its number out; and how their own stand."""

import hashlib
from contextlib import ExitStack
from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import Header, Router, Status
from pydantic import Field

from guichet.doors.api.access import TokenWith
from guichet.doors.api.enquiries.shapes import EnquiryIn, EnquiryShape, enquiry_shape
from guichet.doors.api.problems import Problem
from guichet.doors.entrance import Visit
from guichet.enquiries.actions.partners import OtherWords, TooMany, hand_in, handed_in
from guichet.foundation.languages import Language
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

router = Router(tags=["enquiries"])
LARGEST = 40_000
CREATED = 201
# A key that is needed; the feed’s may be left out.
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", pattern=r"^[!-~]{1,200}$")]
Reference = Annotated[str, Field(max_length=20, pattern=r"^[A-Za-z0-9-]+$")]


@router.post(
    "/enquiries",
    auth=TokenWith(Scope.ENQUIRIES),
    response={CREATED: EnquiryShape},
    summary="Hand in a question",
    openapi_extra={"x-problems": ["NO_TOKEN", "WRONG_SCOPE", "TOO_LARGE", "KEY_USED_OTHERWISE", "TOO_MANY"]},
)
def hand_in_enquiry(request: HttpRequest, given: EnquiryIn, idempotency_key: IdempotencyKey) -> Any:
    """Take a question in, and tell its number, by when it is answered, and how many stand before it.

    The same `Idempotency-Key` again gets the same answer and changes nothing, also where two come at once; with other
    words it is refused. Whether anybody is a client of ours is never said.
    """
    if len(request.body) > LARGEST:
        raise Problem("TOO_LARGE", f"> {LARGEST}")
    token = cast(TokenFacts, cast(Any, request).auth)
    now = cast(Visit, request).entrance.at
    digest = hashlib.sha256(request.body).hexdigest()
    with ExitStack() as keeper:
        keeper.enter_context(one_at_a_time(token_id=token.token_id, key=idempotency_key))
        try:
            kept = kept_answer(token_id=token.token_id, key=idempotency_key, request_digest=digest, now=now)
            if kept:
                return Status(kept.status, kept.body)
            found = hand_in(
                partner=token.name,
                key=idempotency_key,
                text=given.text,
                subject=given.subject,
                name=given.name,
                email=given.email,
                language=Language.of(given.language) if given.language else None,
                asked_at=given.asked_at,
                origin=Origin(actor=f"token:{token.token_id}", channel=Channel.SYSTEM, at=now),
            )
        except (KeyUsedOtherwise, OtherWords):
            raise Problem("KEY_USED_OTHERWISE") from None
        except TooMany:
            raise Problem("TOO_MANY") from None
        except ValueError:
            raise Problem("NOT_VALID", errors=[{"where": "body.text", "message": "no words"}]) from None
        told = enquiry_shape(found).model_dump(mode="json")
        answer = KeptAnswer(CREATED, told)
        keep_answer(token_id=token.token_id, key=idempotency_key, request_digest=digest, answer=answer, now=now)
        return Status(CREATED, told)


@router.get(
    "/enquiries/{reference}",
    auth=TokenWith(Scope.ENQUIRIES),
    response=EnquiryShape,
    summary="How a question of one’s own stands",
    openapi_extra={"x-problems": ["NO_TOKEN", "WRONG_SCOPE", "NOT_FOUND"]},
)
def enquiry_of_partner(request: HttpRequest, reference: Reference) -> EnquiryShape:
    """Tell how a question stands that this partner handed in; another’s is not found. The answer is never told here."""
    found = handed_in(partner=cast(TokenFacts, cast(Any, request).auth).name, reference=reference)
    if found is None:
        raise Problem("NOT_FOUND")
    return enquiry_shape(found)
