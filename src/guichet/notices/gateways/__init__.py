"""Carriers: who takes a message to its address, and what they may answer. Each has a stand-in (notices/stand_ins)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from guichet.notices.terms import Fault, Medium, Report


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it is handed over."""

    medium: Medium
    address: str
    language: str
    # Our own name for it, the same at every try.
    reference: str
    text: str
    subject: str = ""
    html: str = ""
    # From a sender whose name says nothing, to somebody in danger.
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """That a carrier has the message: its own name for it, and what it says of it, if anything yet."""

    provider_reference: str = ""
    report: Report = Report.UNDER_WAY


class NotTaken(Exception):
    """A carrier did not take the message."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


class Busy(NotTaken):
    """The carrier can take no message now; or nobody knows whether it took this one. Try again later.

    `retry_after` is what the carrier asks for, where it does.
    """

    def __init__(self, fault: Fault, retry_after: timedelta | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(fault)


class Refused(NotTaken):
    """The carrier works, but does not take this message: for good where `permanent`."""

    def __init__(self, fault: Fault, *, permanent: bool) -> None:
        self.permanent = permanent
        super().__init__(fault)


class Carrier(Protocol):
    """Takes messages of one medium to their addresses. Every call has a time limit; none is made in a transaction."""

    def send(self, message: Outgoing) -> Handed:
        """Hand over a message. Raises Busy or Refused."""
        ...

    def find(self, reference: str) -> Handed | None:
        """Return the message of ours that the carrier has under `reference`.

        None where it has none, or can never tell. Raises Busy where it can't tell now.
        """
        ...

    def report_on(self, provider_reference: str) -> Report:
        """Return what became of a message. Raises Busy, or Refused where the carrier knows none of that name."""
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...


def carrier_of(medium: Medium) -> Carrier:
    """Return the carrier of a medium, as the settings name it."""
    from guichet.notices.gateways.notify import NotifyCarrier
    from guichet.notices.gateways.printing import PrintQueue
    from guichet.notices.gateways.smtp import SmtpCarrier

    match medium:
        case Medium.EMAIL:
            return SmtpCarrier()
        case Medium.TEXT:
            return NotifyCarrier.from_settings()
        case Medium.POST:
            return PrintQueue.from_settings()
