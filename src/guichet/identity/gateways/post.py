"""Letters by a service with the interface of GC Notify and GOV.UK Notify (version 2): it prints and posts them.

Settings: GUICHET_NOTIFY_URL, GUICHET_NOTIFY_KEY, GUICHET_NOTIFY_LETTER_TEMPLATE (a template whose text is `((body))`).
"""

from dataclasses import dataclass
from typing import Protocol

import requests
from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

TIMEOUT_SECONDS = 15
# As many lines as the service takes.
MOST_LINES = 7


class NotTaken(Exception):
    """The printer did not take a letter now: it is tried again later. Says nothing of what stood in it."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter, ready to be printed."""

    reference: str
    address: str
    body: str


class Printer(Protocol):
    """Whoever prints and posts letters."""

    def send(self, letter: Outgoing) -> None:
        """Hand over a letter. Raises NotTaken."""


class NotifyPrinter:
    """Hands letters to the service."""

    def __init__(self, *, url: str, key: str, template: str) -> None:
        self._template = template
        self._client = NotificationsAPIClient(key, base_url=url, timeout=TIMEOUT_SECONDS) if key and url else None

    @classmethod
    def from_settings(cls) -> "NotifyPrinter":
        """Return the printer that the settings name."""
        return cls(url=settings.NOTIFY_URL, key=settings.NOTIFY_KEY, template=settings.NOTIFY_LETTER_TEMPLATE)

    def send(self, letter: Outgoing) -> None:
        """Hand over a letter under our reference. Raises NotTaken."""
        if self._client is None:
            raise NotTaken("no service is named")
        lines = [line.strip() for line in letter.address.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 1], ", ".join(lines[MOST_LINES - 1 :])]
        said = {f"address_line_{place}": line for place, line in enumerate(lines, start=1)}
        try:
            self._client.send_letter_notification(
                template_id=self._template, personalisation={**said, "body": letter.body}, reference=letter.reference
            )
        except (APIError, requests.RequestException, ValueError) as error:
            # Never the answer itself: it may repeat the letter.
            raise NotTaken(type(error).__name__) from None
