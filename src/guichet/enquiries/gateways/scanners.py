"""Scanners of files: what they answer, and which one the settings name."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from guichet.enquiries.terms import HeldWhy, ScanState

STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanner says of a file; `found` is its own name for what it found, `why` why it cannot say."""

    state: ScanState
    why: HeldWhy | None = None
    found: str = ""


class ScannerAway(Exception):
    """The scanner cannot be reached, or takes nothing now: whatever is to be checked waits."""


class CannotTell(Exception):
    """The scanner works, but gave no answer about this file: too slow, ended in the middle, or nonsense."""


class Scanner(Protocol):
    """Looks whether a file is dangerous."""

    def scan(self, content: bytes) -> Scanned:
        """Return what is said of a file. Raises ScannerAway and CannotTell."""
        ...


def scanner_of_settings() -> Scanner | None:
    """Return the scanner that the settings name; None where they name none. The stand-in only demonstrates."""
    from guichet.enquiries.gateways.clamav import ClamScanner
    from guichet.enquiries.gateways.scanner_stand_in import StandInScanner

    if not settings.SCANNER:
        return None
    if settings.SCANNER == STAND_IN:
        return StandInScanner() if settings.DEMONSTRATION else None
    return ClamScanner(settings.SCANNER, seconds=settings.SCANNER_SECONDS)
