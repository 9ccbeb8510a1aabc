"""What goes in and comes out."""

from typing import Any

from ninja import Field, Schema

EVENT_TYPES = (
    "client.registered, application.received, application.stage_entered, section.status_changed, document.requested, "
    "document.received, decision.made, office.changed, fee.paid, note.released"
)

_EVENT: dict[str, Any] = {
    "description": f"A CloudEvent 1.0. Each is judged by itself: see `faults`. Types: {EVENT_TYPES}.",
    "example": {
        "specversion": "1.0", "source": "case-system", "id": "e-000002", "type": "application.received",
        "time": "2026-10-01T14:03:00Z", "subject": "V300123456",
        "data": {"uci": "1112223334", "program": "TRV", "office": "CPC-OTTAWA"},
    },
}  # fmt: skip
_EVENTS = {"oneOf": [{"type": "array", "items": _EVENT}, {"type": "object", "description": "One event."}]}

REQUEST_BODY = {
    "required": True,
    "description": "Events of the case system: one a line (NDJSON), or a JSON array of them.",
    "content": {
        "application/json": {"schema": _EVENTS},
        "application/cloudevents-batch+json": {"schema": _EVENTS},
        "application/x-ndjson": {"schema": {"type": "string"}},
    },
}


class FaultShape(Schema):
    """A line that was set aside."""

    line: int = Field(description="Its number in this request, from 1.")
    reason: str = Field(description="A stable code.")
    detail: str = Field(description="The field, and for codes its value.")


class FeedAnswer(Schema):
    """What became of the lines, once they are safe. `read` is the sum of the next three."""

    read: int
    accepted: int
    already_known: int
    set_aside: int
    seconds: float
    faults: list[FaultShape] = Field(description="The lines that were set aside, at most a thousand of them.")
