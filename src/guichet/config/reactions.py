"""What follows what: the whole of it, on one page."""

from guichet.applications import reactions as applications
from guichet.applications.events import (
    ApplicationReceived,
    DecisionMade,
    DocumentsReceived,
    DocumentsRequested,
    FeePaid,
    NoteReleased,
    OfficeChanged,
    SectionStatusChanged,
    StageEntered,
)
from guichet.clients.events import AccountLinked, ClientUpdated
from guichet.journal.reactions import Reaction, after
from guichet.notices import reactions as notices

REACTIONS: list[Reaction] = [
    after(
        ApplicationReceived,
        StageEntered,
        SectionStatusChanged,
        DocumentsRequested,
        DocumentsReceived,
        DecisionMade,
        OfficeChanged,
        FeePaid,
        NoteReleased,
        do=applications.tell_clients,
    ),
    after(ClientUpdated, AccountLinked, do=notices.tell_clients),
    after(ClientUpdated, do=notices.send_to_mended_address),
]
