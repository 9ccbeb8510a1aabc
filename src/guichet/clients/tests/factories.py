"""People for the tests of this room and of those above it, straight into the tables."""

from datetime import UTC, date, datetime

from guichet.clients.actions import index_names
from guichet.clients.models import Client, ContactPoint, Name
from guichet.clients.terms import ContactKind
from guichet.foundation.languages import Language
from guichet.identity.models import User
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.language.names import fold

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
BORN = date(1991, 2, 3)


def origin(actor: str = "user:1", at: datetime = NOON) -> Origin:
    """Return who does something in a test, and when."""
    return Origin(actor=actor, channel=Channel.ACCOUNT, at=at)


def user(email: str = "amina@example.org") -> User:
    """Return somebody with an account."""
    return User.objects.create_user(email)


def client(
    *names: str,
    uci: str = "1112223334",
    born: date | None = BORN,
    country: str = "DZA",
    language: Language = Language.FR,
    email: str = "",
    phone: str = "",
) -> Client:
    """Return a person with these names, findable."""
    made = Client.objects.create(uci=uci, birth_date=born, country=country, language=language, known_as_of=NOON)
    for position, text in enumerate(names):
        Name.objects.create(client=made, position=position, text=text, folded=fold(text))
    for kind, value in ((ContactKind.EMAIL, email), (ContactKind.PHONE, phone)):
        if value:
            ContactPoint.objects.create(client=made, kind=kind, value=value)
    index_names(client_ids=[made.pk])
    return made
