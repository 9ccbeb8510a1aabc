"""Getting back in, where it meets the client: which account is theirs, and linking one that is new."""

import logging

from django.db import transaction

from guichet.clients.actions.linking import link_account
from guichet.clients.models import AccountLink
from guichet.clients.terms import LinkMeans
from guichet.identity import actions as identity
from guichet.identity.actions import CannotRecover, Recovered
from guichet.identity.rules import Viewer
from guichet.identity.terms import RecoveryOutcome
from guichet.journal.actions import Origin

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
    links = AccountLink.objects.filter(client_id=client_id).order_by("linked_at", "pk")
    return identity.ask_recovery(
        viewer=viewer,
        client_id=client_id,
        user_id=links.values_list("user_id", flat=True).first(),
        outcome=outcome,
        new_email=new_email,
        postal_address=postal_address,
        origin=origin,
    )


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
