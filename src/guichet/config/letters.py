"""How each kind of event that a client could notice is put into words: the whole of it, on one page."""

from guichet.applications import letters
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
    ClientUpdated,
    HouseholdInvited,
    HouseholdJoined,
    HouseholdLeft,
    RecordJoined,
    RecordJoinedToOther,
    RecordsParted,
)
from guichet.journal.events import Event
from guichet.notices import authority_letters, client_letters
from guichet.notices.letters import LetterMaker

LETTERS: dict[type[Event], LetterMaker] = {
    ApplicationReceived: letters.application_received,
    StageEntered: letters.stage_entered,
    SectionStatusChanged: letters.section_status_changed,
    DocumentsRequested: letters.documents_requested,
    DocumentsReceived: letters.documents_received,
    DecisionMade: letters.decision_made,
    OfficeChanged: letters.office_changed,
    FeePaid: letters.fee_paid,
    NoteReleased: letters.note_released,
    FileQuiet: letters.file_quiet,
    ClientUpdated: client_letters.client_updated,
    AccountLinked: client_letters.account_linked,
    RecordJoined: client_letters.record_joined,
    RecordJoinedToOther: client_letters.record_joined,
    RecordsParted: client_letters.records_parted,
    AuthorityInvited: authority_letters.authority_invited,
    AuthorityAsked: authority_letters.authority_asked,
    AuthorityDeclined: authority_letters.authority_declined,
    AuthorityFormRefused: authority_letters.authority_form_refused,
    AuthorityGranted: authority_letters.authority_granted,
    AuthorityChanged: authority_letters.authority_changed,
    AuthorityRevoked: authority_letters.authority_over,
    AuthorityEnding: authority_letters.authority_ending,
    AuthorityEnded: authority_letters.authority_over,
    AuthorityLicenceLapsed: authority_letters.licence_lapsed,
    HouseholdInvited: authority_letters.household_invited,
    HouseholdJoined: authority_letters.household_changed,
    HouseholdLeft: authority_letters.household_changed,
}
