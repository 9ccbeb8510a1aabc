"""What follows when something has happened to a file: the client is told."""

from collections.abc import Sequence

from guichet.applications.events import (
    ApplicationReceived,
    FileEvent,
    OfficeChanged,
    SectionStatusChanged,
    StageEntered,
)
from guichet.applications.heartbeat import watch
from guichet.applications.rules.place import WAITING_ON_YOU
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_notices
from guichet.programs.queries import catalogue

# Of these the later overtakes the earlier: to hear today of last week's office, after this week's, only confuses.
IN_ORDER = frozenset({StageEntered.kind, OfficeChanged.kind})


def tell_clients(happened: Sequence[Happened[FileEvent]]) -> None:
    """Queue a notice for each of these entries; at once where it is the client's turn. Watch over their silence."""
    urgent = frozenset(one.entry.pk for one in happened if _is_clients_turn(one.event))
    queue_notices(happened, in_order=IN_ORDER, urgent=urgent)
    begun = [one for one in happened if isinstance(one.event, ApplicationReceived | StageEntered)]
    if begun:
        watch(sorted({one.event.application for one in begun}), at=max(one.entry.recorded_at for one in begun))


def _is_clients_turn(event: FileEvent) -> bool:
    match event:
        case StageEntered():
            try:
                return catalogue().stage(event.stage).who_acts == "client"
            except KeyError:
                # A stage that the catalogue has lost: what is wrong with it shows where it is put into words.
                return False
        case SectionStatusChanged():
            return event.status == WAITING_ON_YOU
    return False
