"""What others may ask about tasks."""

from guichet.identity.queries import NotAllowed
from guichet.worklists.kinds import all_kinds
from guichet.worklists.policy import due_for, limits, teams
from guichet.worklists.queries.counts import (
    Flow,
    KindLoad,
    at_risk,
    count_up_to,
    flow_of,
    has_moved,
    how_many,
    work_by_kind,
)
from guichet.worklists.queries.people import (
    AskingFacts,
    Load,
    NoteFacts,
    PraiseFacts,
    ViewFacts,
    WorkerFacts,
    asking_of,
    colleagues,
    loads,
    news_of,
    notes_of,
    own_worker,
    praise_for,
    present_at,
    unread_news,
    views_of,
)
from guichet.worklists.queries.tasks import (
    Place,
    TaskFacts,
    Wish,
    may_do,
    some_tasks,
    task,
    task_about,
    tasks,
    tasks_of_clients,
    worked_on,
)
from guichet.worklists.rules import LONGEST_NOTE

__all__ = [
    "LONGEST_NOTE", "AskingFacts", "Flow", "KindLoad", "Load", "NotAllowed", "NoteFacts", "Place", "PraiseFacts",
    "TaskFacts", "ViewFacts", "Wish", "WorkerFacts", "all_kinds", "asking_of", "at_risk", "colleagues", "count_up_to",
    "due_for", "flow_of", "has_moved", "how_many", "limits", "loads", "may_do", "news_of", "notes_of", "own_worker",
    "praise_for", "present_at", "some_tasks", "task", "task_about", "tasks", "tasks_of_clients", "teams", "unread_news",
    "views_of", "work_by_kind", "worked_on",
]  # fmt: skip
