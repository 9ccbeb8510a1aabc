"""What ends by itself: those concerned are told before, and on the day. A chore; done twice, it is told once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from guichet.clients.authority_policy import age_of_majority, limits
from guichet.clients.events import AuthorityEnded, AuthorityEnding, AuthorityEvent
from guichet.clients.models import Authority, EndingTold
from guichet.clients.queries.authority import local_day
from guichet.clients.rules import of_age_on
from guichet.identity.terms import AuthorityKind
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel

ACTOR = "clients"
# So many at a time: a run is short, and the next takes up what is left.
AT_ONCE = 500
# What ended longer ago than this when first looked at is not told as news: a registry that was brought in whole.
TOLD_FOR_DAYS = 30

_COMING_OF_AGE = """
SELECT a.id FROM clients_authority a JOIN clients_client c ON c.id = a.client_id
WHERE a.revoked_at IS NULL AND a.kind = 'PARENT' AND c.birth_date BETWEEN %s AND %s
  AND NOT EXISTS (SELECT 1 FROM clients_endingtold t WHERE t.authority_id = a.id AND t.has_ended = %s
                  AND t.ends_on > %s)
ORDER BY a.id LIMIT %s
"""


def tell_of_endings(*, now: datetime) -> int:
    """Tell of authorities that end soon or ended by themselves, and of children who come of age; return how many.

    Those concerned are the client, and whoever holds it where that is a client too. Each end is told once before and
    once after, however often this runs.
    """
    today, told = local_day(now), 0
    bounds = limits(today)
    soon = datetime.combine(today + bounds.told_before_end, time.max, tzinfo=ZoneInfo(settings.TIME_ZONE))
    open_rows = Authority.objects.filter(revoked_at=None, ends_at__isnull=False)
    for has_ended, rows in (
        (True, open_rows.filter(ends_at__lte=now, ends_at__gt=now - timedelta(days=TOLD_FOR_DAYS))),
        (False, open_rows.filter(ends_at__gt=now, ends_at__lte=soon)),
    ):
        waiting = rows.exclude(tellings__has_ended=has_ended).order_by("id").values_list("pk", flat=True)
        for row_id in list(waiting[:AT_ONCE]):
            told += _tell(row_id, has_ended=has_ended, now=now)
    for has_ended, row_id in _of_age_soon(today, bounds.told_before_majority.days):
        told += _tell(row_id, has_ended=has_ended, now=now)
    return told


@transaction.atomic
def _tell(row_id: int, *, has_ended: bool, now: datetime) -> bool:
    row = Authority.objects.select_for_update(of=("self",)).select_related("client").get(pk=row_id)
    ends_on = _end_of(row, local_day(now))
    if row.revoked_at is not None or ends_on is None:
        return False
    if row.kind == AuthorityKind.PARENT and (ends_on <= local_day(now)) is not has_ended:
        return False  # a birthday on February 29 may stand a day beside the window asked for
    _, is_new = EndingTold.objects.get_or_create(authority=row, has_ended=has_ended, ends_on=ends_on)
    if not is_new:
        return False
    origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now)
    event: AuthorityEvent = (
        AuthorityEnded(client_id=row.client_id, authority=row.pk, held_as=row.kind)
        if has_ended
        else AuthorityEnding(client_id=row.client_id, authority=row.pk, held_as=row.kind, ends_on=ends_on)
    )
    record(event, origin)
    if row.holder_id:
        record(replace(event, client_id=row.holder_id, as_holder=True), origin)
    return True


def _end_of(row: Authority, today: date) -> date | None:
    if row.kind == AuthorityKind.PARENT:
        return of_age_on(row.client.birth_date if row.client else None, age_of_majority(today))
    return local_day(row.ends_at) if row.ends_at else None


def _of_age_soon(today: date, days_before: int) -> list[tuple[bool, int]]:
    """Return the parents’ authorities that end within so many days, and those that ended in the last month."""
    age = age_of_majority(today)
    windows = (
        (True, _born(today, age, -TOLD_FOR_DAYS), _born(today, age, 0)),
        (False, _born(today, age, 1), _born(today, age, days_before)),
    )
    found: list[tuple[bool, int]] = []
    with connection.cursor() as cursor:
        for has_ended, first, last in windows:
            lately = today - timedelta(days=TOLD_FOR_DAYS)
            cursor.execute(_COMING_OF_AGE, [first, last, has_ended, lately, AT_ONCE])
            found += [(has_ended, row[0]) for row in cursor.fetchall()]
    return found


def _born(today: date, age: int, days_ahead: int) -> date:
    """Return the day of birth of somebody who comes of age so many days from today."""
    day = today + timedelta(days=days_ahead)
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)
