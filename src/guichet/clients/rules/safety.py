"""How somebody in danger may be reached, and how it is kept. Pure.

Source: handbook, `privacy-and-law.md`, M6: quiet name for the sender, safe hours, safe contact only.
"""

import json
from dataclasses import dataclass
from datetime import time

from guichet.clients.terms import ContactKind

# Kinds of event whose sentence says where a file is: told to nobody of somebody in danger.
SAYS_WHERE = ("office.changed",)


@dataclass(frozen=True, slots=True)
class Safe:
    """The only way in which somebody in danger is reached."""

    # The address or number that nobody else reads; empty: none, then everything waits in the account.
    email: str = ""
    phone: str = ""
    # Between these hours only, in the client’s own time zone; None: at any hour.
    hours_from: time | None = None
    hours_to: time | None = None
    # What staff must know and do, in the client’s own words.
    words: str = ""

    @property
    def addresses(self) -> dict[ContactKind, str]:
        """Return the safe addresses by kind."""
        known = {ContactKind.EMAIL: self.email, ContactKind.PHONE: self.phone}
        return {kind: value for kind, value in known.items() if value}


def sealed_words(safe: Safe) -> str:
    """Return what is sealed."""
    return json.dumps(
        {
            "email": safe.email,
            "phone": safe.phone,
            "from": safe.hours_from.isoformat("minutes") if safe.hours_from else "",
            "to": safe.hours_to.isoformat("minutes") if safe.hours_to else "",
            "words": safe.words,
        },
        ensure_ascii=False,
    )


def safe_of(opened: str) -> Safe:
    """Return what was sealed, opened."""
    said = json.loads(opened)
    return Safe(
        email=said.get("email", ""),
        phone=said.get("phone", ""),
        hours_from=time.fromisoformat(said["from"]) if said.get("from") else None,
        hours_to=time.fromisoformat(said["to"]) if said.get("to") else None,
        words=said.get("words", ""),
    )
