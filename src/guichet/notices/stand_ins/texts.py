"""The text provider's stand-in: speaks the interface of GC Notify and GOV.UK Notify, as far as texts need it."""

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

from guichet.notices.stand_ins.behaviour import Behaviour, Mode
from guichet.notices.stand_ins.kept import Kept, Thing
from guichet.notices.terms import Medium

# Numbers that end so behave like the test numbers of the real services.
ENDINGS = {"0102": "permanent-failure", "0103": "temporary-failure", "0104": "technical-failure"}


class Refusal(Exception):
    """A request that gets an error, as the service words it."""

    def __init__(self, status: HTTPStatus, error: str, message: str) -> None:
        self.status = status
        self.body = {"status_code": int(status), "errors": [{"error": error, "message": message}]}
        super().__init__(message)


@dataclass
class TextProvider:
    """What the service does, apart from how it is asked."""

    kept: Kept
    behaviour: Behaviour
    key: str
    # After so long a message counts as delivered.
    delivers_after: float = 1.0
    _by_name: dict[str, Thing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name = {thing["id"]: thing for thing in self.kept.things}

    @property
    def mode(self) -> Mode:
        """Return how it behaves at the moment."""
        return self.behaviour.modes[Medium.TEXT]

    def admit(self, authorization: str) -> None:
        """Raise Refusal unless the bearer token was signed with our key, less than half a minute ago."""
        token = authorization.removeprefix("Bearer ").strip()
        try:
            if get_token_issuer(token) != self.key[-73:-37]:
                raise TokenError("service not found")
            decode_jwt_token(token, self.key[-36:])
        except TokenError as error:
            raise Refusal(HTTPStatus.FORBIDDEN, "AuthError", "Invalid token") from error

    def take(self, asked: Any) -> Thing:
        """Keep a text message and return what the service answers. Raises Refusal."""
        if not isinstance(asked, dict):
            raise Refusal(HTTPStatus.BAD_REQUEST, "ValidationError", "body is not an object")
        number, template = asked.get("phone_number"), asked.get("template_id")
        said = asked.get("personalisation", {})
        if not isinstance(number, str) or not number.lstrip("+").isdigit() or self.mode is Mode.REJECT:
            raise Refusal(HTTPStatus.BAD_REQUEST, "ValidationError", "phone_number is not a valid number")
        if not isinstance(template, str):
            raise Refusal(HTTPStatus.BAD_REQUEST, "ValidationError", "template_id is a required property")
        if not isinstance(said, dict) or not isinstance(said.get("message"), str):
            raise Refusal(HTTPStatus.BAD_REQUEST, "BadRequestError", "Missing personalisation: message")
        thing = {
            "id": str(uuid4()),
            "reference": asked.get("reference"),
            "phone_number": number,
            "type": "sms",
            "body": said["message"],
            "template": {"id": template, "version": 1},
            "created_at": datetime.now(UTC).isoformat(),
        }
        self._by_name[thing["id"]] = thing
        self.kept.keep(thing)
        return {"id": thing["id"], "reference": thing["reference"], "content": {"body": thing["body"]},
                "uri": f"/v2/notifications/{thing['id']}", "template": thing["template"]}  # fmt: skip

    def take_letter(self, asked: Any) -> Thing:
        """Keep a letter and return what the service answers. Raises Refusal."""
        said = asked.get("personalisation") if isinstance(asked, dict) else None
        if not isinstance(said, dict) or not isinstance(said.get("body"), str) or self.mode is Mode.REJECT:
            raise Refusal(HTTPStatus.BAD_REQUEST, "BadRequestError", "Missing personalisation: body")
        lines = [str(said[name]) for name in sorted(said) if name.startswith("address_line_")]
        if not lines:
            raise Refusal(HTTPStatus.BAD_REQUEST, "ValidationError", "Missing personalisation: address_line_1")
        thing = {
            "id": str(uuid4()),
            "reference": asked.get("reference"),
            "phone_number": ", ".join(lines),
            "type": "letter",
            "body": said["body"],
            "template": {"id": str(asked.get("template_id")), "version": 1},
            "created_at": datetime.now(UTC).isoformat(),
        }
        self._by_name[thing["id"]] = thing
        self.kept.keep(thing)
        return {"id": thing["id"], "reference": thing["reference"], "content": {"body": thing["body"]},
                "uri": f"/v2/notifications/{thing['id']}", "template": thing["template"]}  # fmt: skip

    def described(self, name: str) -> Thing:
        """Return a message with where it stands. Raises Refusal where there is none of that name."""
        thing = self._by_name.get(name)
        if thing is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "NoResultFound", "No result found")
        return {**thing, "status": self._status(thing)}

    def listed(self, reference: str | None) -> Thing:
        """Return the messages with a reference, or the latest, newest first."""
        things = [thing for thing in self.kept.things if reference is None or thing["reference"] == reference]
        return {"notifications": [{**one, "status": self._status(one)} for one in things[:-251:-1]], "links": {}}

    def _status(self, thing: Thing) -> str:
        age = time.time() - datetime.fromisoformat(thing["created_at"]).timestamp()
        if age < self.delivers_after:
            return "sending"
        return ENDINGS.get(thing["phone_number"][-4:], "delivered")


def as_callback(thing: Thing) -> bytes:
    """Return what the service posts when it knows what became of a message."""
    now = datetime.now(UTC).isoformat()
    return json.dumps(
        {
            "id": thing["id"],
            "reference": thing["reference"],
            "to": thing["phone_number"],
            "status": thing["status"],
            "created_at": thing["created_at"],
            "completed_at": now,
            "sent_at": now,
            "notification_type": "sms",
        }
    ).encode()


def as_received(number: str, words: str) -> bytes:
    """Return what the service posts when somebody sends a text to us."""
    return json.dumps(
        {
            "id": str(uuid4()),
            "source_number": number,
            "destination_number": "12025550100",
            "message": words,
            "date_received": datetime.now(UTC).isoformat(),
        }
    ).encode()
