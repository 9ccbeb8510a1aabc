"""A scanner for demonstrations and tests: it knows one dangerous file, the one that all scanners know."""

from guichet.enquiries.gateways.scanners import CannotTell, Scanned
from guichet.enquiries.terms import HeldWhy, ScanState

# The file that is made to be found by every scanner and harms nobody, in two halves: no scanner finds it in here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 100 * 1024 * 1024
# Files that make it behave as a real one may.
SLOW, BEYOND = b"guichet stand-in: say nothing", b"guichet stand-in: too much inside"


class StandInScanner:
    """Answers at once and by itself."""

    def scan(self, content: bytes) -> Scanned:
        """Return what is said of a file. Raises CannotTell for the file that asks for it."""
        if len(content) > LARGEST:
            return Scanned(ScanState.HELD, HeldWhy.TOO_LARGE)
        if content.startswith(SLOW):
            raise CannotTell
        if content.startswith(BEYOND):
            return Scanned(ScanState.HELD, HeldWhy.BEYOND_SCANNER, "Heuristics.Limits.Exceeded")
        if EICAR in content:
            return Scanned(ScanState.INFECTED, found="Eicar-Test-Signature")
        return Scanned(ScanState.CLEAN)
