"""When a message goes: at once, together with others, with a digest, and never in quiet hours. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from guichet.notices.terms import Medium, WhyHeld


class Frequency(StrEnum):
    """How often a client wants messages."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Hours:
    """Some hours of each day; those that end before they begin go over midnight. Alike at both ends: none."""

    begin: time
    end: time

    def hold(self, moment: time) -> bool:
        """Return whether a time of day lies within them."""
        if self.begin <= self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end


@dataclass(frozen=True, slots=True)
class Timing:
    """The policy of when messages go."""

    # An ordinary change waits so long for others that come with it.
    settle: timedelta
    # After a message, ordinary changes wait until so long has passed, and go together.
    together: timedelta
    digest_at: time
    # 0 is Monday.
    digest_weekday: int
    quiet: Hours
    # The media that make a noise at night; hours that a client chose hold for all of them.
    quiet_media: frozenset[Medium]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a client chose of the when, and where on earth they are."""

    zones: Sequence[tzinfo]
    frequency: Frequency = Frequency.EACH
    quiet: Hours | None = None
    # Only within these hours may they be contacted at all: a matter of safety.
    safe: Hours | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a message goes, and what it waits for."""

    at: datetime
    held: WhyHeld | None = None


# A day and a bit, in steps of a quarter of an hour: time zones differ by no less.
_STEP = timedelta(minutes=15)
_LONGEST_SEARCH = 4 * 26


def goes_at(
    now: datetime, *, urgent: bool, medium: Medium, wishes: Wishes, timing: Timing, last_sent: datetime | None = None
) -> Moment:
    """Return when a message goes that is ready `now`, `last_sent` being when the client got the last by this way.

    Urgent ones wait for nothing but safe hours. A letter is printed in working hours and disturbs nobody.
    """
    if urgent or medium is Medium.POST:
        return _in_safe_hours(Moment(now), wishes)
    moment = _gathered(now, wishes, timing, last_sent)
    quiet = wishes.quiet or (timing.quiet if medium in timing.quiet_media else None)
    if quiet and (later := _outside(moment.at, quiet, wishes.zones)) > moment.at:
        moment = Moment(later, WhyHeld.QUIET)
    return _in_safe_hours(moment, wishes)


def _gathered(now: datetime, wishes: Wishes, timing: Timing, last_sent: datetime | None) -> Moment:
    if wishes.frequency is Frequency.DAILY:
        return Moment(_next_digest(now, wishes.zones[0], timing.digest_at, None), WhyHeld.DAILY)
    if wishes.frequency is Frequency.WEEKLY:
        return Moment(_next_digest(now, wishes.zones[0], timing.digest_at, timing.digest_weekday), WhyHeld.WEEKLY)
    at = now + timing.settle
    if last_sent and last_sent + timing.together > at:
        at = last_sent + timing.together
    return Moment(at, WhyHeld.TOGETHER if at > now else None)


def _next_digest(now: datetime, zone: tzinfo, at: time, weekday: int | None) -> datetime:
    """Return the next time that a digest goes out, at `at` where the client is; on one day of the week, or any."""
    today = now.astimezone(zone).date()
    for days in range(9):
        day = today + timedelta(days=days)
        moment = datetime.combine(day, at, zone)
        if moment > now and (weekday is None or day.weekday() == weekday):
            return moment.astimezone(now.tzinfo)
    raise AssertionError("every weekday comes within nine days")


def _outside(moment: datetime, hours: Hours, zones: Sequence[tzinfo]) -> datetime:
    """Return the first moment, from this one on, that is outside these hours wherever the client may be.

    Where there is none in a day, as in a country as wide as its night is long, the first zone decides.
    """
    for asked in (zones, zones[:1]):
        for step in range(_LONGEST_SEARCH):
            at = moment + step * _STEP if not step else _on_the_quarter(moment + step * _STEP)
            if not any(hours.hold(at.astimezone(zone).time()) for zone in asked):
                return at
    return moment


def _in_safe_hours(moment: Moment, wishes: Wishes) -> Moment:
    safe = wishes.safe
    if safe is None or safe.begin == safe.end:
        return moment
    zone = wishes.zones[0]
    for step in range(_LONGEST_SEARCH):
        at = moment.at if not step else _on_the_quarter(moment.at + step * _STEP)
        if safe.hold(at.astimezone(zone).time()):
            return Moment(at, WhyHeld.SAFE) if step else moment
    return moment


def _on_the_quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
