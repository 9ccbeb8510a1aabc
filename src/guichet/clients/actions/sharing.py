"""What each adult of a household lets each other one see: one word for each, said at any time, holding at once."""

from functools import partial

from django.db import transaction

from guichet.clients.actions.authority import CannotGive, Holder, end_row, give, in_the_name_of, share_a_household
from guichet.clients.authority_policy import age_of_majority
from guichet.clients.models import Authority, Client, HouseholdMember
from guichet.clients.queries.authority import birth_dates, local_day
from guichet.clients.queries.household import unseen_by
from guichet.clients.rules import Wish, of_age_on
from guichet.clients.terms import AuthorityEnd, AuthorityRefusal, Shown
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Level
from guichet.journal.actions import Origin


@transaction.atomic
def show_in_household(
    *,
    client_id: int,
    other_id: int,
    shown: Shown,
    viewer: Viewer,
    origin: Origin,
    level: Level = Level.SIGNED_IN,
) -> bool:
    """Let another adult of one’s household see this much of one’s file, and no more; return whether that is new.

    Nobody decides it for another adult, and a child’s file is not shared by this. To show less, nobody must be known
    more surely. Raises CannotGive.
    """
    if not viewer.is_self(client_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    open_rows = _open_rows(client_id, other_id)
    origin = in_the_name_of(client_id, viewer, origin)
    if shown is Shown.NOTHING:
        for row in open_rows:
            end_row(row, AuthorityEnd.CLIENT, origin)
        return bool(open_rows)
    if client_id == other_id or not share_a_household(client_id, other_id) or other_id in unseen_by(client_id):
        raise CannotGive(AuthorityRefusal.NOT_IN_HOUSEHOLD)
    if is_minor(other_id, origin):
        raise CannotGive(AuthorityRefusal.NOT_AN_ADULT)
    # What was allowed for some files only, on paper, is said anew by this one word.
    narrower = [row for row in open_rows if row.files or (row.ends_at and row.ends_at <= origin.at)]
    whole = [row for row in open_rows if row not in narrower]
    if whole and set(whole[0].sees) == shown.sees and not narrower:
        return False
    is_less = bool(whole) and shown.sees < frozenset(map(Disclosure, whole[0].sees))
    for row in narrower:
        end_row(row, AuthorityEnd.CHANGED, origin, tell=False)
    give(
        client_id=client_id,
        holder=Holder(client_id=other_id),
        wish=Wish(kind=AuthorityKind.FAMILY, sees=shown.sees),
        origin=origin,
        level=Level.IN_PERSON if is_less else level,
    )
    return True


def show_to_everybody(*, client_id: int, shown: Shown, viewer: Viewer, origin: Origin, level: Level) -> None:
    """Let each adult who is in one’s household now see this much: said once, by whoever joins it. Raises CannotGive."""
    if shown is Shown.NOTHING:
        return
    own = HouseholdMember.objects.get(client_id=client_id, left_at=None)
    hidden = unseen_by(client_id)
    show = partial(show_in_household, client_id=client_id, shown=shown, viewer=viewer, origin=origin, level=level)
    others = HouseholdMember.objects.filter(household=own.household_id, left_at=None).exclude(client_id=client_id)
    for other_id in others.order_by("id").values_list("client_id", flat=True):
        if other_id not in hidden and not is_minor(other_id, origin):
            show(other_id=other_id)


def is_minor(client_id: int, origin: Origin) -> bool:
    """Return whether somebody is known to be under age: whose day of birth we do not know is taken for an adult."""
    today = local_day(origin.at)
    of_age = of_age_on(birth_dates([client_id]).get(client_id), age_of_majority(today))
    return of_age is not None and of_age > today


def _open_rows(client_id: int, other_id: int) -> list[Authority]:
    rows = Authority.objects.select_for_update(of=("self",)).filter(kind=AuthorityKind.FAMILY, revoked_at=None)
    return list(rows.filter(client_id=client_id, holder_id=other_id).order_by("id"))
