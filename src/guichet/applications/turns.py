"""Whether it is a client's turn in any of their files: for whoever may say that much and no more."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.applications.queries import facts_of_clients
from guichet.applications.rules.status import summary_of
from guichet.foundation.languages import Language
from guichet.programs.queries import catalogue


def has_something_to_do(client_ids: Iterable[int], *, now: datetime) -> bool:
    """Return whether any of these clients must do something in any file. One query.

    Nothing is said of which, or what: the answer goes to nobody but them.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    return any(
        summary_of(file, catalogue=catalogue(), language=Language.EN, now=now, zone=zone).to_do
        for file in facts_of_clients(client_ids)
    )
