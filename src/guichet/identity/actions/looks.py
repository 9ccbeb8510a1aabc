"""Noting that a member of staff looks at a client’s file."""

from django.db import transaction

from guichet.identity.models import Look
from guichet.identity.rules import SAME_LOOK, Viewer
from guichet.identity.terms import Purpose
from guichet.journal.actions import Origin


class NoPurpose(Exception):
    """Somebody wanted to look at a file without saying why."""


@transaction.atomic
def note_look(*, viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    """Note that a member of staff looks at a client’s file, with the purpose given on opening it.

    One look for each view of a page; the same page of the same file seen again within a minute is the same
    look. A client’s look at their own file is not noted. Returns None where nothing was to be noted. Raises
    NoPurpose where staff gave none.
    """
    if viewer.staff_id is None:
        return None
    purpose = viewer.opened.get(client_id)
    if purpose is None:
        raise NoPurpose(subject)
    seen = Look.objects.filter(
        staff_id=viewer.staff_id,
        looked_at__gt=origin.at - SAME_LOOK,
        client_id=client_id,
        subject=subject,
        page=page,
        purpose=purpose,
    )
    if seen.exists():
        return None
    return Look.objects.create(
        staff_id=viewer.staff_id,
        client_id=client_id,
        subject=subject,
        purpose=Purpose(purpose),
        page=page,
        office=viewer.office,
        looked_at=origin.at,
    )
