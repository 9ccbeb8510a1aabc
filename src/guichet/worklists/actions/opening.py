"""Opening a task, saying how urgent it is and whose skill it needs, settling it: by the room that needs it done."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from guichet.journal.actions import Origin, record
from guichet.worklists.events import TaskOpened, TaskRanked, TaskSettled
from guichet.worklists.kinds import kind_of
from guichet.worklists.models import Task
from guichet.worklists.policy import limits
from guichet.worklists.rules import faulty_facts, turn_at
from guichet.worklists.terms import UNDONE, TaskState, Urgency

# One undone task for each kind and subject: whoever comes second is given the number of the first; the earlier of the
# two moments holds and the higher urgency, and its turn follows from both. `xmax` is zero for a row that this
# statement added.
_OPEN = """
INSERT INTO worklists_task AS task
    (kind, subject, client_id, facts, opened_at, due_at, turn_at, urgency, ranked_by_staff, skill, language,
     state, outcome)
VALUES (%(kind)s, %(subject)s, %(client)s, %(facts)s::jsonb, %(now)s, %(due)s, %(turn)s, %(urgency)s, false, %(skill)s,
        %(language)s, 'OPEN', '')
ON CONFLICT (kind, subject) WHERE state IN ('OPEN', 'TAKEN')
DO UPDATE SET
    due_at = LEAST(task.due_at, EXCLUDED.due_at),
    urgency = GREATEST(task.urgency, EXCLUDED.urgency),
    turn_at = LEAST(task.due_at, EXCLUDED.due_at)
        - (%(ahead)s::interval[])[GREATEST(task.urgency, EXCLUDED.urgency) + 1],
    skill = CASE WHEN task.skill = '' THEN EXCLUDED.skill ELSE task.skill END,
    language = CASE WHEN task.language = '' THEN EXCLUDED.language ELSE task.language END
RETURNING id, xmax = 0
"""


@transaction.atomic
def open_task(
    *,
    kind: str,
    subject: str,
    client_id: int | None,
    due_at: datetime,
    origin: Origin,
    facts: Mapping[str, str] | None = None,
    urgency: int = Urgency.USUAL,
    skill: str = "",
    language: str = "",
) -> int:
    """Have a person do something, and return the task’s number. Opened twice, it is one task.

    `facts` are codes; what it is about is kept by the room that asks. `skill` is the code of a line of business or a
    topic, and `language` an official one: whoever has both is asked first; empty, everybody may. Raises UnknownKind,
    and ValueError where a fact or a skill is no code, or there is no such urgency.
    """
    kind_of(kind)
    if faulty := faulty_facts({**(facts or {}), **({"skill": skill} if skill else {})}):
        raise ValueError(f"a task carries codes only: {', '.join(faulty)}")
    urgent, ahead = Urgency(urgency), limits(localdate(origin.at)).ahead
    values = {
        "kind": kind, "subject": subject, "client": client_id, "facts": json.dumps(dict(facts or {})),
        "now": origin.at, "due": due_at, "turn": turn_at(due_at, urgent, ahead), "urgency": urgent.value,
        "skill": skill, "language": language, "ahead": list(ahead),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, values)
        task_id, is_new = cursor.fetchone()
    if is_new:
        record(TaskOpened(task=task_id, task_kind=kind, about=subject), origin)
    return int(task_id)


@transaction.atomic
def rank_task(
    *,
    kind: str,
    subject: str,
    urgency: int | None = None,
    skill: str | None = None,
    language: str | None = None,
    origin: Origin,
) -> bool:
    """Say anew how urgent the undone task about a subject is, or whose skill it needs; return whether anything changed.

    What is None stays. What a member of staff said of its urgency is only ever raised from here. Raises ValueError
    where a skill is no code, or there is no such urgency.
    """
    if skill and faulty_facts({"skill": skill}):
        raise ValueError("a skill is a code")
    task = Task.objects.select_for_update(no_key=True).filter(kind=kind, subject=subject, state__in=UNDONE).first()
    if task is None:
        return False
    before = (task.urgency, task.skill, task.language)
    if urgency is not None:
        wanted = Urgency(urgency)
        task.urgency = max(wanted, task.urgency) if task.ranked_by_staff else wanted
    task.skill = task.skill if skill is None else skill
    task.language = task.language if language is None else language
    if before == (task.urgency, task.skill, task.language):
        return False
    save_rank(task, origin)
    return True


def save_rank(task: Task, origin: Origin) -> None:
    """Save how urgent a task is and whose skill it needs, with the turn that follows, and tell the journal."""
    task.turn_at = turn_at(task.due_at, Urgency(task.urgency), limits(localdate(origin.at)).ahead)
    task.save(update_fields=["urgency", "ranked_by_staff", "skill", "language", "turn_at"])
    event = TaskRanked(
        task=task.pk, task_kind=task.kind, about=task.subject, urgency=task.urgency, task_skill=task.skill
    )
    record(event, origin)


@transaction.atomic
def close_task(*, kind: str, subject: str, outcome: str, origin: Origin) -> bool:
    """Settle the undone task about a subject, since nobody need do it any more; return whether there was one."""
    task = Task.objects.select_for_update(no_key=True).filter(kind=kind, subject=subject, state__in=UNDONE).first()
    if task is None:
        return False
    task.state, task.done_at, task.outcome = TaskState.SETTLED, origin.at, outcome
    task.save(update_fields=["state", "done_at", "outcome"])
    record(TaskSettled(task=task.pk, task_kind=task.kind, about=subject, outcome=outcome), origin)
    return True
