"""What follows what: the whole of it, on one page."""

from guichet.applications import reactions as applications
from guichet.applications.events import (
    ApplicationReceived,
    DecisionMade,
    DocumentsReceived,
    DocumentsRequested,
    FeePaid,
    FileQuiet,
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
        FileQuiet,
        do=applications.tell_clients,
    ),
    after(ClientUpdated, do=notices.send_to_mended_address),
    after(
        ClientUpdated,
        AccountLinked,
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
