"""Sharing work out by itself: to those who said that they can be given some, as much as each may hold."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from guichet.journal.actions import Origin, record_many
from guichet.journal.events import Event
from guichet.worklists.actions.telling import tell_followers
from guichet.worklists.events import TaskAssigned
from guichet.worklists.kinds import kinds_of_roles
from guichet.worklists.models import Task, Worker
from guichet.worklists.policy import limits
from guichet.worklists.rules import Hand, Wanted, shared_out
from guichet.worklists.terms import News, TaskState

# So many tasks are looked at in one go: a chore is quick, and comes again in a minute.
LOOKED_AT = 500


@transaction.atomic
def share_out(*, origin: Origin) -> int:
    """Give what waits to whoever has room, fits and takes no pause; return how many were given.

    What comes first is given first. Raises FaultyData where the policy cannot be read.
    """
    hands = _hands(origin.at)
    if not any(hand.held < hand.at_once for hand in hands):
        return 0
    waiting = {
        task.pk: task
        for task in Task.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(state=TaskState.OPEN, wakes_at=None, kind__in={kind for hand in hands for kind in hand.kinds})
        .order_by("turn_at", "id")[:LOOKED_AT]
    }
    wanted = [Wanted(one.pk, one.kind, one.skill, one.language, one.team) for one in waiting.values()]
    pairs = shared_out(wanted, hands)
    happened: list[tuple[Event, datetime]] = []
    for number, staff_id in pairs:
        task = waiting[number]
        task.state, task.taken_by_id, task.taken_at = TaskState.TAKEN, staff_id, origin.at
        event = TaskAssigned(task=number, task_kind=task.kind, about=task.subject, to_staff=staff_id)
        happened.append((event, origin.at))
    Task.objects.bulk_update([waiting[number] for number, _ in pairs], ["state", "taken_by", "taken_at"])
    Worker.objects.filter(staff__in={staff_id for _, staff_id in pairs}).update(got_at=origin.at)
    record_many(happened, origin)
    tell_followers([number for number, _ in pairs], News.TAKEN, origin)
    return len(pairs)


def _hands(now: datetime) -> list[Hand]:
    ready = list(
        Worker.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(Q(paused_until=None) | Q(paused_until__lte=now), gets_until__gt=now, staff__is_active=True)
        .select_related("staff")
        .order_by("staff_id")
    )
    usual = limits(localdate(now)).at_once
    held = dict(
        Task.objects.filter(state=TaskState.TAKEN, wakes_at=None, taken_by__in=[one.staff_id for one in ready])
        .order_by()
        .values_list("taken_by")
        .annotate(Count("id"))
    )
    return [
        Hand(
            staff_id=one.staff_id,
            kinds=frozenset(kinds_of_roles(one.staff_id, one.staff.roles)),
            skills=frozenset(one.skills),
            languages=frozenset(one.languages),
            team=one.team,
            held=held.get(one.staff_id, 0),
            at_once=most,
            got_at=one.got_at,
        )
        for one in ready
        for most in [usual if one.at_once is None else one.at_once]
        if most > 0
    ]
