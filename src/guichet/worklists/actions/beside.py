"""What stands beside tasks: who looks at one now, who follows it, views that were kept, thanks that came."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from guichet.foundation.typed import readable
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.worklists.actions.holding import CannotDoTask, held, own_number, refuse
from guichet.worklists.events import TaskPraised
from guichet.worklists.kinds import all_kinds
from guichet.worklists.models import Act, Follow, Praise, Presence, SavedView, Task, Worker
from guichet.worklists.policy import limits
from guichet.worklists.rules import refusal_of_words
from guichet.worklists.terms import TaskRefusal, TaskState

LONGEST_NAME, LONGEST_QUERY = 60, 300
# So many views one person keeps; the list of them must be read at a glance.
MOST_VIEWS = 20

_PRESENT = """
INSERT INTO worklists_presence (task_id, staff_id, seen_at)
SELECT id, %s, %s FROM worklists_task WHERE id = %s
ON CONFLICT (task_id, staff_id) DO UPDATE SET seen_at = GREATEST(worklists_presence.seen_at, EXCLUDED.seen_at)
"""


def note_presence(*, task_id: int, viewer: Viewer, now: datetime) -> None:
    """Note that somebody has a task open just now, for colleagues who open it too. A task that is gone is nothing."""
    if viewer.staff_id is not None:
        with connection.cursor() as cursor:
            cursor.execute(_PRESENT, [viewer.staff_id, now, task_id])


def follow_task(*, task_id: int, viewer: Viewer) -> None:
    """Be told when something happens to a task. Raises NoSuchTask, and NotAllowed where one may not see it."""
    with transaction.atomic():
        _seen(held(task_id), viewer)
        Follow.objects.get_or_create(task_id=task_id, staff_id=own_number(viewer))


def unfollow_task(*, task_id: int, viewer: Viewer) -> None:
    """Be told no longer."""
    Follow.objects.filter(task=task_id, staff=own_number(viewer)).delete()


def read_news(*, task_id: int, viewer: Viewer) -> None:
    """Note that somebody has read what happened to a task that they follow."""
    Follow.objects.filter(task=task_id, staff=own_number(viewer)).exclude(news="").update(news="", news_at=None)


def keep_view(*, name: str, query: str, for_team: bool, viewer: Viewer) -> None:
    """Keep filters of the list under a name: one’s own, or the team’s. The same name again means these filters.

    Raises NotAllowed, and CannotDoTask where there is no name, or no team to keep it for.
    """
    if viewer.staff_id is None or not viewer.may(Right.WORK):
        raise NotAllowed("views")
    name = readable(name)
    if not name:
        refuse(TaskRefusal.NO_NAME)
    if len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        refuse(TaskRefusal.TOO_LONG)
    team = _team_of(viewer) if for_team else ""
    if for_team and not team:
        refuse(TaskRefusal.NO_TEAM)
    mine = SavedView.objects.filter(staff_id=own_number(viewer))
    if mine.count() >= MOST_VIEWS and not mine.filter(team=team, name=name).exists():
        refuse(TaskRefusal.TOO_MANY)
    key = {"team": team, "name": name} if team else {"team": "", "name": name, "staff_id": own_number(viewer)}
    SavedView.objects.update_or_create(**key, defaults={"query": query, "staff_id": own_number(viewer)})


def drop_view(*, view_id: int, viewer: Viewer) -> bool:
    """Drop a view that one kept, or, for who supervises, any of the team’s; return whether there was one."""
    found = SavedView.objects.filter(pk=view_id)
    if viewer.may(Right.SUPERVISE_WORK):
        found = found.filter(staff_id=own_number(viewer)) | found.exclude(team="")
    else:
        found = found.filter(staff_id=own_number(viewer))
    return bool(found.delete()[0])


@transaction.atomic
def pass_on_praise(*, task_id: int, text: str, viewer: Viewer, origin: Origin) -> None:
    """Pass thanks on to whoever did a task. Raises NoSuchTask, NotAllowed, and CannotDoTask with the reason."""
    words = readable(text)
    refuse(refusal_of_words(words))
    task = held(task_id)
    _seen(task, viewer)
    if task.state != TaskState.DONE or task.done_by_id is None:
        raise CannotDoTask(TaskRefusal.NOT_DONE)
    Praise.objects.create(
        task=task, staff_id=task.done_by_id, text=words, passed_at=origin.at, passed_by_id=own_number(viewer)
    )
    event = TaskPraised(task=task.pk, task_kind=task.kind, about=task.subject, to_staff=task.done_by_id)
    record(event, origin)


def read_praise(*, viewer: Viewer, now: datetime) -> None:
    """Note that somebody has read the thanks that were passed on to them."""
    Praise.objects.filter(staff=own_number(viewer), read_at=None).update(read_at=now)


def forget_worklists(*, now: datetime) -> None:
    """Take away who looked at what, and what can be undone no longer."""
    policy = limits(localdate(now))
    Presence.objects.filter(seen_at__lt=now - policy.present).delete()
    Act.objects.filter(done_at__lt=now - policy.undo).delete()


def _team_of(viewer: Viewer) -> str:
    worker = Worker.objects.filter(staff_id=own_number(viewer)).first()
    return worker.team if worker else ""


def _seen(task: Task, viewer: Viewer) -> None:
    if viewer.staff_id is None or not (viewer.may(Right.SUPERVISE_WORK) or viewer.may(all_kinds()[task.kind].right)):
        raise NotAllowed(f"task:{task.pk}")
