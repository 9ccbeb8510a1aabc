"""Who helps clients: the account’s own profile, and what a client may give to whom."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.db.models.functions import Now

from guichet.clients.authority_policy import Regulator, kind_policy, regulators
from guichet.clients.models import Authority, GroupMember, Party
from guichet.clients.one_person import everyone_of
from guichet.clients.queries.authority import PartyFacts
from guichet.clients.rules import KindPolicy
from guichet.clients.terms import AuthoritySource
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind

__all__ = ["Regulator", "helper_of", "kinds_to_give", "once_held", "policy_of", "regulators"]

# Not given to somebody by their address: it is there by law, or by living together.
NOT_GIVEN = {AuthorityKind.PARENT, AuthorityKind.FAMILY}


def helper_of(viewer: Viewer) -> PartyFacts | None:
    """Return who this account is as somebody who helps clients; None where it never said so."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return None
    party = Party.objects.filter(user_id=viewer.user_id).first()
    return PartyFacts.of(party) if party else None


def once_held(client_id: int, *, number: str, viewer: Viewer) -> bool:
    """Return whether this account was ever allowed to see this file: so that its end can be told to nobody else."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return False
    # Joined or not: what was shown was shown by the record that it was given for, or by another of the same person.
    records = everyone_of([client_id]).get(client_id, (client_id,))
    rows = Authority.objects.filter(client_id__in=records, starts_at__lte=Now())
    groups = GroupMember.objects.filter(party__user_id=viewer.user_id).values("group_id")
    holder = Q(party__user_id=viewer.user_id) | Q(holder_id__in=viewer.own_clients) | Q(party__in=groups)
    return rows.filter(holder, Q(files=[]) | Q(files__contains=[number])).exists()


def kinds_to_give(on: date) -> Sequence[KindPolicy]:
    """Return what holds of each kind of authority that a client may give in the account, on a day."""
    kinds = [kind_policy(kind, on) for kind in AuthorityKind if kind not in NOT_GIVEN]
    return [kind for kind in kinds if AuthoritySource.ONLINE in kind.sources]


def policy_of(kind: AuthorityKind, on: date) -> KindPolicy:
    """Return what holds of a kind of authority on a day: how much it may allow, and for how long."""
    return kind_policy(kind, on)
