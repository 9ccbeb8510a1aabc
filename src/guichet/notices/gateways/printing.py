"""Letters for a print queue: a folder from which whoever prints and posts takes them.

Settings: GUICHET_PRINT_QUEUE, a folder; empty, there is no post. Each letter is two files named by our reference: the
sheet (`.html`) and, written last, what is known of it (`.json`); so half a letter is never taken, and the same letter
handed over twice is one.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from guichet.notices.gateways import Busy, Handed, Outgoing, Refused
from guichet.notices.terms import Fault, Report


class PrintQueue:
    """Hands letters to those who print and post them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def from_settings(cls) -> "PrintQueue":
        """Return the queue that the settings name."""
        return cls(Path(settings.PRINT_QUEUE))

    def send(self, message: Outgoing) -> Handed:
        """Put a letter into the queue. Raises Busy where the folder takes none, Refused where nobody is named on it."""
        if not message.address.strip():
            raise Refused(Fault.ADDRESS_REFUSED, permanent=True)
        about = {
            "reference": message.reference,
            "address": message.address.splitlines(),
            "language": message.language,
            "queued_at": datetime.now(UTC).isoformat(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(message.reference, ".html", message.html)
            self._write(message.reference, ".json", json.dumps(about, ensure_ascii=False))
        except OSError as error:
            raise Busy(Fault.UNREACHABLE) from error
        return Handed(message.reference)

    def find(self, reference: str) -> Handed | None:
        """Return the letter of ours that is in the queue, or was taken from it and is still known there."""
        return Handed(reference) if (self._folder / f"{reference}.json").exists() else None

    def report_on(self, provider_reference: str) -> Report:
        """Return that it is under way: the post tells nothing but what comes back."""
        return Report.UNDER_WAY

    def close(self) -> None:
        """Let go of nothing: no file is kept open."""

    def _write(self, reference: str, ending: str, text: str) -> None:
        path = self._folder / f"{reference}{ending}"
        unfinished = path.with_suffix(f"{ending}.part")
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
