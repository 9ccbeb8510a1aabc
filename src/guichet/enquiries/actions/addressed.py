"""To which of our addresses an e-mail was sent."""

from guichet.enquiries.actions.storing import unpressed
from guichet.enquiries.mail.addresses import read_addresses
from guichet.enquiries.mail.structure import take_apart
from guichet.enquiries.models import RawMessage

# Where a mail server says for whom a message was, beside what its sender wrote above it.
_FIELDS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
# Fields stand first; nobody writes more of them.
_LONGEST = 256_000


def addressed_to(contact_id: int) -> frozenset[str]:
    """Return the addresses to which an e-mail was sent, in small letters; none for what is no e-mail."""
    raw = RawMessage.objects.filter(contact=contact_id).first()
    if raw is None:
        return frozenset()
    fields = take_apart(unpressed(raw.content)[:_LONGEST])[0].fields
    found = (one.address for name in _FIELDS for value in fields.every(name) for one in read_addresses(value))
    return frozenset(one.lower() for one in found if one)
