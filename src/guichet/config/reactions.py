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
from guichet.clients.events import (
    AccountLinked,
    ClientUpdated,
    ContactCodeAsked,
    ContactPointAdded,
    ContactPointInUse,
    ContactPointLeft,
    DeathRecorded,
    DeathUndone,
    NameUsedChanged,
    PreferencesNoted,
)
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
    after(
        ClientUpdated,
        AccountLinked,
        NameUsedChanged,
        PreferencesNoted,
        ContactPointAdded,
        ContactPointInUse,
        DeathUndone,
        do=notices.tell_clients,
    ),
    after(ContactPointLeft, do=notices.tell_where_we_wrote_before),
    after(ContactCodeAsked, do=notices.send_codes),
    after(DeathRecorded, do=notices.stop_writing),
]
