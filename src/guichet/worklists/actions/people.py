"""Who may be given a task: colleagues, hands, what each can do; pauses."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guichet.identity.queries import NotAllowed, working_here
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.worklists.actions.holding import refuse
from guichet.worklists.events import WorkerSet, WorkPaused, WorkResumed
from guichet.worklists.kinds import kinds_of_roles
from guichet.worklists.models import Worker
from guichet.worklists.policy import limits, teams
from guichet.worklists.rules import Colleague, faulty_facts
from guichet.worklists.terms import PauseReason, TaskRefusal

MOST_AT_ONCE = 50
LANGUAGES = ("en", "fr")


@transaction.atomic
def set_worker(
    *,
    staff_id: int,
    skills: Iterable[str],
    languages: Iterable[str],
    team: str,
    at_once: int | None,
    viewer: Viewer,
    origin: Origin,
) -> None:
    """Write down what a member of staff can do, and how much at once. Raises NotAllowed, CannotDoTask, ValueError."""
    if not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("workers")
    if not working_here([staff_id]):
        refuse(TaskRefusal.NO_COLLEAGUE)
    if team and team not in teams(localdate(origin.at)):
        refuse(TaskRefusal.NO_TEAM)
    given = tuple(sorted(set(skills)))
    spoken = tuple(one for one in LANGUAGES if one in set(languages))
    if faulty_facts({f"skill{n}": code for n, code in enumerate(given)}):
        raise ValueError("a skill is a code")
    if at_once is not None and not 0 <= at_once <= MOST_AT_ONCE:
        raise ValueError(f"from 0 to {MOST_AT_ONCE} tasks at once")
    Worker.objects.update_or_create(
        staff_id=staff_id,
        defaults={"skills": list(given), "languages": list(spoken), "team": team, "at_once": at_once},
    )
    record(WorkerSet(staff=staff_id, skills=given, languages=spoken, team=team), origin)


@transaction.atomic
def offer_work(*, is_ready: bool, viewer: Viewer, origin: Origin) -> datetime | None:
    """Be given tasks for some hours without asking, or no longer; return until when. It ends a pause.

    Raises NotAllowed for whoever does not work here.
    """
    staff_id = _own(viewer)
    until = origin.at + limits(localdate(origin.at)).gets if is_ready else None
    defaults: dict[str, object] = {"gets_until": until}
    if is_ready:
        defaults |= {"paused_until": None, "paused_for": ""}
    Worker.objects.update_or_create(staff_id=staff_id, defaults=defaults)
    record(WorkResumed(staff=staff_id, until=until), origin)
    return until


@transaction.atomic
def take_pause(*, reason: PauseReason, viewer: Viewer, origin: Origin) -> datetime:
    """Be given nothing for the minutes of policy, after a hard contact; return until when. Raises NotAllowed.

    Why stays with the person’s own row, and is in no journal.
    """
    staff_id = _own(viewer)
    until = origin.at + limits(localdate(origin.at)).pause
    pause(staff_id, reason, until, origin)
    return until


def pause(staff_id: int, reason: PauseReason, until: datetime, origin: Origin) -> None:
    """Have somebody given nothing till a moment."""
    Worker.objects.update_or_create(staff_id=staff_id, defaults={"paused_until": until, "paused_for": reason})
    record(WorkPaused(staff=staff_id, until=until), origin)


def colleague(staff_id: int, kinds: Collection[str], *, now: datetime) -> Colleague | None:
    """Return somebody to whom tasks of these kinds may be given, or None where nobody of this number works here."""
    found = working_here([staff_id])
    if not found:
        return None
    worker = Worker.objects.filter(staff_id=staff_id).first()
    is_paused = worker is not None and worker.paused_until is not None and worker.paused_until > now
    return Colleague(staff_id, set(kinds) <= kinds_of_roles(staff_id, found[0].roles).keys(), is_paused)


def _own(viewer: Viewer) -> int:
    if viewer.staff_id is None or not viewer.may(Right.WORK):
        raise NotAllowed("work")
    return viewer.staff_id
