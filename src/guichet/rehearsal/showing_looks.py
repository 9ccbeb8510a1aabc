"""A few looks at each client whom a demonstration shows, so that a stranger sees what clients see of them."""

from collections.abc import Iterable
from datetime import timedelta

from guichet.identity.actions import note_look
from guichet.identity.queries import looks_at_any, staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

LONG_AGO = timedelta(days=3650)
# Who looked, what for, which page, and how many days ago.
LOOKS = (
    (Role.AGENT, Purpose.CLIENT_ASKED, "desk:client:files", 12),
    (Role.OFFICER, Purpose.WORK_ON_FILE, "desk:file:documents", 5),
    (Role.SUPERVISOR, Purpose.QUALITY_REVIEW, "desk:client:notices", 2),
)


def show_looks(*, client_id: int, number: str, users: Iterable[int], origin: Origin) -> int:
    """Note a few looks of invented staff at an invented client; return how many. Done twice, it is done once."""
    if looks_at_any({client_id}, since=origin.at - LONG_AGO, limit=1):
        return 0
    crew = [(user, staff) for user in users if (staff := staff_of(user))]
    noted = 0
    for role, purpose, page, days in LOOKS:
        found = next(((user, staff) for user, staff in crew if role in staff.roles), None)
        if found is None:
            continue
        user, staff = found
        viewer = Viewer(
            user_id=user,
            staff_id=staff.staff_id,
            roles=staff.roles,
            office=staff.office,
            opened={client_id: purpose},
        )
        subject = f"application:{number}" if page.startswith("desk:file") and number else f"client:{client_id}"
        at = origin.at - timedelta(days=days)
        seen = Origin(actor=viewer.actor, channel=Channel.DESK, at=at)
        noted += note_look(viewer=viewer, client_id=client_id, subject=subject, page=page, origin=seen) is not None
    return noted
