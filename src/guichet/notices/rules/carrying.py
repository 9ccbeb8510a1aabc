"""Who is told by which way, when a message is tried again, and what a provider's word changes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from guichet.notices.terms import DeliveryStatus, Fault, Medium, Report, WhyNotSent

_WITHOUT_PAPER = (Medium.EMAIL, Medium.TEXT)


@dataclass(frozen=True, slots=True)
class Reach:
    """How a client wants to be told, and the addresses that work."""

    # `email`, `text` or `account`, as clients.terms.NoticeChannel.
    channel: str
    addresses: Mapping[Medium, str] = field(default_factory=dict)
    is_deceased: bool = False

    @property
    def wants_messages(self) -> bool:
        """Return whether they want messages at all, and not their account only."""
        return self.channel in _WITHOUT_PAPER


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell, as far as the way of telling it needs to know."""

    occurred_at: datetime
    heard_at: datetime
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """By which medium and address a client is told; or why in the account only."""

    medium: Medium | None = None
    address: str = ""
    not_sent: WhyNotSent | None = None


def way_to_tell(news: News, reach: Reach, *, old_after: timedelta) -> Way:
    """Return how this client is told these news: by their choice, else by the other medium, else in the account.

    What happened long before we heard of it, and a stage that a later one has overtaken, would only confuse:
    they stand in the account. A client who chose the account has chosen.
    """
    if reach.is_deceased:
        return Way(not_sent=WhyNotSent.DECEASED)
    if news.overtaken:
        return Way(not_sent=WhyNotSent.OVERTAKEN)
    if news.heard_at - news.occurred_at > old_after:
        return Way(not_sent=WhyNotSent.OLD)
    if not reach.wants_messages:
        return Way(not_sent=WhyNotSent.PREFERS_ACCOUNT)
    for medium in ways_in_order(reach.channel):
        if address := reach.addresses.get(medium):
            return Way(medium, address)
    return Way(not_sent=WhyNotSent.NO_ADDRESS)


def ways_in_order(channel: str) -> tuple[Medium, ...]:
    """Return the ways that need no paper, the one that the client chose first."""
    chosen = Medium(channel) if channel in _WITHOUT_PAPER else Medium.EMAIL
    return (chosen, *(medium for medium in _WITHOUT_PAPER if medium is not chosen))


def next_way(reach: Reach, *, tried: frozenset[Medium], must_reach: bool) -> Way | None:
    """Return the next rung of the ladder for a notice that did not arrive; None where a person must see to it.

    First every way that the client allows; then, for what must reach them, a letter by post.
    """
    ways = ways_in_order(reach.channel) if reach.wants_messages else ()
    for medium in (*ways, *((Medium.POST,) if must_reach else ())):
        if medium not in tried and (address := reach.addresses.get(medium)):
            return Way(medium, address)
    return None


def wait_before(attempt: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """Return how long to wait after the `attempt`-th try (1 is the first): doubling, up to the longest."""
    doublings = min(max(attempt, 1) - 1, 30)
    return min(first * (1 << doublings), longest)


def pause_after(failures: int, *, allowed: int, first: timedelta, longest: timedelta) -> timedelta | None:
    """Return how long a provider is left in peace after so many failures in a row, or None if not yet."""
    if failures < allowed:
        return None
    return wait_before(failures - allowed + 1, first=first, longest=longest)


_LATER: dict[Report, DeliveryStatus] = {
    Report.DELIVERED: DeliveryStatus.DELIVERED,
    Report.NO_SUCH_ADDRESS: DeliveryStatus.FAILED,
    Report.NOT_REACHED: DeliveryStatus.FAILED,
    Report.LOST: DeliveryStatus.FAILED,
    Report.REFUSED: DeliveryStatus.FAILED,
    Report.RETURNED: DeliveryStatus.FAILED,
    Report.NO_RECEIPT: DeliveryStatus.FAILED,
}
FAULT_OF: dict[Report, Fault] = {
    Report.NO_SUCH_ADDRESS: Fault.ADDRESS_REFUSED,
    Report.NOT_REACHED: Fault.ADDRESS_BUSY,
    Report.LOST: Fault.LOST,
    Report.REFUSED: Fault.MESSAGE_REFUSED,
    Report.RETURNED: Fault.RETURNED,
    Report.NO_RECEIPT: Fault.NO_RECEIPT,
}


def has_arrived(medium: Medium, status: DeliveryStatus) -> bool:
    """Return whether a message counts as arrived, as far as can be known of its medium.

    A text has a receipt. An e-mail or a letter has none: it counts once it was taken, until it comes back.
    """
    if medium is Medium.TEXT:
        return status is DeliveryStatus.DELIVERED
    return status in {DeliveryStatus.SENT, DeliveryStatus.DELIVERED}


def has_come_back(reported: Report) -> bool:
    """Return whether a report says that a message did not arrive after all."""
    return _LATER.get(reported) is DeliveryStatus.FAILED


def status_after(known: DeliveryStatus, reported: Report) -> DeliveryStatus | None:
    """Return the new status of a message of which a provider reports, or None where nothing changes.

    Reports come twice and out of order. That it was delivered is the last word: nothing later takes it back, and
    it overrules an earlier failure. A failure is told once.
    """
    later = _LATER.get(reported)
    if later is None or later is known:
        return None
    # A letter and an e-mail may be taken in at the door and come back all the same.
    if known is DeliveryStatus.DELIVERED and reported is not Report.RETURNED:
        return None
    return later
