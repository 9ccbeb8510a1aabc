"""The outside of this room: who looks whether a file is dangerous, and where e-mail waits to be fetched.

Each call has a time limit, and none is made in a transaction. What a gateway needs stands in the settings.
"""

from guichet.enquiries.gateways.scanners import CannotTell, Scanned, Scanner, ScannerAway, scanner_of_settings

__all__ = ["CannotTell", "Scanned", "Scanner", "ScannerAway", "scanner_of_settings"]
