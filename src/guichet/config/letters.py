"""How each kind of event that a client could notice is put into words: the whole of it, on one page."""

from guichet.clients.events import AccountLinked, ClientUpdated
from guichet.journal.events import Event
from guichet.notices import client_letters
from guichet.notices.letters import LetterMaker

LETTERS: dict[type[Event], LetterMaker] = {
    ClientUpdated: client_letters.client_updated,
    AccountLinked: client_letters.account_linked,
}
