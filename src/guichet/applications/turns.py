"""Whether it is a client's turn in any of their files: for whoever may say that much and no more."""

from collections.abc import Iterable
from datetime import datetime

from guichet.applications.queries import files_of
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer


def has_something_to_do(client_ids: Iterable[int], *, now: datetime) -> bool:
    """Return whether any of these clients must do something in any file. One query.

    Asked as the clients themselves: the answer goes to nobody but them, and names no file.
    """
    themselves = Viewer(own_clients=frozenset(client_ids))
    return any(file.to_do for file in files_of(themselves, language=Language.EN, now=now))
