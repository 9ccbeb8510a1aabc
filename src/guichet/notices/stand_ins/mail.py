"""The mail server's stand-in: speaks SMTP, keeps every message whole."""

import asyncio
import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from guichet.notices.stand_ins.behaviour import Behaviour, Mode
from guichet.notices.stand_ins.kept import Kept, Thing
from guichet.notices.terms import Medium


class MailServer:
    """A mail server on a loopback port, in a thread of its own. Port 0 takes any that is free."""

    def __init__(self, kept: Kept, behaviour: Behaviour, *, port: int) -> None:
        self._controller = Controller(_Handler(kept, behaviour), hostname="127.0.0.1", port=port or _free_port())

    def start(self) -> int:
        """Listen; return the port. Raises OSError where the port is taken."""
        self._controller.start()
        return int(self._controller.port)

    def stop(self) -> None:
        """Listen no more."""
        self._controller.stop()


def parsed(thing: Thing) -> EmailMessage:
    """Return a kept message, taken apart."""
    return message_from_bytes(thing["raw"].encode("utf-8", "surrogateescape"), policy=policy.default)


def _free_port() -> int:
    # The library must be told the port, and can't find one for itself.
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Handler:
    def __init__(self, kept: Kept, behaviour: Behaviour) -> None:
        self._kept = kept
        self._behaviour = behaviour

    @property
    def _mode(self) -> Mode:
        return self._behaviour.modes[Medium.EMAIL]

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._mode is Mode.DOWN:
            return "421 4.3.0 out of order"
        if self._mode is Mode.NONSENSE:
            return "<html>hello</html>"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._mode is Mode.REJECT or address.startswith("no-such-person@"):
            return "550 5.1.1 no such person here"
        if self._mode is Mode.BUSY:
            return "451 4.2.2 try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        raw = cast(bytes, envelope.content).decode("utf-8", "surrogateescape")
        thing = {"at": datetime.now(UTC).isoformat(), "to": envelope.rcpt_tos, "raw": raw}
        thing["message_id"] = str(parsed(thing)["Message-ID"])
        self._kept.keep(thing)
        if self._mode is Mode.SLOW:
            await asyncio.sleep(self._behaviour.seconds)
        if self._mode is Mode.HANG_UP:
            cast(asyncio.Transport, server.transport).abort()
        return "250 OK"
