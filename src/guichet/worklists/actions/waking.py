"""Waking tasks that were put off: when their moment comes, or when what they wait for happens before."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from guichet.journal.actions import Origin, record_many
from guichet.journal.events import Event
from guichet.worklists.actions.telling import tell_followers
from guichet.worklists.events import TaskWoken
from guichet.worklists.models import Task
from guichet.worklists.terms import UNDONE, News, WakeOn

AT_ONCE = 500
TIME = "TIME"


@transaction.atomic
def wake_due(*, origin: Origin) -> int:
    """Wake what was put off until now, and return how many. Twice run, once woken."""
    return _wake(Q(wakes_at__lte=origin.at), TIME, origin)


@transaction.atomic
def wake_on(*, what: WakeOn, subjects: Collection[str], clients: Iterable[int], origin: Origin) -> int:
    """Wake what waits for something that happened: about these subjects, or of these clients. Return how many."""
    about = Q(subject__in=list(subjects)) | Q(client_id__in=list(clients))
    return _wake(Q(wakes_on=what) & about, what.value, origin)


def _wake(which: Q, why: str, origin: Origin) -> int:
    found = list(
        Task.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(which, state__in=UNDONE, wakes_at__isnull=False)
        .order_by("wakes_at", "id")[:AT_ONCE]
    )
    numbers = [task.pk for task in found]
    Task.objects.filter(pk__in=numbers).update(wakes_at=None, wakes_on="")
    happened: list[tuple[Event, datetime]] = [
        (TaskWoken(task=task.pk, task_kind=task.kind, about=task.subject, woken_by=why), origin.at) for task in found
    ]
    record_many(happened, origin)
    tell_followers(numbers, News.WOKEN, origin)
    return len(found)
