"""Whether a call is from whom it says, and not an old one again. Pure. Source: Standard Webhooks, specification 1.0."""

import hmac
from base64 import b64encode
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

# A call that took longer, or comes from a clock that goes wrong, is refused: what was overheard cannot be sent again.
WINDOW = timedelta(minutes=5)
LONGEST_ID = 120


class Fault(StrEnum):
    """Why a call is not believed."""

    NO_SIGNATURE = "NO_SIGNATURE"
    TOO_OLD = "TOO_OLD"
    WRONG = "WRONG"


def signature(secret: str, call_id: str, moment: str, body: bytes) -> str:
    """Return how a call is signed: over its id, its moment and the body byte for byte."""
    told = f"{call_id}.{moment}.".encode() + body
    return "v1," + b64encode(hmac.new(secret.encode(), told, sha256).digest()).decode("ascii")


def fault_of(secret: str, *, call_id: str, moment: str, signed: str, body: bytes, now: datetime) -> Fault | None:
    """Return why a call is not believed, or None. Several signatures may stand apart by spaces: one must be right."""
    if not (call_id and signed and len(call_id) <= LONGEST_ID and moment.isascii() and moment.isdigit()):
        return Fault.NO_SIGNATURE
    if len(moment) > 12 or abs(now.timestamp() - int(moment)) > WINDOW.total_seconds():
        return Fault.TOO_OLD
    right = signature(secret, call_id, moment, body).encode()
    given = signed.encode("utf-8", "replace").split()
    return None if any(hmac.compare_digest(right, one) for one in given) else Fault.WRONG
