"""The files that came with the messages about a question, as staff see them: never what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guichet.enquiries.gateways import scanner_of_settings
from guichet.enquiries.models import Attachment
from guichet.enquiries.queries.facts import EnquiryFacts
from guichet.enquiries.terms import HeldWhy, ScanState


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file: its name and type as the sender claimed them, and whether it may be opened."""

    file_id: int
    contact_id: int
    name: str
    media_type: str
    size: int
    received_at: datetime
    state: ScanState
    # Nobody looked yet, where this is None.
    scanned_at: datetime | None
    why: HeldWhy | None
    found: str


def files_of_question(one: EnquiryFacts) -> Sequence[FileFacts]:
    """Return the files of a question, in the order in which they came. For whom it was opened already. One query."""
    if not any(each.files for each in one.contacts):
        return ()
    rows = (
        Attachment.objects.filter(contact__in=[each.contact_id for each in one.contacts])
        .select_related("scanned", "contact")
        .only("contact__received_at", "name", "media_type", "size", "scan", "scanned_at", "position",
              "scanned__why", "scanned__found")
        .order_by("contact__received_at", "contact", "position")
    )  # fmt: skip
    return [_facts(row) for row in rows]


def has_scanner() -> bool:
    """Return whether anybody looks at files that wait."""
    return scanner_of_settings() is not None


def _facts(row: Attachment) -> FileFacts:
    scan = getattr(row, "scanned", None)
    return FileFacts(
        file_id=row.pk,
        contact_id=row.contact_id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        received_at=row.contact.received_at,
        state=ScanState(row.scan),
        scanned_at=row.scanned_at,
        why=HeldWhy(scan.why) if scan and scan.why else None,
        found=scan.found if scan else "",
    )
