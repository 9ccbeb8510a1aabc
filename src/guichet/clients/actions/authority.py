"""Giving authority, changing what it covers, taking it back. Rows are added; of a row only its end is written, once."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from guichet.clients.authority_policy import age_of_majority, kind_policy
from guichet.clients.events import AuthorityChanged, AuthorityEvent, AuthorityGranted, AuthorityRevoked
from guichet.clients.models import Authority, Client, HouseholdMember, Party, Proposal
from guichet.clients.queries.authority import birth_dates, is_deceased, is_holder, local_day, may_decide
from guichet.clients.queries.serving import in_danger
from guichet.clients.rules import Wish, is_wider, of_age_on, refusal_to_give
from guichet.clients.terms import AuthorityEnd, AuthorityProof, AuthorityRefusal, AuthoritySource, Licence
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Level, Right
from guichet.journal.actions import Origin, record

# Not on paper: these come from the account, from the law, or from an agreement.
NO_FORM = {AuthoritySource.ONLINE, AuthoritySource.BY_LAW, AuthoritySource.AGREEMENT}


class CannotGive(Exception):
    """An authority was not given, changed or taken back. `reason` says why."""

    def __init__(self, reason: AuthorityRefusal) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is to hold an authority: a helper (`party_id`), or another client."""

    party_id: int | None = None
    client_id: int | None = None


@transaction.atomic
def grant_authority(
    *, client_id: int, holder: Holder, wish: Wish, viewer: Viewer, origin: Origin, level: Level = Level.SIGNED_IN
) -> int:
    """Let somebody see a client’s files or act for them, as the client says, signed in; return the row’s number.

    A helper is one whom the client invited, or who asked them, at some time (`invite_helper`, `ask_client`).
    Said twice, it is given once. Where they held another scope over the same files, the new row replaces the old one.
    `level` is how surely we know who says so. Raises CannotGive.
    """
    if not may_decide(viewer, client_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if wish.source is not AuthoritySource.ONLINE:
        raise CannotGive(AuthorityRefusal.SOURCE)
    if holder.party_id is not None and not _has_met(client_id, holder.party_id):
        # Numbers of helpers could be tried out otherwise, to learn who they are.
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if wish.kind is AuthorityKind.FAMILY and not share_a_household(client_id, holder.client_id):
        raise CannotGive(AuthorityRefusal.NOT_IN_HOUSEHOLD)
    wish = within_childhood(client_id, wish, viewer, origin)
    origin = in_the_name_of(client_id, viewer, origin)
    return give(client_id=client_id, holder=holder, wish=wish, origin=origin, level=level).pk


@transaction.atomic
def record_parent(*, child_id: int, parent_id: int, proof: AuthorityProof, viewer: Viewer, origin: Origin) -> int:
    """Record that a client is the parent or guardian of a minor, who saw a proof; return the row’s number.

    It ends by itself on the day the child comes of age. Raises CannotGive. Source: Privacy Regulations, s. 10(a).
    """
    if not (viewer.may(Right.AUTHORITY) and child_id in viewer.opened):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    return give_by_law(child_id=child_id, parent_id=parent_id, proof=proof, origin=origin)


def give_by_law(*, child_id: int, parent_id: int, proof: AuthorityProof, origin: Origin) -> int:
    """Enter a parent’s authority in the registry; for `record_parent`, and for the synthetic country."""
    today = local_day(origin.at)
    of_age = of_age_on(birth_dates([child_id]).get(child_id), age_of_majority(today))
    if of_age is None or of_age <= today:
        raise CannotGive(AuthorityRefusal.NOT_A_MINOR)
    policy = kind_policy(AuthorityKind.PARENT, today)
    wish = Wish(
        kind=AuthorityKind.PARENT, sees=policy.sees, acts=policy.acts, source=AuthoritySource.BY_LAW, proof=proof
    )
    return give(client_id=child_id, holder=Holder(client_id=parent_id), wish=wish, origin=origin).pk


@transaction.atomic
def change_authority(
    *, authority_id: int, wish: Wish, viewer: Viewer, origin: Origin, level: Level = Level.SIGNED_IN
) -> int:
    """Change what an authority covers, as its client says: a new row replaces it. Return the new row’s number.

    Kind and holder stay as they are; what has not begun does not begin earlier. To allow less nobody need be known
    more surely, nor a licence be valid; to allow more is to give anew. Raises CannotGive.
    """
    row = _open_row(authority_id)
    client_id = _client_of(row)
    if not may_decide(viewer, client_id) or row.kind == AuthorityKind.PARENT:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    wish = within_childhood(client_id, wish, viewer, origin)
    origin = in_the_name_of(client_id, viewer, origin)
    wish = replace(wish, kind=AuthorityKind(row.kind), source=AuthoritySource.ONLINE, proof=AuthorityProof.OWN_SIGN_IN)
    if wish.starts_at is None and row.starts_at and row.starts_at > origin.at:
        wish = replace(wish, starts_at=row.starts_at)
    holder = Holder(party_id=row.party_id, client_id=row.holder_id)
    narrows = not is_wider(wish.whole(), than=_wish_of(row), now=origin.at)
    return give(
        client_id=client_id, holder=holder, wish=wish, origin=origin, level=level, instead_of=row, narrows=narrows
    ).pk


@transaction.atomic
def revoke_authority(*, authority_id: int, viewer: Viewer, origin: Origin, why: AuthorityEnd | None = None) -> bool:
    """End an authority at once: the client takes it back, the holder hands it back, or staff by a paper.

    Return whether it was open until now; ended twice, it ends once. Raises CannotGive where it is not theirs to end.
    """
    row = Authority.objects.select_for_update(of=("self",)).filter(pk=authority_id).first()
    if row is None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    client_id = _client_of(row)
    # What the law gives a parent, neither the child takes back nor the other parent.
    if may_decide(viewer, client_id) and row.kind != AuthorityKind.PARENT:
        end, origin = AuthorityEnd.CLIENT, in_the_name_of(client_id, viewer, origin)
    elif is_holder(viewer, authority_id):
        end = AuthorityEnd.HOLDER
    elif viewer.may(Right.AUTHORITY) and client_id in viewer.opened:
        end = why if why in {AuthorityEnd.PAPER, AuthorityEnd.SAID, AuthorityEnd.STAFF} else AuthorityEnd.PAPER
    else:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    return end_row(row, end, origin)


def give(
    *,
    client_id: int,
    holder: Holder,
    wish: Wish,
    origin: Origin,
    level: Level = Level.IN_PERSON,
    verified_by: str = "",
    instead_of: Authority | None = None,
    narrows: bool = False,
) -> Authority:
    """Enter an authority, whoever may have said so; every way to one comes through here. Raises CannotGive.

    Where it only `narrows` what was allowed, neither a licence nor how surely we know the client is asked about.
    """
    wish = wish.whole()
    Client.objects.select_for_update(no_key=True).get(pk=client_id)  # two that give at once would not see one another
    today = local_day(origin.at)
    if holder.client_id == client_id:
        raise CannotGive(AuthorityRefusal.YOURSELF)
    party = Party.objects.select_for_update(no_key=True).get(pk=holder.party_id) if holder.party_id else None
    if party and party.user_id and client_id in _own_clients(party.user_id):
        raise CannotGive(AuthorityRefusal.YOURSELF)
    refusal = refusal_to_give(
        wish,
        kind_policy(wish.kind, today),
        licence=Licence(party.licence) if party and not narrows else Licence.UNPAID,
        level=Level.IN_PERSON if narrows else level,
        now=origin.at,
        today=today,
        has_died=is_deceased(client_id),
    )
    if refusal:
        raise CannotGive(refusal)
    beside = _same_place(client_id, holder, wish)
    row = _row(client_id, holder, wish, origin, verified_by)
    before = instead_of or beside
    if before is not None and before == beside and _says_the_same(before, row):
        return before
    for old in {one.pk: one for one in (before, beside) if one is not None}.values():
        end_row(old, AuthorityEnd.CHANGED, origin, tell=False)
    row.replaces = before
    row.save()
    _tell_given(row, origin)
    return row


def end_row(row: Authority, why: AuthorityEnd, origin: Origin, *, tell: bool = True, reason: str = "") -> bool:
    """Write the end of a row that is held for update, and tell those concerned; return whether it was open."""
    if row.revoked_at is not None:
        return False
    row.revoked_at, row.revoked_by, row.revoked_why = origin.at, origin.actor, why
    row.revoked_channel = origin.channel
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_why", "revoked_channel"])
    if tell:
        event = AuthorityRevoked(
            client_id=row.client_id, authority=row.pk, held_as=row.kind, why=why.value, gave=reason
        )
        _tell_both(event, row, origin, by=row.holder_id if why is AuthorityEnd.HOLDER else row.client_id)
    return True


def _tell_both(event: AuthorityEvent, row: Authority, origin: Origin, *, by: int | None) -> None:
    """Tell the client, and a client who holds it; but nobody of what somebody in danger did.

    What they take back ends at once all the same; that it was they who did it, at that moment, is said to nobody.
    """
    sides = [(row.client_id, event)]
    if row.holder_id:
        sides.append((row.holder_id, replace(event, client_id=row.holder_id, as_holder=True)))
    hides = row.holder_id is not None and by is not None and bool(in_danger([by]))
    for client_id, told in sides:
        if client_id == by or not hides:
            record(told, origin)


def in_the_name_of(client_id: int, viewer: Viewer, origin: Origin) -> Origin:
    """Return the origin of something done for a client: where it is not the client, by which authority."""
    return replace(origin, actor=viewer.acting_for(client_id))


def within_childhood(client_id: int, wish: Wish, viewer: Viewer, origin: Origin) -> Wish:
    """Return a wish that ends when the child comes of age, where a parent makes it: then the young adult decides."""
    if viewer.is_self(client_id):
        return wish
    of_age = of_age_on(birth_dates([client_id]).get(client_id), age_of_majority(local_day(origin.at)))
    if of_age is None:
        raise CannotGive(AuthorityRefusal.NOT_A_MINOR)
    until = datetime.combine(of_age, time.min, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
    return replace(wish, ends_at=min(wish.ends_at or until, until))


def _tell_given(row: Authority, origin: Origin) -> None:
    old = row.replaces
    # What was over already is not changed, but given anew.
    changed = old is not None and (old.ends_at is None or old.ends_at > origin.at)
    event: AuthorityChanged | AuthorityGranted
    if changed:
        event = AuthorityChanged(client_id=row.client_id, authority=row.pk, held_as=row.kind, acts=row.acts)
    else:
        on_paper = row.source not in NO_FORM
        event = AuthorityGranted(
            client_id=row.client_id, authority=row.pk, held_as=row.kind, acts=row.acts, on_paper=on_paper
        )
    _tell_both(event, row, origin, by=row.client_id)


def _wish_of(row: Authority) -> Wish:
    """Return what a row allows, as a wish."""
    return Wish(
        kind=AuthorityKind(row.kind),
        sees=frozenset(map(Disclosure, row.sees)),
        acts=row.acts,
        files=frozenset(row.files),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def _row(client_id: int, holder: Holder, wish: Wish, origin: Origin, verified_by: str) -> Authority:
    return Authority(
        client_id=client_id,
        kind=wish.kind,
        party_id=holder.party_id,
        holder_id=holder.client_id,
        sees=sorted(wish.sees),
        acts=wish.acts,
        files=sorted(wish.files),
        source=wish.source,
        form_version=wish.form_version,
        signed_on=wish.signed_on,
        proof=wish.proof,
        starts_at=wish.starts_at or origin.at,
        ends_at=wish.ends_at,
        channel=origin.channel,
        given_at=origin.at,
        given_by=origin.actor,
        verified_by=verified_by,
    )


def _same_place(client_id: int, holder: Holder, wish: Wish) -> Authority | None:
    """Return the open row that this one would stand beside: the same kind, holder and files. Held for update."""
    return (
        Authority.objects.select_for_update(of=("self",))
        .filter(
            client_id=client_id,
            kind=wish.kind,
            files=sorted(wish.files),
            revoked_at=None,
        )
        .filter(Q(party_id=holder.party_id) if holder.party_id else Q(holder_id=holder.client_id))
        .first()
    )


def _says_the_same(old: Authority, new: Authority) -> bool:
    same = ("sees", "acts", "files", "source", "form_version", "signed_on", "ends_at")
    # Given again with the same scope: the first giving holds, unless the new one begins later.
    return all(getattr(old, name) == getattr(new, name) for name in same) and old.starts_at <= new.starts_at  # type: ignore[operator]


def _open_row(authority_id: int) -> Authority:
    row = Authority.objects.select_for_update(of=("self",)).filter(pk=authority_id).first()
    if row is None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if row.revoked_at is not None:
        raise CannotGive(AuthorityRefusal.GONE)
    return row


def _client_of(row: Authority) -> int:
    assert row.client_id is not None  # a constraint says so
    return row.client_id


def _own_clients(user_id: int) -> set[int]:
    return set(Client.objects.filter(account_links__user_id=user_id).values_list("pk", flat=True))


def _has_met(client_id: int, party_id: int) -> bool:
    """Return whether a helper was ever invited by a client, asked them, or held something of theirs."""
    rows = (Authority.objects, Proposal.objects)
    return any(table.filter(client_id=client_id, party_id=party_id).exists() for table in rows)


def share_a_household(client_id: int, other_id: int | None) -> bool:
    """Return whether two people belong to the same household now."""
    members = HouseholdMember.objects.filter(client_id__in=[client_id, other_id or 0], left_at=None)
    households = list(members.values_list("household_id", flat=True))
    return len(households) == 2 and len(set(households)) == 1
