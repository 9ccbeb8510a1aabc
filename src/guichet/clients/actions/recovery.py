"""Getting back in, where it meets the client: which account is theirs, and linking one that is new."""

import logging
from datetime import datetime

from django.db import transaction

from guichet.clients.actions.linking import link_account
from guichet.clients.models import AccountLink
from guichet.clients.terms import LinkMeans
from guichet.identity import actions as identity
from guichet.identity.actions import CannotRecover, Recovered
from guichet.identity.rules import Viewer
from guichet.identity.terms import RecoveryOutcome
from guichet.journal.actions import Origin
from guichet.worklists.actions import close_task, open_task
from guichet.worklists.queries import due_for

# The kind of task: somebody else must confirm it.
RECOVERY = "recovery"
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_recovery(
    *,
    viewer: Viewer,
    client_id: int,
    outcome: RecoveryOutcome,
    new_email: str = "",
    postal_address: str = "",
    origin: Origin,
) -> int:
    """Ask that a client gets back into the account that is linked to their files; return the recovery's number.

    Raises identity's NotAllowed and CannotRecover.
    """
    records = viewer.everyone_of(client_id)
    links = AccountLink.objects.filter(client_id__in=records).order_by("linked_at", "pk")
    number = identity.ask_recovery(
        viewer=viewer,
        client_id=client_id,
        user_id=links.values_list("user_id", flat=True).first(),
        outcome=outcome,
        new_email=new_email,
        postal_address=postal_address,
        origin=origin,
    )
    open_task(
        kind=RECOVERY,
        subject=_subject(number),
        client_id=client_id,
        due_at=due_for(RECOVERY, at=origin.at),
        facts={"outcome": outcome.value},
        origin=origin,
    )
    return number


@transaction.atomic
def confirm_recovery(*, viewer: Viewer, recovery_id: int, origin: Origin) -> datetime:
    """Confirm a recovery that somebody else asked for; return from when it can be finished.

    Raises identity's NotAllowed and CannotRecover.
    """
    ready_at = identity.confirm_recovery(viewer=viewer, recovery_id=recovery_id, origin=origin)
    close_task(kind=RECOVERY, subject=_subject(recovery_id), outcome="CONFIRMED", origin=origin)
    return ready_at


@transaction.atomic
def stop_recovery(*, viewer: Viewer, recovery_id: int, origin: Origin) -> None:
    """Stop a recovery: the client in their account, or staff. Raises identity's NotAllowed and CannotRecover."""
    identity.stop_recovery(viewer=viewer, recovery_id=recovery_id, origin=origin)
    close_task(kind=RECOVERY, subject=_subject(recovery_id), outcome="STOPPED", origin=origin)


@transaction.atomic
def stop_recovery_by_link(*, token: str, origin: Origin) -> None:
    """Stop a recovery by the link that the client was sent. Raises identity's NotAllowed and CannotRecover."""
    number = identity.stop_recovery_by_link(token=token, origin=origin)
    close_task(kind=RECOVERY, subject=_subject(number), outcome="STOPPED", origin=origin)


@transaction.atomic
def end_forgotten_recoveries(*, origin: Origin) -> int:
    """End recoveries that nobody confirmed or collected for a long time, and return how many."""
    ended = identity.end_forgotten_recoveries(origin=origin)
    for number in ended:
        close_task(kind=RECOVERY, subject=_subject(number), outcome="STOPPED", origin=origin)
    return len(ended)


@transaction.atomic
def finish_recovery(*, recovery_id: int, origin: Origin) -> Recovered:
    """Do what was asked for once the wait is over, and link an account that is new. Raises CannotRecover."""
    done = identity.finish_recovery(recovery_id=recovery_id, origin=origin)
    if done.is_new:
        link_account(user_id=done.user_id, client_id=done.client_id, means=LinkMeans.ASSISTED, origin=origin)
    return done


def finish_recoveries(*, origin: Origin) -> int:
    """Finish what can be finished by itself, each apart from the others, and return how many."""
    done = 0
    for number in identity.recoveries_due(now=origin.at):
        try:
            finish_recovery(recovery_id=number, origin=origin)
        except CannotRecover as refused:  # stopped meanwhile
            logger.info("recovery %s was not finished: %s", number, refused.refusal)
        else:
            done += 1
    return done


def _subject(number: int) -> str:
    return f"recovery:{number}"
