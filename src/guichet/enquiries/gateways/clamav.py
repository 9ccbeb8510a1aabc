"""ClamAV’s service, by its own protocol: one connection for a file, sent in pieces, one line as the answer.

Source: the manual of clamd, INSTREAM. `address` is `host:port` or the path of a socket on this machine. Only an
answer that says so in full makes a file clean: whatever else comes is no answer.
"""

import socket
import struct
import time
from contextlib import closing

from guichet.enquiries.gateways.scanners import CannotTell, Scanned, ScannerAway
from guichet.enquiries.terms import HeldWhy, ScanState

PIECE = 64 * 1024
LONGEST_ANSWER = 4096
_CLEAN, _FOUND = "stream: OK", " FOUND"
# Named as finds where the service is set to say so (AlertExceedsMax, AlertEncrypted): nothing dangerous was seen.
_BEYOND = "Heuristics.Limits.Exceeded"
_LOCKED = "Heuristics.Encrypted."
_TOO_LARGE = "INSTREAM size limit exceeded"


class ClamScanner:
    """Hands files to clamd. The whole of one file takes at most `seconds`."""

    def __init__(self, address: str, *, seconds: float) -> None:
        self.address = address
        self.seconds = seconds

    def scan(self, content: bytes) -> Scanned:
        """Return what is said of a file. Raises ScannerAway and CannotTell."""
        until = time.monotonic() + self.seconds
        try:
            line = connect(self.address, self.seconds)
        except OSError as fault:
            raise ScannerAway(type(fault).__name__) from fault
        with closing(line):
            try:
                _send(line, content, until)
            except OSError as fault:
                if isinstance(fault, TimeoutError):
                    raise CannotTell(type(fault).__name__) from fault
                # It hangs up on what is too large, with its reason on the line; or it went away.
            return _understood(_answer(line, until))


def connect(address: str, seconds: float) -> socket.socket:
    """Return an open line to the service. Raises OSError."""
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    try:
        return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
    except ValueError as fault:
        raise OSError("no address") from fault


def _send(line: socket.socket, content: bytes, until: float) -> None:
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        _time_left(line, until)
        line.sendall(struct.pack("!L", len(piece)) + piece)
    line.sendall(struct.pack("!L", 0))


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    try:
        while b"\0" not in said and len(said) < LONGEST_ANSWER:
            _time_left(line, until)
            more = line.recv(LONGEST_ANSWER)
            if not more:
                break
            said += more
    except OSError as fault:
        if not said:
            raise CannotTell(type(fault).__name__) from fault
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _time_left(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)


def _understood(said: str) -> Scanned:
    if said == _CLEAN:
        return Scanned(ScanState.CLEAN)
    if said.startswith(_TOO_LARGE):
        return Scanned(ScanState.HELD, HeldWhy.TOO_LARGE)
    if said.endswith(_FOUND):
        found = said.removeprefix("stream: ").removesuffix(_FOUND).strip()[:120]
        if found.startswith(_BEYOND):
            return Scanned(ScanState.HELD, HeldWhy.BEYOND_SCANNER, found)
        if found.startswith(_LOCKED):
            return Scanned(ScanState.HELD, HeldWhy.LOCKED, found)
        return Scanned(ScanState.INFECTED, found=found)
    raise CannotTell("no answer")
