"""What the rules of unusual looking are told: the looks, and what is known beside them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.clients.queries import (
    bearers_of,
    clients_at,
    clients_of_accounts,
    contact_values,
    family_word,
    family_words,
)
from guichet.identity.access_policy import measures
from guichet.identity.queries import looks_at_any, looks_of_staff, looks_since, people_behind
from guichet.identity.queries.watching import LookSeen, StaffBehind
from guichet.identity.terms import Protected
from guichet.journal.queries import acted_for
from guichet.oversight.models import Protection
from guichet.oversight.rules import Background, Limit, Seen
from guichet.oversight.rules.unusual import is_odd
from guichet.oversight.terms import Unusual
from guichet.worklists.queries import worked_on

# So many new looks at a time, and so many that went before: the latest month of those who looked.
NEW_AT_ONCE, BEFORE_AT_ONCE = 2_000, 50_000
BACK = timedelta(days=31)
LOCAL_HOURS = "LOCAL_HOURS"


@dataclass(frozen=True, slots=True)
class Batch:
    """Looks to ask the rules about: the numbers of the new ones, and all that are needed beside them."""

    new: Sequence[int]
    looks: Sequence[Seen]


def looks_after(look_id: int) -> Batch:
    """Return the next new looks, with the month before of the same staff and of the protected clients among them."""
    new = looks_since(look_id, limit=NEW_AT_ONCE)
    if not new:
        return Batch((), ())
    since = min(look.looked_at for look in new) - BACK
    before = looks_of_staff({look.staff_id for look in new}, since=since, limit=BEFORE_AT_ONCE)
    guarded = _protected({look.client_id for look in new})
    others = looks_at_any(guarded, since=since, limit=BEFORE_AT_ONCE) if guarded else []
    every = {look.look_id: _seen(look) for look in [*new, *before, *others]}
    return Batch([look.look_id for look in new], list(every.values()))


def background_of(looks: Sequence[Seen], *, now: datetime) -> Background:
    """Return what is known beside some looks."""
    zone = ZoneInfo(settings.TIME_ZONE)
    clients = {look.client_id for look in looks}
    staff = people_behind({look.staff_id for look in looks})
    everybody = people_behind()
    own = _own_clients([*staff, *everybody])
    names = {one.staff_id: frozenset(filter(None, {family_word(one.name)})) for one in staff}
    hours = _hours(now)
    bare = Background(zone=zone, hours=hours)
    return Background(
        zone=zone,
        hours=hours,
        staff_names=names,
        client_names=family_words(clients),
        bearers=bearers_of(sorted(frozenset().union(*names.values()))),
        staff_contacts=_contacts_of_staff(staff, own),
        client_contacts=contact_values(clients),
        colleagues=frozenset().union(*own.values()) | _protected(clients, Protected.STAFF),
        protected=_protected(clients),
        known_names=_known_names(),
        behind=_behind(looks, clients),
        odd_share=_odd_shares(looks, bare),
    )


def limits_on(now: datetime) -> Mapping[Unusual, Limit]:
    """Return from when on looking is unusual, as in force on a day."""
    day = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return {
        Unusual(code): Limit(one.count, one.within, one.share)
        for code, one in measures(day).items()
        if code in Unusual.values
    }


def _hours(now: datetime) -> tuple[int, int]:
    """Return from which hour to which a working day lasts: kept with the measures, as `count` to `within_hours`."""
    found = measures(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()).get(LOCAL_HOURS)
    return (found.count, int(found.within / timedelta(hours=1))) if found else (0, 24)


def _own_clients(staff: Sequence[StaffBehind]) -> dict[int, frozenset[int]]:
    """Return the files of each member of staff: linked to their account, or at their address."""
    linked = clients_of_accounts({one.user_id for one in staff})
    at = clients_at({one.email.lower() for one in staff})
    nobody: frozenset[int] = frozenset()
    return {one.staff_id: linked.get(one.user_id, nobody) | at.get(one.email.lower(), nobody) for one in staff}


def _contacts_of_staff(staff: Sequence[StaffBehind], own: Mapping[int, frozenset[int]]) -> dict[int, frozenset[str]]:
    known = contact_values(frozenset().union(*own.values()))
    return {
        one.staff_id: frozenset({one.email.lower()}).union(
            *(known.get(client, frozenset()) for client in own.get(one.staff_id, frozenset()))
        )
        for one in staff
    }


def _protected(clients: Collection[int], why: Protected | None = None) -> frozenset[int]:
    found = Protection.objects.filter(client_id__in=clients, ended_at=None)
    if why:
        found = found.filter(why=why)
    return frozenset(found.values_list("client_id", flat=True))


def _known_names() -> frozenset[str]:
    """Return the family names of clients who are widely known."""
    found = Protection.objects.filter(why=Protected.PUBLIC_FIGURE, ended_at=None)
    return frozenset().union(*family_words(list(found.values_list("client_id", flat=True))).values())


def _behind(looks: Sequence[Seen], clients: Collection[int]) -> frozenset[tuple[int, int]]:
    """Return who has work about whom: a task they took or did, or something the journal says they did for them."""
    since = min(look.at for look in looks) - BACK
    staff = {look.staff_id for look in looks}
    acted = acted_for(clients, actors=[f"staff:{one}" for one in staff], since=since, but=("opening.", "look."))
    done = {(int(actor.partition(":")[2]), client) for actor, client in acted}
    return frozenset(done | worked_on(clients, staff_ids=staff, since=since))


def _odd_shares(looks: Sequence[Seen], bare: Background) -> dict[int, float]:
    every: dict[int, int] = {}
    odd: dict[int, int] = {}
    for look in looks:
        every[look.staff_id] = every.get(look.staff_id, 0) + 1
        odd[look.staff_id] = odd.get(look.staff_id, 0) + is_odd(look.at, bare)
    return {staff: odd[staff] / count for staff, count in every.items()}


def _seen(look: LookSeen) -> Seen:
    return Seen(look.look_id, look.staff_id, look.client_id, look.looked_at, look.purpose)
