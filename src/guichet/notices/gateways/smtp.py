"""E-mail by SMTP: one connection for a run of messages, and every answer of the server told apart.

Settings: GUICHET_SMTP_*, GUICHET_FROM, GUICHET_REPLY_TO; each step waits at most EMAIL_TIMEOUT seconds.
"""

import smtplib
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError

from guichet.notices.gateways import Busy, Handed, NotTaken, Outgoing, Refused
from guichet.notices.terms import Fault, Report


class SmtpCarrier:
    """Hands e-mails to the department's mail server."""

    def __init__(self, backend: BaseEmailBackend | None = None) -> None:
        self._backend: BaseEmailBackend = backend or get_connection()
        self._is_open = False

    def send(self, message: Outgoing) -> Handed:
        """Hand over a message. Raises Busy or Refused."""
        try:
            if not self._is_open:
                self._backend.open()
                self._is_open = True
            if not self._backend.send_messages([_mail(message)]):
                # Nobody to send it to: an address that is empty.
                raise Refused(Fault.ADDRESS_REFUSED, permanent=True)
        except Exception as error:
            # A session in which something went wrong is not trusted with the next message, nor with a goodbye.
            self._hang_up()
            raise _not_taken(error) from error
        return Handed(message_id(message.reference))

    def find(self, reference: str) -> None:
        """Return None: a mail server can't be asked. The same Message-ID lets the second copy be recognised."""
        return

    def report_on(self, provider_reference: str) -> Report:
        """Return that it is under way: a mail server tells nothing later."""
        return Report.UNDER_WAY

    def close(self) -> None:
        """End the session, whatever state it is in."""
        self._is_open = False
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()

    def _hang_up(self) -> None:
        session = getattr(self._backend, "connection", None)
        if isinstance(session, smtplib.SMTP):
            session.close()
        self.close()


def message_id(reference: str) -> str:
    """Return the Message-ID of the message with our `reference`: the same at every try."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "guichet.invalid"
    return f"<{reference}@{domain}>"


def return_path(reference: str) -> str:
    """Return the address to which this message comes back: it names the message. Empty where none is set.

    The reference is as good as a password: whoever did not get the message cannot tell us that it bounced.
    """
    mailbox, at, domain = parseaddr(settings.RETURN_PATH)[1].rpartition("@")
    return f"{mailbox}+{reference}@{domain}" if at else ""


def _mail(message: Outgoing) -> EmailMultiAlternatives:
    # To somebody in danger the sender has no name: only an address, which a department may choose for that.
    plain = settings.NEUTRAL_FROM or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    sender = plain if message.neutral else settings.DEFAULT_FROM_EMAIL
    headers = {"From": sender} if settings.RETURN_PATH else {}
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=return_path(message.reference) or sender,
        to=[message.address],
        reply_to=[settings.REPLY_TO] if settings.REPLY_TO else None,
        headers=headers
        | {
            "Message-ID": message_id(message.reference),
            "Date": format_datetime(datetime.now(UTC)),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _not_taken(error: Exception) -> NotTaken:
    """Return what an error of the session means: the address, the message, or the server itself."""
    match error:
        case NotTaken():
            return error
        case smtplib.SMTPRecipientsRefused():
            return _address_refused(*next(iter(error.recipients.values()), (451, b"")))
        case smtplib.SMTPResponseException() if error.smtp_code < 200:
            # What the library makes of a line that begins with no code.
            return Busy(Fault.NONSENSE)
        case smtplib.SMTPSenderRefused() if error.smtp_code < 500:
            return Busy(Fault.OUT_OF_ORDER)
        case smtplib.SMTPSenderRefused() | smtplib.SMTPAuthenticationError() | smtplib.SMTPNotSupportedError():
            return Busy(Fault.REFUSES_US)
        case smtplib.SMTPDataError() if error.smtp_code >= 500:
            return Refused(Fault.MESSAGE_REFUSED, permanent=True)
        case smtplib.SMTPDataError() if error.smtp_code != 421:
            return Refused(Fault.ADDRESS_BUSY, permanent=False)
        case smtplib.SMTPServerDisconnected() | smtplib.SMTPResponseException():
            return Busy(Fault.OUT_OF_ORDER)
        case TimeoutError():
            return Busy(Fault.TOO_SLOW)
        case OSError():
            return Busy(Fault.UNREACHABLE)
        case BadHeaderError():
            return Refused(Fault.MESSAGE_REFUSED, permanent=True)
        case UnicodeError() | ValueError():
            # An address that can't be written in an envelope, such as one with a line break or two at signs.
            return Refused(Fault.ADDRESS_REFUSED, permanent=True)
    return Busy(Fault.OUT_OF_ORDER)


def _address_refused(code: int, answer: bytes) -> NotTaken:
    """Return what a refused recipient means. Source of the codes: RFC 5321 s. 4.2 and RFC 3463."""
    if code < 200:
        return Busy(Fault.NONSENSE)
    if code == 421:
        return Busy(Fault.OUT_OF_ORDER)
    if code < 500:
        return Refused(Fault.ADDRESS_BUSY, permanent=False)
    # 5.1.x: no such address; 5.2.1: mailbox closed. Other classes (full, policy, security) say nothing of the address.
    detail = answer.split(b" ", 1)[0]
    is_about_policy = detail.count(b".") == 2 and not detail.startswith((b"5.1.", b"5.2.1"))
    return Refused(Fault.MESSAGE_REFUSED if is_about_policy else Fault.ADDRESS_REFUSED, permanent=True)
