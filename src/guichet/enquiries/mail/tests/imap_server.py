"""A small mail server for tests: as much IMAP as we use, over a real socket; it breaks off where it is told to.

`breaks` counts down a command by its name: at zero the line is cut, before or (“after …”) behind what it does.
"""

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

USER, PASSWORD = "ask", 'secret "word'


class Cut(Exception):
    """The line is cut here."""


@dataclass
class Post:
    """What lies in the mailbox, and how the server behaves."""

    messages: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    done: list[bytes] = field(default_factory=list)
    validity: int = 7
    can: str = "IMAP4rev1 MOVE UIDPLUS"
    breaks: dict[str, int] = field(default_factory=dict)
    # Messages that are there and never given.
    keeps_back: set[int] = field(default_factory=set)
    fetched: list[int] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    port: int = 0

    def put(self, *raws: bytes) -> None:
        for raw in raws:
            self.messages[max(self.messages, default=0) + 1] = raw

    def maybe_cut(self, what: str) -> None:
        if what in self.breaks:
            self.breaks[what] -= 1
            if self.breaks[what] < 0:
                del self.breaks[what]
                raise Cut


@contextmanager
def mail_server(post: Post) -> Iterator[Post]:
    """Run one; `post.port` says where."""
    server = socket.create_server(("127.0.0.1", 0))
    post.port = server.getsockname()[1]
    hand = threading.Thread(target=_listen, args=(server, post), daemon=True)
    hand.start()
    try:
        yield post
    finally:
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        hand.join(5)


def _listen(server: socket.socket, post: Post) -> None:
    while True:
        try:
            line, _peer = server.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(line, post), daemon=True).start()


def _serve(line: socket.socket, post: Post) -> None:
    with suppress(Cut, OSError), line:
        if not post.tls:
            _talk(line, post)
            return
        with post.tls.wrap_socket(line, server_side=True) as safe:
            _talk(safe, post)


def _talk(line: socket.socket, post: Post) -> None:
    with line.makefile("wb") as out, line.makefile("rb") as words:
        out.write(b"* OK ready\r\n")
        out.flush()
        while said := words.readline():
            tag, _, rest = said.decode("latin-1").rstrip("\r\n").partition(" ")
            name = " ".join(rest.split()[: 2 if rest.upper().startswith("UID ") else 1]).upper()
            post.maybe_cut(name)
            told, ended = _answer(name, rest, post)
            post.maybe_cut(f"after {name}")
            out.write(told + f"{tag} {ended}\r\n".encode())
            out.flush()
            if name == "LOGOUT":
                return


def _answer(name: str, rest: str, post: Post) -> tuple[bytes, str]:
    match name:
        case "CAPABILITY":
            return f"* CAPABILITY {post.can}\r\n".encode(), "OK done"
        case "LOGIN":
            right = rest == rf'LOGIN {USER} "secret \"word"'
            return b"", "OK in" if right else "NO [AUTHENTICATIONFAILED] no"
        case "SELECT":
            if rest != 'SELECT "INBOX"':
                return b"", "NO no such folder"
            there = f"* {len(post.messages)} EXISTS\r\n* OK [UIDVALIDITY {post.validity}] x\r\n"
            return there.encode(), "OK [READ-WRITE]"
        case "UID SEARCH":
            return _search(rest, post), "OK done"
        case "UID FETCH":
            return _fetch(rest, post), "OK done"
        case "UID STORE":
            uid = int(rest.split()[2])
            post.seen.add(uid)
            return b"", "OK done"
        case "UID MOVE" | "UID COPY":
            uid = int(rest.split()[2])
            if uid in post.messages:
                post.done.append(post.messages[uid])
            if name == "UID MOVE":
                post.messages.pop(uid, None)
            return b"", "OK done"
        case "UID EXPUNGE":
            post.messages.pop(int(rest.split()[2]), None)
            return b"", "OK done"
        case "LOGOUT":
            return b"* BYE\r\n", "OK done"
    return b"", "BAD what"


def _search(rest: str, post: Post) -> bytes:
    first, _, last = rest.split()[-1].partition(":")
    # As the standard has it, “9:*” names the last one even where that is below 9.
    highest = max(post.messages, default=0)
    low, high = int(first), highest if last == "*" else int(last or first)
    low, high = min(low, high), max(low, high)
    if last == "*":
        low = min(int(first), highest)
    found = [str(uid) for uid in post.messages if low <= uid <= high]
    return f"* SEARCH {' '.join(found)}\r\n".encode()


def _fetch(rest: str, post: Post) -> bytes:
    found = re.fullmatch(r"UID FETCH (\d+) \((.+)\)", rest)
    assert found
    uid = int(found[1])
    # Other news in between, as servers tell them.
    news = b"* 1 FETCH (FLAGS (\\Recent))\r\n"
    if uid not in post.messages:
        return news
    raw = post.messages[uid]
    if "RFC822.SIZE" in found[2]:
        return news + f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})\r\n".encode()
    if uid in post.keeps_back:
        return news
    post.fetched.append(uid)
    return news + b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (uid, uid, len(raw)) + raw + b")\r\n"
