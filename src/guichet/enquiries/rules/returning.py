"""What a mail server’s report says of an e-mail of ours. Pure. Source of the codes: RFC 3463."""

import re
from collections.abc import Sequence

from guichet.enquiries.terms import WhyReturned

_CODE = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})\Z")


def why_returned(said: Sequence[tuple[str, str]]) -> tuple[WhyReturned, str] | None:
    """Return why a message did not arrive, with the code; None where it did, or is still under way.

    `said` are what was done and the code, for each line about the recipient: one that failed decides.
    """
    for action, code in said:
        if action == "failed":
            return _why(code), code
    return None


def _why(code: str) -> WhyReturned:
    found = _CODE.match(code)
    if found is None:
        return WhyReturned.REFUSED
    kind, subject, detail = found.groups()
    if kind == "4" or subject == "4" or (subject, detail) == ("2", "2"):
        # Full, away, or never reached, for as long as the server tried.
        return WhyReturned.NOT_REACHED
    if subject == "1" or (subject, detail) == ("2", "1"):
        return WhyReturned.NO_ADDRESS
    return WhyReturned.REFUSED
