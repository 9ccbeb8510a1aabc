"""When looking is unusual: each rule gives a reason to ask, never a finding. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from guichet.identity.terms import Purpose
from guichet.oversight.terms import Unusual

SATURDAY = 5
# Somebody is at the phone: as many as call.
ASKED = {Purpose.CLIENT_ASKED, Purpose.REPRESENTATIVE_ASKED}
# So many looks are kept with a finding: enough to begin asking.
KEPT = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """A look, as the rules see it."""

    look_id: int
    staff_id: int
    client_id: int
    at: datetime
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Limit:
    """From when on something is unusual."""

    count: int
    within: timedelta = timedelta(0)
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beside the looks. Names are folded family names; contacts are addresses and numbers."""

    zone: ZoneInfo
    # From which hour to which a working day lasts.
    hours: tuple[int, int]
    staff_names: Mapping[int, frozenset[str]] = field(default_factory=dict)
    client_names: Mapping[int, frozenset[str]] = field(default_factory=dict)
    # How many clients bear a family name: with a common one, there is nothing unusual in sharing it.
    bearers: Mapping[str, int] = field(default_factory=dict)
    staff_contacts: Mapping[int, frozenset[str]] = field(default_factory=dict)
    client_contacts: Mapping[int, frozenset[str]] = field(default_factory=dict)
    colleagues: frozenset[int] = frozenset()
    protected: frozenset[int] = frozenset()
    known_names: frozenset[str] = frozenset()
    # Who has work about whom: a task, or something they did for them.
    behind: frozenset[tuple[int, int]] = frozenset()
    # Of each person, what share of their looks falls outside the working day.
    odd_share: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """Looks that a rule found unusual. `key` says what makes it one: found again, it is the same."""

    kind: Unusual
    staff_id: int | None
    client_id: int | None
    key: str
    looks: tuple[int, ...]
    count: int


Rule = Callable[[Sequence[Seen], Background, Limit], Iterator[Flag]]


def unusual(looks: Iterable[Seen], background: Background, limits: Mapping[Unusual, Limit]) -> list[Flag]:
    """Return what is unusual about some looks; a rule without a limit is not asked."""
    ordered = sorted(looks, key=lambda look: (look.at, look.look_id))
    return [flag for kind, rule in RULES.items() if kind in limits for flag in rule(ordered, background, limits[kind])]


def same_family_name(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield clients who bear a rare family name of who looked, without work behind it."""
    for (staff, client), group in _by_pair(_without_work(looks, known)).items():
        shared = known.staff_names.get(staff, frozenset()) & known.client_names.get(client, frozenset())
        if any(known.bearers.get(name, 0) <= limit.count for name in shared):
            yield _flag(Unusual.SAME_FAMILY_NAME, group, staff, client)


def same_contact(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield clients who have an address or number of who looked."""
    for (staff, client), group in _by_pair(looks).items():
        shared = known.staff_contacts.get(staff, frozenset()) & known.client_contacts.get(client, frozenset())
        if len(shared) >= limit.count:
            yield _flag(Unusual.SAME_CONTACT, group, staff, client)


def colleague(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield clients who work here."""
    for (staff, client), group in _by_pair(looks).items():
        if client in known.colleagues and len(group) >= limit.count:
            yield _flag(Unusual.COLLEAGUE, group, staff, client)


def protected_by_many(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield protected files that many people opened within some days."""
    by_client: dict[int, list[Seen]] = defaultdict(list)
    for look in looks:
        if look.client_id in known.protected:
            by_client[look.client_id].append(look)
    for client, group in by_client.items():
        found = _crowded(group, limit, lambda look: look.staff_id)
        if found:
            yield _flag(Unusual.PROTECTED_BY_MANY, found, None, client, _week(found[0].at, known.zone))


def many_without_work(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield days on which somebody opened many files that nobody asked about and that are not their work."""
    by_day: dict[tuple[int, date], list[Seen]] = defaultdict(list)
    for look in _without_work(looks, known):
        if look.purpose not in ASKED:
            by_day[look.staff_id, look.at.astimezone(known.zone).date()].append(look)
    for (staff, day), group in by_day.items():
        if len({look.client_id for look in group}) >= limit.count:
            yield _flag(Unusual.MANY_WITHOUT_WORK, group, staff, None, day.isoformat())


def unusual_hours(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield nights and free days on which somebody looked who seldom does then."""
    by_staff: dict[int, list[Seen]] = defaultdict(list)
    for look in looks:
        if is_odd(look.at, known) and known.odd_share.get(look.staff_id, 0.0) < limit.share:
            by_staff[look.staff_id].append(look)
    for staff, group in by_staff.items():
        found = _crowded(group, limit, lambda look: look.look_id)
        if found:
            day = found[0].at.astimezone(known.zone).date().isoformat()
            yield _flag(Unusual.UNUSUAL_HOURS, found, staff, None, day)


def again_and_again(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield clients whom somebody opened on many days, without work behind it."""
    for (staff, client), group in _by_pair(_without_work(looks, known)).items():
        found = _crowded(group, limit, lambda look: look.at.astimezone(known.zone).date())
        if found:
            yield _flag(Unusual.AGAIN_AND_AGAIN, found, staff, client, f"{found[0].at.astimezone(known.zone):%Y-%m}")


def namesakes_in_turn(looks: Sequence[Seen], known: Background, limit: Limit) -> Iterator[Flag]:
    """Yield searches for a widely known person: clients of that name opened one after another."""
    by_name: dict[tuple[int, str], list[Seen]] = defaultdict(list)
    for look in _without_work(looks, known):
        for name in known.client_names.get(look.client_id, frozenset()) & known.known_names:
            by_name[look.staff_id, name].append(look)
    for (staff, _), group in by_name.items():
        found = _crowded(group, limit, lambda look: look.client_id)
        if found:
            day = found[0].at.astimezone(known.zone).date().isoformat()
            yield _flag(Unusual.NAMESAKES_IN_TURN, found, staff, None, day)


RULES: dict[Unusual, Rule] = {
    Unusual.SAME_FAMILY_NAME: same_family_name,
    Unusual.SAME_CONTACT: same_contact,
    Unusual.COLLEAGUE: colleague,
    Unusual.PROTECTED_BY_MANY: protected_by_many,
    Unusual.MANY_WITHOUT_WORK: many_without_work,
    Unusual.UNUSUAL_HOURS: unusual_hours,
    Unusual.AGAIN_AND_AGAIN: again_and_again,
    Unusual.NAMESAKES_IN_TURN: namesakes_in_turn,
}


def is_odd(at: datetime, known: Background) -> bool:
    """Return whether a moment lies outside the working day: at night, or on a Saturday or Sunday."""
    here = at.astimezone(known.zone)
    first, last = known.hours
    return here.weekday() >= SATURDAY or not first <= here.hour < last


def _without_work(looks: Iterable[Seen], known: Background) -> list[Seen]:
    return [look for look in looks if (look.staff_id, look.client_id) not in known.behind]


def _by_pair(looks: Iterable[Seen]) -> dict[tuple[int, int], list[Seen]]:
    pairs: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    for look in looks:
        pairs[look.staff_id, look.client_id].append(look)
    return pairs


def _crowded(group: Sequence[Seen], limit: Limit, what: Callable[[Seen], object]) -> list[Seen]:
    """Return the first looks of a group that are of `count` different kinds `within` the time; none where none are."""
    start = 0
    for end, look in enumerate(group):
        while look.at - group[start].at > limit.within:
            start += 1
        if len({what(one) for one in group[start : end + 1]}) >= limit.count:
            return list(group[start : end + 1])
    return []


def _week(at: datetime, zone: ZoneInfo) -> str:
    year, week, _ = at.astimezone(zone).date().isocalendar()
    return f"{year}-{week}"


def _flag(kind: Unusual, looks: Sequence[Seen], staff: int | None, client: int | None, when: str = "") -> Flag:
    key = ":".join(str(part) for part in (kind.value, staff or "", client or "", when))
    return Flag(kind, staff, client, key, tuple(look.look_id for look in looks[-KEPT:]), len(looks))
