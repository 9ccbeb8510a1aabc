"""Reading what a mail server sends back. Pure: a message in, what it says of which of our messages out.

A report of delivery has a part for machines. Source: RFC 3464 (its fields), RFC 3463 (the codes of its Status),
RFC 3462 (the message around it). Which message it is about is told by the address it came back to, else by the
Message-ID of what it returns. What is no such report (an answer to the sender, a note of absence) says nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default

from guichet.notices.terms import Report

# Longer than any report; what is returned of a message can be cut.
LONGEST = 10_000_000
_REFERENCE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_IN_ADDRESS = re.compile(rf"\+({_REFERENCE})@", re.IGNORECASE)
_IN_MESSAGE_ID = re.compile(rf"<({_REFERENCE})@", re.IGNORECASE)
_STATUS = re.compile(r"^\s*([245])\.(\d{1,3})\.(\d{1,3})")
_COMES_BACK_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says, and of which of our messages."""

    reference: str
    report: Report


class NotABounce(Exception):
    """A message that is no report of delivery, or is about none of ours."""


def bounce_in(raw: bytes) -> Bounce:
    """Return what a report of delivery says. Raises NotABounce."""
    if len(raw) > LONGEST:
        raise NotABounce("too long")
    try:
        message = message_from_bytes(raw, policy=default)
        parts = list(message.walk())
        said = [found for part in parts for found in _reports(part)]
        reference = _reference(message, parts)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as fault:
        raise NotABounce("cannot be read") from fault
    if not said:
        raise NotABounce("no report of delivery")
    if not reference:
        raise NotABounce("about none of our messages")
    # A message of ours has one recipient; of several lines about them, as after forwarding, the worst counts.
    return Bounce(reference, min(said, key=_WORST_FIRST.index))


_WORST_FIRST = [Report.NO_SUCH_ADDRESS, Report.REFUSED, Report.NOT_REACHED, Report.DELIVERED, Report.UNDER_WAY]


def _reports(part: Message) -> Iterator[Report]:
    """Yield what a machine-readable part says of each recipient."""
    if part.get_content_type() != "message/delivery-status":
        return
    payload = part.get_payload()
    # One block of fields for the report, and one for each recipient.
    for block in payload if isinstance(payload, list) else []:
        if not isinstance(block, Message):
            continue
        action = str(block.get("Action", "")).strip().casefold()
        if action == "failed":
            yield _failed(str(block.get("Status", "")))
        elif action == "delivered":
            yield Report.DELIVERED
        elif action in {"delayed", "relayed", "expanded"}:
            yield Report.UNDER_WAY


def _failed(status: str) -> Report:
    found = _STATUS.match(status)
    if found is None:
        return Report.REFUSED
    kind, subject, detail = found.groups()
    if kind == "4" or (subject, detail) == ("2", "2") or subject == "4":
        # It went on failing in passing, or the mailbox stayed full, or the network never worked.
        return Report.NOT_REACHED
    if subject == "1" or (subject, detail) == ("2", "1"):
        return Report.NO_SUCH_ADDRESS
    return Report.REFUSED


def _reference(message: Message, parts: Sequence[Message]) -> str:
    for name in _COMES_BACK_TO:
        for value in message.get_all(name, []):
            if found := _IN_ADDRESS.search(str(value)):
                return found[1].casefold()
    for part in parts:
        if part is not message and part.get_content_type() == "message/rfc822":
            continue  # its inner message is walked by itself
        if part is message:
            continue
        if found := _IN_MESSAGE_ID.search(str(part.get("Message-ID", ""))):
            return found[1].casefold()
        if part.get_content_type() == "text/rfc822-headers" and (
            found := re.search(rf"^Message-ID:\s*<({_REFERENCE})@", _text(part), re.IGNORECASE | re.MULTILINE)
        ):
            return found[1].casefold()
    return ""


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(part.get_payload())
