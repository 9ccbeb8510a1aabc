"""Tasks: opened once, taken by one, finished by who may, and late ones shown to supervisors."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.models import Entry
from guichet.worklists.actions import (
    CannotDoTask,
    NoSuchTask,
    close_task,
    escalate_overdue,
    finish_task,
    finish_task_about,
    give_back_task,
    open_task,
    rank_task,
    take_task,
)
from guichet.worklists.figures import work_figures
from guichet.worklists.kinds import UnknownKind
from guichet.worklists.models import Task
from guichet.worklists.queries import NotAllowed, task, task_about, tasks, tasks_of_clients, work_by_kind
from guichet.worklists.terms import TaskRefusal, TaskState, Urgency
from guichet.worklists.tests.conftest import NOON, origin, somebody

DAY = timedelta(days=1)


def opened(subject: str = "duplicate:12", *, kind: str = "duplicate", due: Any = NOON + DAY, **more: Any) -> int:
    return open_task(kind=kind, subject=subject, client_id=7, due_at=due, origin=origin(), **more)


def kinds_of_entries(number: int) -> list[str]:
    return list(Entry.objects.filter(subject=f"task:{number}").order_by("id").values_list("kind", flat=True))


@pytest.mark.django_db
def test_twice_opened_is_once_and_the_earlier_moment_holds() -> None:
    first = opened(facts={"why": "BOUNCED"})
    assert opened(due=NOON + 5 * DAY) == first
    assert opened(due=NOON) == first
    kept = Task.objects.get()
    assert (kept.due_at, kept.facts, kept.client_id, kept.state) == (NOON, {"why": "BOUNCED"}, 7, "OPEN")
    assert kinds_of_entries(first) == ["task.opened"]


@pytest.mark.django_db
def test_what_is_over_may_be_opened_again() -> None:
    first = opened()
    assert close_task(kind="duplicate", subject="duplicate:12", outcome="MERGED", origin=origin())
    assert not close_task(kind="duplicate", subject="duplicate:12", outcome="MERGED", origin=origin())
    assert opened() != first
    assert kinds_of_entries(first) == ["task.opened", "task.settled"]


@pytest.mark.django_db
def test_a_task_of_no_known_kind_or_with_a_name_in_it_is_refused() -> None:
    with pytest.raises(UnknownKind):
        opened(kind="nothing")
    with pytest.raises(ValueError, match="codes only"):
        opened(facts={"who": "Amina Benali"})
    assert not Task.objects.exists()
    assert not Entry.objects.exists()


def test_a_task_is_taken_given_back_and_finished(zoe: Viewer, paul: Viewer, ines: Viewer) -> None:
    number = opened()
    take_task(task_id=number, viewer=zoe, origin=origin())
    take_task(task_id=number, viewer=zoe, origin=origin())
    with pytest.raises(CannotDoTask) as refused:
        take_task(task_id=number, viewer=paul, origin=origin())
    assert refused.value.reason is TaskRefusal.TAKEN_BY_ANOTHER
    with pytest.raises(CannotDoTask):
        give_back_task(task_id=number, viewer=paul, origin=origin())
    with pytest.raises(CannotDoTask):
        finish_task(task_id=number, viewer=paul, outcome="SAME", origin=origin())
    give_back_task(task_id=number, viewer=ines, origin=origin())
    take_task(task_id=number, viewer=paul, origin=origin())
    finish_task(task_id=number, viewer=paul, outcome="SAME", origin=origin())
    facts = task(number, viewer=zoe)
    assert (facts.state, facts.outcome, facts.done_by_name, facts.done_at) == (TaskState.DONE, "SAME", "Paul", NOON)
    assert kinds_of_entries(number) == [
        "task.opened", "task.taken", "task.given_back", "task.taken", "task.finished",
    ]  # fmt: skip
    with pytest.raises(CannotDoTask) as refused:
        take_task(task_id=number, viewer=zoe, origin=origin())
    assert refused.value.reason is TaskRefusal.OVER


def test_the_page_on_which_it_is_done_finishes_it(zoe: Viewer) -> None:
    number = opened()
    assert task_about("duplicate", "duplicate:12", viewer=zoe).task_id == number
    done = finish_task_about(kind="duplicate", subject="duplicate:12", viewer=zoe, outcome="SAME", origin=origin())
    again = finish_task_about(kind="duplicate", subject="duplicate:12", viewer=zoe, outcome="SAME", origin=origin())
    assert (done, again) == (True, False)
    assert task_about("duplicate", "duplicate:12", viewer=zoe) is None


def test_nobody_takes_what_is_not_there(zoe: Viewer) -> None:
    with pytest.raises(NoSuchTask):
        take_task(task_id=4711, viewer=zoe, origin=origin())
    with pytest.raises(NotAllowed):
        task(4711, viewer=zoe)


def test_a_person_sees_what_they_may_do_and_a_supervisor_everything(zoe: Viewer, ines: Viewer) -> None:
    mine, stuck = opened(), opened("job:3", kind="stuck")
    assert [one.task_id for one in tasks(viewer=zoe)] == [mine]
    assert {one.task_id for one in tasks(viewer=ines)} == {mine, stuck}
    assert [load.kind.code for load in work_by_kind(viewer=zoe, now=NOON)] == ["duplicate"]
    with pytest.raises(NotAllowed):
        task(stuck, viewer=zoe)
    with pytest.raises(CannotDoTask) as refused:
        take_task(task_id=stuck, viewer=ines, origin=origin())
    assert refused.value.reason is TaskRefusal.NOT_YOURS_TO_DO
    for stranger in (Viewer(), Viewer(user_id=9, own_clients=frozenset({7}))):
        with pytest.raises(NotAllowed):
            tasks(viewer=stranger)
        with pytest.raises(NotAllowed):
            tasks_of_clients([7], viewer=stranger)


def test_what_is_due_first_stands_first_page_by_page(zoe: Viewer) -> None:
    numbers = [opened(f"duplicate:{n}", due=NOON + n % 3 * DAY) for n in range(7)]
    seen, before = [], None
    while page := tasks(viewer=zoe, before=before, limit=2):
        seen += [(one.due_at, one.task_id) for one in page]
        before = page[-1].place
    assert seen == sorted(seen)
    assert {number for _, number in seen} == set(numbers)
    for number in numbers[:3]:
        finish_task(task_id=number, viewer=zoe, outcome="SAME", origin=origin(NOON + number * DAY))
    done = tasks(viewer=zoe, state=TaskState.DONE, limit=2)
    rest = tasks(viewer=zoe, state=TaskState.DONE, before=done[-1].place)
    assert [one.task_id for one in [*done, *rest]] == numbers[2::-1]
    assert [one.task_id for one in tasks(viewer=zoe, mine=True)] == []
    assert {one.task_id for one in tasks_of_clients([7], viewer=zoe)} == set(numbers[3:])


def test_what_is_late_is_shown_to_supervisors_once_and_counted(zoe: Viewer, ines: Viewer) -> None:
    late, soon = opened(due=NOON + DAY), opened("duplicate:13", due=NOON + 3 * DAY)
    later = NOON + 2 * DAY
    assert escalate_overdue(origin=origin(later)) == 1
    assert escalate_overdue(origin=origin(later)) == 0
    assert [(one.task_id, one.escalated_at) for one in tasks(viewer=ines, overdue_at=later)] == [(late, later)]
    (load, _) = work_by_kind(viewer=ines, now=later)
    assert (load.open, load.taken, load.overdue, load.oldest_opened_at) == (2, 0, 1, NOON)
    assert [(one.kind, one.undone, one.overdue, one.oldest_age) for one in work_figures(later)] == [
        ("duplicate", 2, 1, 2 * 86400.0), ("stuck", 0, 0, 0.0),
    ]  # fmt: skip
    assert kinds_of_entries(late) == ["task.opened", "task.escalated"]
    assert kinds_of_entries(soon) == ["task.opened"]


@pytest.mark.django_db
def test_opened_again_the_earlier_moment_and_the_higher_urgency_give_its_turn() -> None:
    number = opened(due=NOON + 9 * DAY, urgency=Urgency.USUAL)
    opened(due=NOON + 8 * DAY, urgency=Urgency.URGENT, skill="PR_CARD", language="fr")
    opened(due=NOON + 11 * DAY, urgency=Urgency.SOON, skill="VISA", language="en")
    kept = Task.objects.get(pk=number)
    assert (kept.urgency, kept.due_at, kept.turn_at) == (Urgency.URGENT, NOON + 8 * DAY, NOON + 6 * DAY)
    assert (kept.skill, kept.language) == ("PR_CARD", "fr")
    for wrong in ({"urgency": 4}, {"skill": "Amina Benali"}):
        with pytest.raises(ValueError, match=r"4|codes only"):
            opened("duplicate:99", **wrong)
    assert Task.objects.count() == 1


def test_what_is_ranked_anew_moves_in_the_list_and_danger_stands_first(zoe: Viewer) -> None:
    late, soon, far = (opened(f"duplicate:{n}", due=NOON + n * DAY) for n in (-1, 1, 30))
    assert [one.task_id for one in tasks(viewer=zoe)] == [late, soon, far]
    about = {"kind": "duplicate", "subject": "duplicate:30", "origin": origin()}
    assert rank_task(urgency=Urgency.DANGER, skill="PR_CARD", **about)
    assert not rank_task(urgency=Urgency.DANGER, **about)
    assert not rank_task(kind="duplicate", subject="duplicate:4711", urgency=1, origin=origin())
    assert [one.task_id for one in tasks(viewer=zoe)] == [far, late, soon]
    assert (tasks(viewer=zoe)[0].urgency, tasks(viewer=zoe)[0].skill) == (Urgency.DANGER, "PR_CARD")
    assert rank_task(urgency=Urgency.USUAL, **about)
    assert [one.task_id for one in tasks(viewer=zoe)] == [late, soon, far]
    assert kinds_of_entries(far) == ["task.opened", "task.ranked", "task.ranked"]
    Task.objects.filter(pk=far).update(ranked_by_staff=True, urgency=Urgency.URGENT)
    assert not rank_task(urgency=Urgency.USUAL, **about)
    assert rank_task(urgency=Urgency.DANGER, **about)


@pytest.mark.django_db
def test_a_task_is_never_half_taken() -> None:
    number = opened()
    for wrong in ({"state": "TAKEN"}, {"state": "DONE"}, {"state": "SETTLED"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=number).update(**wrong)


def test_a_list_costs_one_question_however_long(zoe: Viewer, django_assert_num_queries: Any) -> None:
    for n in range(20):
        take_task(task_id=opened(f"duplicate:{n}"), viewer=zoe, origin=origin())
    with django_assert_num_queries(1):
        assert len(tasks(viewer=zoe, mine=True)) == 20


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_task_at_once_one_has_it() -> None:
    number = opened()
    people = [somebody(f"Agent{n}", Role.AGENT) for n in range(6)]
    ready, took, refused = threading.Barrier(len(people)), [], []

    def take(viewer: Viewer) -> None:
        try:
            ready.wait()
            take_task(task_id=number, viewer=viewer, origin=origin())
            took.append(viewer.staff_id)
        except CannotDoTask as why:
            refused.append(why.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[viewer]) for viewer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(took) == 1
    assert refused == [TaskRefusal.TAKEN_BY_ANOTHER] * 5
    assert Task.objects.get().taken_by_id == took[0]
    assert kinds_of_entries(number) == ["task.opened", "task.taken"]


@pytest.mark.django_db(transaction=True)
def test_opened_by_many_at_once_it_is_one_task() -> None:
    ready, numbers = threading.Barrier(6), []

    def ask() -> None:
        try:
            ready.wait()
            numbers.append(opened())
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 6
    assert set(numbers) == {Task.objects.get().pk}
    assert kinds_of_entries(numbers[0]) == ["task.opened"]
