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
from guichet.clients import reactions as clients
from guichet.clients.events import (
    AccountLinked,
    AuthorityAsked,
    AuthorityChanged,
    AuthorityDeclined,
    AuthorityEnded,
    AuthorityEnding,
    AuthorityFormRefused,
    AuthorityGranted,
    AuthorityInvited,
    AuthorityLicenceLapsed,
    AuthorityRevoked,
    ClientRegistered,
    ClientUpdated,
    HouseholdInvited,
    HouseholdJoined,
    HouseholdLeft,
    RecordJoined,
    RecordJoinedToOther,
    RecordsParted,
)
from guichet.identity.events import LooksWereDelayed
from guichet.journal.reactions import Reaction, after
from guichet.notices import reactions as notices
from guichet.oversight.events import LookExplained, OpeningFoundUnneeded

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
        OpeningFoundUnneeded,
        LookExplained,
        LooksWereDelayed,
        AuthorityInvited,
        AuthorityAsked,
        AuthorityDeclined,
        AuthorityFormRefused,
        AuthorityGranted,
        AuthorityChanged,
        AuthorityRevoked,
        AuthorityEnding,
        AuthorityEnded,
        AuthorityLicenceLapsed,
        HouseholdInvited,
        HouseholdJoined,
        HouseholdLeft,
        do=notices.tell_clients,
    ),
    after(RecordJoined, RecordJoinedToOther, RecordsParted, do=notices.tell_each_record),
    after(ClientRegistered, ClientUpdated, do=clients.compare_with_others),
]
