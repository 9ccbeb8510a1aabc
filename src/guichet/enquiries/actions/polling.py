"""Fetching e-mail from a mailbox: each message is kept first, then marked on the server, then noted as seen.

Ended at any point, the next poll finds what was not noted, knows what was kept, and marks it. Two polls at once do the
same work twice and keep nothing twice: which message is which is decided by `receive_mail` and not here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, transaction

from guichet.enquiries.actions.mailing import receive_mail
from guichet.enquiries.gateways.imap import Mailbox, MailboxAway, NotFetched
from guichet.enquiries.mail import Ours
from guichet.enquiries.models import PollPlace
from guichet.journal.actions import Origin


@dataclass(frozen=True, slots=True)
class Polled:
    """How many messages were read; of them new, known already, and left on the server because they were not kept."""

    read: int = 0
    accepted: int = 0
    already_known: int = 0
    set_aside: int = 0

    def and_one(self, *, known: bool | None) -> "Polled":
        """Return this with one more; None: not kept."""
        return Polled(
            self.read + 1,
            self.accepted + (known is False),
            self.already_known + (known is True),
            self.set_aside + (known is None),
        )


def poll(
    mailbox: Mailbox,
    *,
    name: str,
    ours: Ours,
    origin: Callable[[], Origin],
    tell: Callable[[str], None],
    goes_on: Callable[[], bool] = lambda: True,
) -> Polled:
    """Fetch what waits in a mailbox and was not seen yet, and return how many of what.

    `tell` hears the kind of fault for each message that could not be kept: it stays on the server and is tried at each
    poll. `goes_on` is asked before each message. Raises MailboxAway where the server goes, and OperationalError
    or InterfaceError where the database does: what was done until then counts.
    """
    place = _place(name, mailbox.validity)
    done = Polled()
    for uid in [*sorted(place.behind), *mailbox.waiting(place.seen_to)]:
        if not goes_on():
            break
        try:
            raw = mailbox.message(uid)
        except NotFetched as fault:
            _note(place, uid, kept=False)
            tell(type(fault).__name__)
            done = done.and_one(known=None)
            continue
        if raw is None:
            # Somebody else took it away: another poll, which kept it, or a person.
            _note(place, uid, kept=True)
            continue
        try:
            found = receive_mail(raw=raw, ours=ours, origin=origin())
        except (MailboxAway, OperationalError, InterfaceError):
            raise
        except Exception as fault:
            # Whatever it was: it is not kept, so it stays there, and the next one has its turn.
            _note(place, uid, kept=False)
            tell(type(fault).__name__)
            done = done.and_one(known=None)
            continue
        mailbox.mark(uid)
        _note(place, uid, kept=True)
        done = done.and_one(known=found.receipt.already_known)
    return done


@transaction.atomic
def _place(name: str, validity: int) -> PollPlace:
    """Return how far a mailbox was read; from its beginning where it is new or was numbered anew."""
    PollPlace.objects.get_or_create(mailbox=name, defaults={"validity": validity})
    place = PollPlace.objects.select_for_update().get(mailbox=name)
    if place.validity != validity:
        place.validity, place.seen_to, place.behind = validity, 0, []
        place.save()
    return place


@transaction.atomic
def _note(place: PollPlace, uid: int, *, kept: bool) -> None:
    """Note that a message was seen. What another poll noted meanwhile stays noted."""
    now = PollPlace.objects.select_for_update().get(pk=place.pk)
    if now.validity != place.validity:
        return
    now.seen_to = max(now.seen_to, uid)
    now.behind = sorted(({*now.behind} - {uid}) | (set() if kept else {uid}))
    now.save()
