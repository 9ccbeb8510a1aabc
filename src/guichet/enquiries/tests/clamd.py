"""A clamd for tests: it speaks INSTREAM over a socket, looks with the stand-in, and may behave badly."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guichet.enquiries.gateways import CannotTell
from guichet.enquiries.gateways.scanner_stand_in import LARGEST, StandInScanner

# Instead of an answer: what is said, or nothing at all.
Says = bytes | None


@contextmanager
def clamd(folder: Path, *, says: Says = b"", hangs_up_after: int = LARGEST) -> Iterator[str]:
    """Run one, and give its address. `says`: this to everything; None: nothing, and the line stays open."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    address = str(folder / "clamd.sock")
    server.bind(address)
    server.listen(8)
    over = threading.Event()
    hand = threading.Thread(target=_serve, args=(server, says, hangs_up_after, over), daemon=True)
    hand.start()
    try:
        yield address
    finally:
        over.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        hand.join(5)


def _serve(server: socket.socket, says: Says, limit: int, over: threading.Event) -> None:
    while not over.is_set():
        try:
            line, _peer = server.accept()
        except OSError:
            return
        with line:
            _answer(line, says, limit, over)


def _answer(line: socket.socket, says: Says, limit: int, over: threading.Event) -> None:
    assert _exactly(line, 10) == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack("!L", _exactly(line, 4))[0]:
        content += _exactly(line, length)
        if len(content) > limit:
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
    if says is None:
        over.wait(5)
        return
    line.sendall(says or _found(content))


def _found(content: bytes) -> bytes:
    try:
        found = StandInScanner().scan(content)
    except CannotTell:
        return b"stream: Can't allocate memory ERROR\0"
    return f"stream: {found.found} FOUND\0".encode() if found.found else b"stream: OK\0"


def _exactly(line: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        more = line.recv(count - len(got))
        if not more:
            raise ConnectionError
        got += more
    return got
