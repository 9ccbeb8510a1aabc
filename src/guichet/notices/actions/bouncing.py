"""Noting that an e-mail came back."""

from enum import StrEnum

from guichet.journal.actions import Origin
from guichet.notices.actions.copies import note_copy_report
from guichet.notices.actions.reporting import note_report
from guichet.notices.bounces import NotABounce, bounce_in


class Bounced(StrEnum):
    """What was made of a message that came back."""

    NOTED = "NOTED"
    UNKNOWN = "UNKNOWN"
    NOT_A_BOUNCE = "NOT_A_BOUNCE"


def note_bounce(*, raw: bytes, origin: Origin) -> Bounced:
    """Note what a mail server's report says of one of our e-mails; the ladder goes on where it did not arrive.

    To a client or to somebody who helps one: either is seen to by itself.

    The same report twice changes nothing. One about a message that we never sent, or that is no report, is said so.
    """
    try:
        bounce = bounce_in(raw)
    except NotABounce:
        return Bounced.NOT_A_BOUNCE
    found = note_report(reference=bounce.reference, report=bounce.report, origin=origin) or note_copy_report(
        reference=bounce.reference, report=bounce.report, origin=origin
    )
    return Bounced.NOTED if found else Bounced.UNKNOWN
