"""A mailbox on a mail server, by IMAP: what waits there is read whole, and marked only when somebody kept it.

Source: RFC 3501; UID MOVE by RFC 6851, UID EXPUNGE by RFC 4315, where the server has them. Each step waits at most
GUICHET_IMAP_SECONDS. Nothing is marked by reading (BODY.PEEK), so that what was read and not kept comes again.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Any

from django.conf import settings

TLS, STARTTLS, NONE = "tls", "starttls", "none"
LARGEST = 150_000_000
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class Trouble(StrEnum):
    """Why nothing can be fetched now."""

    UNREACHABLE = "UNREACHABLE"
    REFUSES_US = "REFUSES_US"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    NOT_SAFE = "NOT_SAFE"


class MailboxAway(Exception):
    """The mail server cannot be asked, or answers nonsense; what waits there waits on."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class NotFetched(Exception):
    """A message is there and could not be had: larger than anybody reads, or the server does not give it whole."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which mailbox, and how it is reached, as the settings say."""

    host: str
    port: int
    user: str
    password: str
    tls: str = TLS
    folder: str = "INBOX"
    # Where kept messages are moved to; empty: they are marked as read and stay.
    done: str = ""
    seconds: float = 30
    # Certificates that are believed beside those of the machine; a file.
    trusted: str = ""

    @property
    def name(self) -> str:
        """Return by what this mailbox is known to us."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:254]

    @property
    def is_safe(self) -> bool:
        """Return whether nobody on the way reads along."""
        return self.tls in {TLS, STARTTLS} or (self.tls == NONE and _is_here(self.host))


def where_of_settings() -> Where | None:
    """Return the mailbox that the settings name; None where they name none."""
    if not settings.IMAP_HOST:
        return None
    return Where(
        host=settings.IMAP_HOST,
        port=settings.IMAP_PORT,
        user=settings.IMAP_USER,
        password=settings.IMAP_PASSWORD,
        tls=settings.IMAP_TLS,
        folder=settings.IMAP_FOLDER,
        done=settings.IMAP_DONE,
        seconds=settings.IMAP_SECONDS,
        trusted=settings.IMAP_CA,
    )


class Mailbox:
    """One open mailbox: the number of its numbering, what waits after a number, each message, and marking it.

    Every call raises MailboxAway where the server is gone or makes no sense; the session is over then.
    """

    def __init__(self, session: imaplib.IMAP4, where: Where, validity: int) -> None:
        self._session = session
        self._where = where
        # Numbers of messages mean something only together with this: when it changes, all count as new.
        self.validity = validity

    def waiting(self, after: int) -> list[int]:
        """Return the numbers of the messages above one, the lowest first."""
        found: list[int] = []
        for line in self._told("SEARCH", None, f"UID {after + 1}:*"):
            found += [int(number) for number in (line or b"").split()]
        # “7:*” names the last message too where that is below 7.
        return sorted({number for number in found if number > after})

    def message(self, uid: int) -> bytes | None:
        """Return a message byte for byte; None where it is gone. Raises NotFetched."""
        for line in self._told("FETCH", str(uid), "(UID RFC822.SIZE)"):
            size = _SIZE.search(_head(line))
            if size and _is_of(line, uid) and int(size[1]) > LARGEST:
                raise NotFetched
        for line in self._told("FETCH", str(uid), "(UID BODY.PEEK[])"):
            # Servers put other news between: only what is this message’s, and whole, is taken.
            if isinstance(line, tuple) and b"BODY[]" in line[0].upper() and _is_of(line, uid):
                return bytes(line[1])
        # That no message came says little; that it is gone, the server must say itself.
        if any(str(uid).encode() in (line or b"").split() for line in self._told("SEARCH", None, f"UID {uid}")):
            raise NotFetched
        return None

    def mark(self, uid: int) -> None:
        """Say that a message was kept: it is moved where the settings say, else marked as read."""
        if not self._where.done:
            self._told("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
            return
        done = _quoted(self._where.done)
        if "MOVE" in self._session.capabilities:
            self._told("MOVE", str(uid), done)
            return
        self._told("COPY", str(uid), done)
        self._told("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._session.capabilities:
            # Without it we would also take away what other people marked.
            self._told("EXPUNGE", str(uid))

    def _told(self, command: str, *words: Any) -> list[Any]:
        with _understood():
            status, data = self._session.uid(command, *words)
            if status != "OK":
                raise MailboxAway(Trouble.OUT_OF_ORDER)
            return [one for one in data if one is not None]


@contextmanager
def opened(where: Where) -> Iterator[Mailbox]:
    """Open a mailbox and close it afterwards, in whatever state it is. Raises MailboxAway."""
    if not where.is_safe:
        raise MailboxAway(Trouble.NOT_SAFE)
    session = _session(where)
    try:
        with _understood(Trouble.REFUSES_US):
            session.login(where.user, where.password)
        with _understood():
            status, _data = session.select(_quoted(where.folder))
            validity = session.response("UIDVALIDITY")[1][0]
            if status != "OK" or not validity:
                raise MailboxAway(Trouble.OUT_OF_ORDER)
            number = int(validity)
        yield Mailbox(session, where, number)
    finally:
        with suppress(Exception):
            session.logout()
        with suppress(Exception):
            session.shutdown()


def _session(where: Where) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if where.trusted:
        context.load_verify_locations(cafile=where.trusted)
    with _understood():
        if where.tls == TLS:
            return imaplib.IMAP4_SSL(where.host, where.port, ssl_context=context, timeout=where.seconds)
        session = imaplib.IMAP4(where.host, where.port, timeout=where.seconds)
        if where.tls == STARTTLS:
            try:
                if "STARTTLS" not in session.capabilities:
                    raise MailboxAway(Trouble.NOT_SAFE)
                session.starttls(context)
            except Exception:
                session.shutdown()
                raise
        return session


@contextmanager
def _understood(refused: Trouble = Trouble.OUT_OF_ORDER) -> Iterator[None]:
    """Tell what went wrong with a server as one exception of ours."""
    try:
        yield
    except MailboxAway:
        raise
    except OSError as fault:
        raise MailboxAway(Trouble.UNREACHABLE) from fault
    except imaplib.IMAP4.abort as fault:
        raise MailboxAway(Trouble.UNREACHABLE) from fault
    except imaplib.IMAP4.error as fault:
        raise MailboxAway(refused) from fault
    except (ValueError, TypeError, IndexError, KeyError, AttributeError) as fault:
        # What the library makes of answers that are none.
        raise MailboxAway(Trouble.OUT_OF_ORDER) from fault


def _head(line: Any) -> bytes:
    return bytes(line[0] if isinstance(line, tuple) else line)


def _is_of(line: Any, uid: int) -> bool:
    found = _UID.search(_head(line))
    return found is not None and int(found[1]) == uid


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
