"""When a client is written to, for the client: between which hours, by which clock, and by what we know it."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.clients.reach import places_of, reach_of
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.notices.policy import timing
from guichet.notices.terms import Medium
from guichet.notices.whereabouts import KnownBy, hours_between, whereabouts_of, wishes_of

__all__ = ["KnownBy", "WritingHours", "writing_hours"]


@dataclass(frozen=True, slots=True)
class WritingHours:
    """Between which hours messages go, unless they are urgent; None: at any hour."""

    begin: time | None
    end: time | None
    # Whether it holds for texts only, as the policy has it for who chose nothing.
    texts_only: bool
    # The names of the zones, the likeliest first; several where we only know a wide country.
    zones: tuple[str, ...]
    known_by: KnownBy


def writing_hours(client_id: int, *, viewer: Viewer, now: datetime) -> WritingHours:
    """Return when a client of the viewer’s own is written to, as the next message will have it. Raises NotAllowed."""
    if client_id not in viewer.own_clients:
        raise NotAllowed(f"client:{client_id}")
    reachable = reach_of([client_id])[client_id]
    places = {} if reachable.is_in_danger else places_of([client_id])
    where = whereabouts_of(reachable, places.get(client_id))
    wishes = wishes_of(reachable, places.get(client_id))
    rules = timing(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    zones = tuple(zone.key for zone in where.zones)
    if wishes.quiet:
        begin, end = hours_between(wishes.quiet)
        return WritingHours(begin, end, texts_only=False, zones=zones, known_by=where.known_by)
    if Medium.TEXT not in rules.quiet_media or rules.quiet.begin == rules.quiet.end:
        return WritingHours(None, None, texts_only=False, zones=zones, known_by=where.known_by)
    begin, end = hours_between(rules.quiet)
    only = Medium.EMAIL not in rules.quiet_media
    return WritingHours(begin, end, texts_only=only, zones=zones, known_by=where.known_by)
