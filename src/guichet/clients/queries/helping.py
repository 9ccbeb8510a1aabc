"""Who helps clients: the account’s own profile, and what a client may give to whom."""

from collections.abc import Sequence
from datetime import date

from guichet.clients.authority_policy import Regulator, kind_policy, regulators
from guichet.clients.models import Party
from guichet.clients.queries.authority import PartyFacts
from guichet.clients.rules import KindPolicy
from guichet.clients.terms import AuthoritySource
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind

__all__ = ["Regulator", "helper_of", "kinds_to_give", "policy_of", "regulators"]

# Not given to somebody by their address: it is there by law, or by living together.
NOT_GIVEN = {AuthorityKind.PARENT, AuthorityKind.FAMILY}


def helper_of(viewer: Viewer) -> PartyFacts | None:
    """Return who this account is as somebody who helps clients; None where it never said so."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return None
    party = Party.objects.filter(user_id=viewer.user_id).first()
    return PartyFacts.of(party) if party else None


def kinds_to_give(on: date) -> Sequence[KindPolicy]:
    """Return what holds of each kind of authority that a client may give in the account, on a day."""
    kinds = [kind_policy(kind, on) for kind in AuthorityKind if kind not in NOT_GIVEN]
    return [kind for kind in kinds if AuthoritySource.ONLINE in kind.sources]


def policy_of(kind: AuthorityKind, on: date) -> KindPolicy:
    """Return what holds of a kind of authority on a day: how much it may allow, and for how long."""
    return kind_policy(kind, on)
