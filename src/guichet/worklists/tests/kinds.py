"""Kinds of task for the tests of this room."""

from guichet.identity.terms import Right
from guichet.worklists.terms import TaskKind

TASKS = [
    TaskKind(
        code="duplicate",
        title="Two records of one person?",
        right=Right.CLIENT_FILES,
        page="desk:client",
        outcomes={"SAME": "One person", "DIFFERENT": "Two people"},
    ),
    TaskKind(
        code="stuck", title="A job gave up", right=Right.RETRY_JOBS, page="office:jobs", outcomes={"DONE": "Done"}
    ),
    TaskKind(
        code="asking",
        title="A colleague asks",
        right=Right.CLIENT_FILES,
        page="desk:task",
        outcomes={"ANSWERED": "Answered"},
        only_there=True,
    ),
]
