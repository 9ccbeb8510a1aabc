"""What follows when something has happened to a file: the client is told."""

from collections.abc import Sequence

from guichet.applications.events import FileEvent, OfficeChanged, StageEntered
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_notices

# Of these the later overtakes the earlier: to hear today of last week's office, after this week's, only confuses.
IN_ORDER = frozenset({StageEntered.kind, OfficeChanged.kind})


def tell_clients(happened: Sequence[Happened[FileEvent]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened, in_order=IN_ORDER)
