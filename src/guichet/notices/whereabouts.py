"""What a client chose of the when, and which time it is where they are."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import phonenumbers
from django.conf import settings
from phonenumbers import timezone

from guichet.clients.reach import Reachable
from guichet.clients.terms import ContactKind
from guichet.notices.rules.timing import Frequency, Hours, Wishes

# A number of a wide country may be in any of its zones; more than these would leave no hour of the day.
MOST_ZONES = 12


def wishes_of(reachable: Reachable) -> Wishes:
    """Return what a client chose of the when, and the zones in which they may be."""
    quiet = safe = None
    if reachable.quiet_from is not None and reachable.quiet_to is not None:
        quiet = Hours(reachable.quiet_from, reachable.quiet_to)
        if reachable.is_in_danger:
            # What is not quiet is safe, and nothing else is, however urgent.
            quiet, safe = None, Hours(reachable.quiet_to, reachable.quiet_from)
    return Wishes(zones=zones_of(reachable), frequency=Frequency(str(reachable.frequency)), quiet=quiet, safe=safe)


def zones_of(reachable: Reachable) -> tuple[ZoneInfo, ...]:
    """Return the zones in which a client may be: the one they chose, else those of their number, else ours."""
    return (
        _zone_named(reachable.time_zone)
        or zones_of_number(reachable.addresses.get(ContactKind.PHONE, ""))
        or (ZoneInfo(settings.TIME_ZONE),)
    )


def zones_of_number(number: str) -> tuple[ZoneInfo, ...]:
    """Return the zones in which a telephone of this number may be; none where it says nothing of the place."""
    if not number:
        return ()
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ()
    names = [name for name in timezone.time_zones_for_number(parsed) if name in _known_zones()]
    return tuple(ZoneInfo(name) for name in names[:MOST_ZONES])


def _zone_named(name: str) -> tuple[ZoneInfo, ...]:
    if not name:
        return ()
    try:
        return (ZoneInfo(name),)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ()


@lru_cache(maxsize=1)
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())
