"""What may be done with a task, and by whom."""

from datetime import UTC, datetime, timedelta

import pytest

from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.worklists.policy import due_for, problems
from guichet.worklists.rules import (
    DANGER_AHEAD,
    Standing,
    faulty_facts,
    is_overdue,
    refusal_to_finish,
    refusal_to_give_back,
    refusal_to_take,
    turn_at,
)
from guichet.worklists.terms import NEXT, UNDONE, TaskRefusal, TaskState, Urgency
from guichet.worklists.tests.kinds import TASKS

DUPLICATE, STUCK = TASKS
ZOE = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
INES = Viewer(user_id=2, staff_id=2, roles=frozenset({Role.SUPERVISOR}))
AMINA = Viewer(user_id=3, own_clients=frozenset({1}))
OPEN, ZOES, INESS = Standing(TaskState.OPEN), Standing(TaskState.TAKEN, 1), Standing(TaskState.TAKEN, 2)
DONE, SETTLED = Standing(TaskState.DONE, 1), Standing(TaskState.SETTLED)
NOT_YOURS, ANOTHER, OVER = TaskRefusal.NOT_YOURS_TO_DO, TaskRefusal.TAKEN_BY_ANOTHER, TaskRefusal.OVER


@pytest.mark.parametrize(
    ("task", "kind", "viewer", "refusal"),
    [
        (OPEN, DUPLICATE, ZOE, None),
        (ZOES, DUPLICATE, ZOE, None),
        (INESS, DUPLICATE, ZOE, ANOTHER),
        (ZOES, DUPLICATE, INES, ANOTHER),
        (DONE, DUPLICATE, ZOE, OVER),
        (SETTLED, DUPLICATE, ZOE, OVER),
        (OPEN, STUCK, ZOE, NOT_YOURS),
        (OPEN, STUCK, INES, NOT_YOURS),
        (OPEN, DUPLICATE, AMINA, NOT_YOURS),
        (OPEN, DUPLICATE, Viewer(), NOT_YOURS),
    ],
)
def test_a_task_is_taken_by_whom_its_right_covers(task, kind, viewer, refusal):
    assert refusal_to_take(task, kind, viewer) is refusal


@pytest.mark.parametrize(
    ("task", "viewer", "refusal"),
    [
        (ZOES, ZOE, None),
        (ZOES, INES, None),
        (INESS, ZOE, ANOTHER),
        (OPEN, ZOE, TaskRefusal.NOT_TAKEN),
        (DONE, ZOE, OVER),
        (SETTLED, INES, OVER),
        (ZOES, AMINA, NOT_YOURS),
    ],
)
def test_a_task_is_given_back_by_who_has_it_or_a_supervisor(task, viewer, refusal):
    assert refusal_to_give_back(task, DUPLICATE, viewer) is refusal


@pytest.mark.parametrize(
    ("task", "viewer", "outcome", "refusal"),
    [
        (OPEN, ZOE, "SAME", None),
        (ZOES, ZOE, "DIFFERENT", None),
        (INESS, ZOE, "SAME", ANOTHER),
        (ZOES, ZOE, "PERHAPS", TaskRefusal.NO_SUCH_OUTCOME),
        (ZOES, ZOE, "", TaskRefusal.NO_SUCH_OUTCOME),
        (SETTLED, ZOE, "SAME", OVER),
        (OPEN, AMINA, "SAME", NOT_YOURS),
    ],
)
def test_a_task_is_finished_with_an_outcome_of_its_kind(task, viewer, outcome, refusal):
    assert refusal_to_finish(task, DUPLICATE, viewer, outcome) is refusal


@pytest.mark.parametrize(
    ("fact", "is_faulty"),
    [
        ("BOUNCED", False),
        ("2026-11-03", False),
        ("client:12", False),
        ("Amina Benali", True),
        ("amina@example.org", True),
        ("é", True),
        ("", True),
        ("x" * 61, True),
    ],
)
def test_a_task_carries_codes_and_nothing_that_names_anybody(fact, is_faulty):
    assert bool(faulty_facts({"why": fact})) is is_faulty
    assert bool(faulty_facts({fact: "why"})) is is_faulty


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Hours till each is due, and how urgent it is: what comes first of two.
        ((1, Urgency.USUAL), (2, Urgency.USUAL)),
        ((200, Urgency.DANGER), (-500, Urgency.URGENT)),
        ((1, Urgency.DANGER), (2, Urgency.DANGER)),
        ((9, Urgency.SOON), (2, Urgency.USUAL)),
        ((1, Urgency.USUAL), (10, Urgency.SOON)),
        ((40, Urgency.URGENT), (1, Urgency.SOON)),
        ((1, Urgency.USUAL), (70, Urgency.URGENT)),
    ],
)
def test_danger_comes_first_then_what_is_at_risk_of_breach(first, second):
    ahead = (timedelta(0), timedelta(hours=8), timedelta(hours=48), DANGER_AHEAD)
    noon = datetime(2026, 11, 3, 12, tzinfo=UTC)
    turns = [turn_at(noon + timedelta(hours=hours), urgency, ahead) for hours, urgency in (first, second)]
    assert turns == sorted(turns)
    assert turns[0] != turns[1]


def test_what_is_over_stays_over_and_is_never_late():
    noon = datetime(2026, 11, 3, 12, tzinfo=UTC)
    assert {state for state in TaskState if NEXT[state]} == set(UNDONE)
    assert [is_overdue(state, noon, now=noon.replace(hour=13)) for state in TaskState] == [True, True, False, False]
    assert not is_overdue(TaskState.OPEN, noon, now=noon)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-11-03T17:00+00:00", "2026-11-10T17:00-05:00"),
        # Remembrance Day lies between.
        ("2026-11-05T17:00+00:00", "2026-11-13T17:00-05:00"),
        # In Toronto it is still Monday.
        ("2026-11-03T03:00+00:00", "2026-11-09T17:00-05:00"),
    ],
)
def test_a_task_is_due_on_the_evening_of_a_business_day(opened, due):
    assert due_for("duplicate", at=datetime.fromisoformat(opened)) == datetime.fromisoformat(due)


def test_the_file_of_times_has_no_fault_and_faults_in_it_are_told(tmp_path):
    assert problems() == []
    (tmp_path / "worklists").mkdir()
    (tmp_path / "worklists/due.yaml").write_text(
        "- {code: DUPLICATE, valid_from: 2026-01-01, source: x, status: V, count: 5, unit: moons}\n"
    )
    assert [problem.line for problem in problems(tmp_path)] == [1]
