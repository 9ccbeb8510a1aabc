"""How surely an e-mail is from the address it names. Pure.

Only what our own mail server found counts: the topmost Authentication-Results line with the name that it is known to
use. Everybody can write such a line below it, or another From. Sources: RFC 8601 (the line), RFC 7489 (what is proven
must be proven of the domain in From).
"""

import re

from guichet.enquiries.mail.addresses import Address
from guichet.enquiries.terms import ProofLevel

_COMMENT = re.compile(r"\([^()]{0,1000}\)")
_RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*(\w+)", re.IGNORECASE)
_PROPERTY = re.compile(r"(header\.d|header\.from|header\.i|smtp\.mailfrom)\s*=\s*\"?([^\s\";]{1,320})", re.IGNORECASE)
_OF = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}


def proof_of(results: list[str], senders: tuple[Address, ...], *, checker: str) -> ProofLevel:
    """Return whether the address in From is shown to be the sender’s; with two addresses, or none, it never is."""
    if not checker or len(senders) != 1 or not senders[0].domain:
        return ProofLevel.CLAIMED
    for line in results:
        found = _COMMENT.sub(" ", line)
        name, _, said = found.partition(";")
        if (name.split() or [""])[0].lower() == checker.lower():
            return ProofLevel.ADDRESS if _shows(said, senders[0].domain) else ProofLevel.CLAIMED
    return ProofLevel.CLAIMED


def _shows(said: str, domain: str) -> bool:
    methods: list[tuple[str, str, str]] = []
    for part in said.split(";")[:50]:
        found = _RESULT.match(part)
        if not found:
            continue
        properties = {name.lower(): value for name, value in _PROPERTY.findall(part)}
        method = found[1].lower()
        of = next((properties[name] for name in _OF[method] if name in properties), "")
        methods.append((method, found[2].lower(), of.rpartition("@")[2].lower()))
    if any(method == "dmarc" and result == "fail" for method, result, _of in methods):
        return False  # What the domain itself says of its mail goes before the rest.
    # A domain answers for those below it, never the other way: anybody may have a name below a shared one.
    return any(
        result == "pass" and of and (domain == of or (method != "dmarc" and domain.endswith(f".{of}") and "." in of))
        for method, result, of in methods
    )
