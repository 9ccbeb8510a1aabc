"""What a client chose of the when, and which time it is where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import phonenumbers
from babel.core import get_global
from django.conf import settings
from phonenumbers import timezone

from guichet.clients.reach import Place, Reachable, places_of
from guichet.clients.terms import ContactKind
from guichet.foundation.countries import two_letters
from guichet.notices.policy import zones_at
from guichet.notices.rules.timing import Frequency, Hours, Timing, Wishes
from guichet.notices.terms import Medium

# A number of a wide country may be in any of its zones; more than these would leave no hour of the day.
MOST_ZONES = 12
# Zones that agree in winter and in summer are one for us.
_SEASONS = (datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC))


class KnownBy(StrEnum):
    """By what we know which time it is where a client is."""

    CHOICE = "CHOICE"
    ADDRESS = "ADDRESS"
    NUMBER = "NUMBER"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The zones in which a client may be, the likeliest first, and by what we know it."""

    zones: tuple[ZoneInfo, ...]
    known_by: KnownBy


def wishes_of(reachable: Reachable, place: Place | None = None) -> Wishes:
    """Return what a client chose of the when, and the zones in which they may be."""
    quiet = safe = None
    if reachable.quiet_from is not None and reachable.quiet_to is not None:
        quiet = Hours(reachable.quiet_from, reachable.quiet_to)
        if reachable.is_in_danger:
            # What is not quiet is safe, and nothing else is, however urgent.
            quiet, safe = None, Hours(reachable.quiet_to, reachable.quiet_from)
    zones = whereabouts_of(reachable, place).zones
    return Wishes(zones=zones, frequency=Frequency(str(reachable.frequency)), quiet=quiet, safe=safe)


def whereabouts_of(reachable: Reachable, place: Place | None = None) -> Whereabouts:
    """Return where a client may be: as they chose, else by the postal address, else by the number, else with us."""
    number = reachable.addresses.get(ContactKind.PHONE, "")
    if zones := _zone_named(reachable.time_zone):
        return Whereabouts(zones, KnownBy.CHOICE)
    if place and not reachable.is_in_danger and (zones := zones_of_place(place)):
        return Whereabouts(zones, KnownBy.ADDRESS)
    if zones := zones_of_number(number):
        return Whereabouts(zones, KnownBy.NUMBER)
    return Whereabouts((ZoneInfo(settings.TIME_ZONE),), KnownBy.NOTHING)


def places_that_matter(reachables: Mapping[int, tuple[Reachable, Medium]], timing: Timing) -> dict[int, Place]:
    """Return where those of these clients get letters of whom the time of day matters and who did not say it.

    For nearly all e-mails it does not matter, and nothing is asked of the database.
    """
    matters = [
        client_id
        for client_id, (one, medium) in reachables.items()
        if not one.is_in_danger
        and not one.time_zone
        and (
            medium in timing.quiet_media
            or one.quiet_from is not None
            or Frequency(str(one.frequency)) is not Frequency.EACH
        )
    ]
    return places_of(matters) if matters else {}


def zones_of_place(place: Place) -> tuple[ZoneInfo, ...]:
    """Return the zones of a part of a country, as the data have it, else of the whole country; none where unknown."""
    return zones_at(place.country, place.region) or _zones_of_country(two_letters(place.country))


def zones_of_number(number: str) -> tuple[ZoneInfo, ...]:
    """Return the zones in which a telephone of this number may be; none where it says nothing of the place."""
    if not number:
        return ()
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ()
    country = _zones_of_country(phonenumbers.region_code_for_number(parsed) or "")
    if len(country) == 1:
        return country  # numbers are said to be in the zone of a neighbour that has the same time today
    names = [name for name in timezone.time_zones_for_number(parsed) if name in _known_zones()]
    return tuple(ZoneInfo(name) for name in names[:MOST_ZONES])


def hours_between(quiet: Hours) -> tuple[time, time]:
    """Return from when until when messages go, where these hours are quiet."""
    return quiet.end, quiet.begin


@lru_cache(maxsize=300)
def _zones_of_country(country: str) -> tuple[ZoneInfo, ...]:
    """Return one zone for each time that there is in a country, the one of most places first. Source: Unicode CLDR."""
    names = [name for name in get_global("territory_zones").get(country, []) if name in _known_zones()]
    alike: dict[tuple[timedelta | None, ...], list[ZoneInfo]] = {}
    for name in names:
        zone = ZoneInfo(name)
        alike.setdefault(tuple(moment.astimezone(zone).utcoffset() for moment in _SEASONS), []).append(zone)
    return tuple(zones[0] for zones in sorted(alike.values(), key=len, reverse=True))[:MOST_ZONES]


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
