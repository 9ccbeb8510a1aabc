"""Acts with tasks: given, handed over, put off, ranked, undone, asked about, followed, shared out."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.worklists import actions, queries
from guichet.worklists.actions import CannotDoTask
from guichet.worklists.models import Act, Asking, Follow, Note, Presence, Task, Worker
from guichet.worklists.queries import Wish, tasks
from guichet.worklists.rules import Hand, Wanted, fits, shared_out
from guichet.worklists.terms import News, PauseReason, TaskRefusal, Urgency, WakeOn
from guichet.worklists.tests.conftest import NOON, origin, somebody

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def opened(n: int = 12, *, due: Any = NOON + DAY, **more: Any) -> int:
    return actions.open_task(
        kind="duplicate", subject=f"duplicate:{n}", client_id=n, due_at=due, origin=origin(), **more
    )


def by(viewer: Viewer, at: Any = NOON) -> Any:
    return {"viewer": viewer, "origin": Origin(viewer.actor, Channel.DESK, at)}


def held_by(number: int) -> int | None:
    return Task.objects.get(pk=number).taken_by_id


def seen(viewer: Viewer, **wish: Any) -> list[int]:
    return [one.task_id for one in tasks(viewer=viewer, wish=Wish(**wish))]


def last_entry(number: int) -> Entry:
    return Entry.objects.filter(subject=f"task:{number}").order_by("id").last()


def test_a_supervisor_gives_tasks_and_each_refusal_is_said_row_by_row(zoe: Viewer, paul: Viewer, ines: Viewer) -> None:
    free, pauls, over = opened(1), opened(2), opened(3)
    stuck = actions.open_task(kind="stuck", subject="job:3", client_id=None, due_at=NOON, origin=origin())
    actions.take_task(task_id=pauls, **by(paul))
    actions.finish_task(task_id=over, outcome="SAME", **by(paul))
    alone = actions.assign_tasks(task_ids=[free, pauls, over, stuck, 4711], to=zoe.staff_id, **by(zoe))
    assert (alone.done, alone.refused) == (
        (free,),
        {
            pauls: TaskRefusal.TAKEN_BY_ANOTHER,
            over: TaskRefusal.OVER,
            stuck: TaskRefusal.NO_SUCH_TASK,
            4711: TaskRefusal.NO_SUCH_TASK,
        },
    )
    given = actions.assign_tasks(task_ids=[free, pauls, stuck], to=zoe.staff_id, **by(ines))
    assert (given.done, given.refused) == ((free, pauls), {stuck: TaskRefusal.NO_COLLEAGUE})
    assert held_by(pauls) == zoe.staff_id
    assert last_entry(pauls).payload["to_staff"] == zoe.staff_id
    nobody = actions.assign_tasks(task_ids=[free], to=4711, **by(ines))
    assert nobody.refused == {free: TaskRefusal.NO_COLLEAGUE}
    fresh = opened(5)
    assert actions.assign_tasks(task_ids=[fresh], to=zoe.staff_id, **by(paul)).refused == {
        fresh: TaskRefusal.ONLY_SUPERVISORS
    }
    actions.take_pause(reason=PauseReason.HARD, **by(zoe))
    assert actions.assign_tasks(task_ids=[fresh], to=zoe.staff_id, **by(ines)).refused == {fresh: TaskRefusal.ON_PAUSE}


def test_what_is_handed_over_comes_with_words_that_no_journal_holds(zoe: Viewer, paul: Viewer) -> None:
    number = opened()
    actions.take_task(task_id=number, **by(zoe))
    for words, team, why in (("", "CASEWORK", "NO_WORDS"), ("x" * 2001, "CASEWORK", "TOO_LONG"), ("x", "?", "NO_TEAM")):
        with pytest.raises(CannotDoTask) as refused:
            actions.hand_over_tasks(task_ids=[number], to=None, team=team, note=words, **by(zoe))
        assert refused.value.reason == why
    done = actions.hand_over_tasks(
        task_ids=[number], to=paul.staff_id, team="", note="She calls back\u202e at ten", **by(zoe)
    )
    assert (done.done, held_by(number)) == ((number,), paul.staff_id)
    assert [(note.text, note.written_by) for note in queries.notes_of(number)] == [("She calls back at ten", "Zoe")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM worklists_note")
        assert "ten" not in cursor.fetchone()[0]
    assert "ten" not in str(last_entry(number).payload)
    actions.hand_over_tasks(task_ids=[number], to=None, team="CASEWORK", note="Yours", **by(paul))
    task = Task.objects.get(pk=number)
    assert (task.state, task.team, task.taken_by) == ("OPEN", "CASEWORK", None)


def test_put_off_it_is_out_of_the_list_until_its_moment_or_what_it_waits_for(zoe: Viewer, paul: Viewer) -> None:
    number, danger, late = opened(1), opened(2, urgency=Urgency.DANGER), opened(3, due=NOON - HOUR)
    off = actions.put_off_tasks(task_ids=[number, danger, late], until=NOON + HOUR, wakes_on=WakeOn.MESSAGE, **by(zoe))
    assert (off.done, off.refused) == (
        (number,), {danger: TaskRefusal.IN_DANGER, late: TaskRefusal.AFTER_DUE},
    )  # fmt: skip
    for until, why in ((NOON, TaskRefusal.NOT_LATER), (NOON + 2 * DAY, TaskRefusal.AFTER_DUE)):
        refused = actions.put_off_tasks(task_ids=[number], until=until, wakes_on=None, **by(zoe)).refused
        assert refused == {number: why}
    assert seen(zoe, asleep=False) == [danger, late]
    assert seen(zoe, asleep=True) == [number]
    assert actions.wake_due(origin=origin(NOON + 30 * MINUTE)) == 0
    happened = {"subjects": ["enquiry:9"], "clients": [1], "origin": origin(NOON + 40 * MINUTE)}
    assert actions.wake_on(what=WakeOn.DECISION, **happened) == 0
    assert actions.wake_on(what=WakeOn.MESSAGE, **happened) == 1
    assert actions.wake_on(what=WakeOn.MESSAGE, **happened) == 0
    assert seen(zoe, asleep=True) == []
    assert last_entry(number).kind == "task.woken"
    actions.put_off_tasks(task_ids=[number], until=NOON + HOUR, wakes_on=None, **by(zoe))
    assert actions.wake_due(origin=origin(NOON + HOUR)) == 1
    actions.put_off_tasks(task_ids=[number], until=NOON + HOUR, wakes_on=None, **by(zoe))
    actions.take_task(task_id=number, **by(paul))
    assert Task.objects.get(pk=number).wakes_at is None


def test_what_was_done_with_many_is_undone_but_for_what_changed_since(zoe: Viewer, ines: Viewer) -> None:
    one, two = opened(1), opened(2)
    before = Task.objects.in_bulk()
    ranked = actions.set_urgency(task_ids=[one, two], urgency=Urgency.URGENT, **by(ines))
    assert Task.objects.get(pk=one).turn_at == NOON - DAY
    actions.take_task(task_id=two, **by(zoe))
    with pytest.raises(NotAllowed):
        actions.undo_act(act_id=ranked.act, **by(zoe))
    undone = actions.undo_act(act_id=ranked.act, **by(ines, NOON + MINUTE))
    assert (undone.done, undone.refused) == ((one,), {two: TaskRefusal.CHANGED})
    again = Task.objects.get(pk=one)
    assert (again.urgency, again.turn_at, again.ranked_by_staff) == (0, before[one].turn_at, False)
    with pytest.raises(NotAllowed):
        actions.undo_act(act_id=ranked.act, **by(ines))
    given = actions.assign_tasks(task_ids=[one], to=zoe.staff_id, **by(ines))
    with pytest.raises(NotAllowed):
        actions.undo_act(act_id=given.act, **by(ines, NOON + HOUR))
    actions.undo_act(act_id=given.act, **by(ines))
    assert (held_by(one), last_entry(one).kind) == (None, "task.restored")
    back = actions.give_back_tasks(task_ids=[one, two], **by(ines))
    assert (back.done, back.refused) == ((two,), {one: TaskRefusal.NOT_TAKEN})
    actions.forget_worklists(now=NOON + DAY)
    assert not Act.objects.exists()


def test_whoever_follows_is_told_what_others_do(zoe: Viewer, paul: Viewer, ines: Viewer) -> None:
    number = opened(due=NOON + HOUR)
    actions.follow_task(task_id=number, viewer=zoe)
    actions.follow_task(task_id=number, viewer=zoe)
    actions.take_task(task_id=number, **by(zoe))
    assert (queries.unread_news(viewer=zoe), queries.news_of([number], viewer=zoe)) == (0, {number: None})
    for act, news in (
        (lambda: actions.give_back_task(task_id=number, **by(ines)), News.GIVEN),
        (lambda: actions.take_task(task_id=number, **by(paul)), News.TAKEN),
        (lambda: actions.escalate_overdue(origin=origin(NOON + DAY)), News.LATE),
        (lambda: actions.finish_task(task_id=number, outcome="SAME", **by(paul)), News.DONE),
    ):
        act()
        assert queries.news_of([number], viewer=zoe) == {number: news}
        assert queries.unread_news(viewer=zoe) == 1
        actions.read_news(task_id=number, viewer=zoe)
    assert queries.unread_news(viewer=zoe) == 0
    assert [one.task_id for one in tasks(viewer=zoe, wish=Wish(followed=True))] == []
    actions.unfollow_task(task_id=number, viewer=zoe)
    assert not Follow.objects.exists()
    with pytest.raises(NotAllowed):
        actions.follow_task(task_id=number, viewer=Viewer(user_id=3))


def test_what_is_asked_has_a_clock_and_a_way_back(zoe: Viewer, paul: Viewer) -> None:
    number = opened(due=NOON + 9 * DAY)
    by_when = actions.ask_about_task(task_id=number, to=paul.staff_id, team="", text="Is it her?", **by(zoe))
    (asked,) = tasks(viewer=paul, wish=Wish(mine=True))
    assert (asked.kind.code, asked.subject, asked.due_at) == ("asking", f"task:{number}", by_when)
    assert (held_by(number), Task.objects.get(pk=number).wakes_on) == (zoe.staff_id, "ANSWER")
    assert queries.asking_of(number).to_name == "Paul"
    for viewer, why in ((zoe, TaskRefusal.ASKED_ALREADY), (paul, TaskRefusal.TAKEN_BY_ANOTHER)):
        with pytest.raises(CannotDoTask) as refused:
            actions.ask_about_task(task_id=number, to=None, team="CASEWORK", text="And you?", **by(viewer))
        assert refused.value.reason is why
    with pytest.raises(CannotDoTask):
        actions.answer_about_task(task_id=number, text="I say so myself", **by(zoe))
    actions.answer_about_task(task_id=number, text="It is.", **by(paul, NOON + HOUR))
    assert [(note.kind, note.text) for note in queries.notes_of(number)] == [
        ("ASKED", "Is it her?"), ("ANSWERED", "It is."),
    ]  # fmt: skip
    assert (held_by(number), Task.objects.get(pk=number).wakes_at) == (zoe.staff_id, None)
    assert queries.news_of([number], viewer=zoe) == {number: News.ANSWERED}
    assert Task.objects.get(kind="asking").state == "DONE"
    with pytest.raises(CannotDoTask) as refused:
        actions.answer_about_task(task_id=number, text="Again", **by(paul))
    assert refused.value.reason is TaskRefusal.NOT_ASKED
    assert "her" not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_silence_goes_further_once_and_who_needs_no_answer_asks_nobody(zoe: Viewer, ines: Viewer) -> None:
    number, other = opened(1, due=NOON + 9 * DAY), opened(2, due=NOON + 9 * DAY)
    for one in (number, other):
        actions.ask_about_task(task_id=one, to=None, team="CASEWORK", text="May I?", **by(zoe))
    assert actions.ask_further(origin=origin(NOON + HOUR)) == 0
    actions.finish_task(task_id=other, outcome="SAME", **by(zoe))
    assert Task.objects.get(subject=f"task:{other}").state == "SETTLED"
    late = NOON + 2 * DAY
    assert [actions.ask_further(origin=origin(late)) for _ in range(2)] == [1, 0]
    asked = Task.objects.get(subject=f"task:{number}")
    assert (asked.team, asked.urgency, asked.state) == ("SUPERVISORS", Urgency.URGENT, "OPEN")
    assert Asking.objects.get(task=number).answer_by == late + 4 * HOUR
    assert queries.news_of([number], viewer=zoe) == {number: News.FURTHER}
    actions.answer_about_task(task_id=number, text="You may.", **by(ines, late))
    assert seen(zoe, mine=True) == [number]


def test_the_next_one_suits_who_asks_unless_it_is_near_its_breach(zoe: Viewer, paul: Viewer, ines: Viewer) -> None:
    cards, french, free = (
        opened(1, due=NOON + DAY, skill="PR_CARD"),
        opened(2, due=NOON + 2 * DAY, language="fr"),
        opened(3, due=NOON + 3 * DAY, skill="VISA", language="en"),
    )
    what = {"skills": ["VISA"], "languages": ["en"], "team": "CENTRE", "at_once": None}
    actions.set_worker(staff_id=zoe.staff_id, **what, **by(ines))
    with pytest.raises(NotAllowed):
        actions.set_worker(staff_id=zoe.staff_id, **what, **by(zoe))
    with pytest.raises(ValueError, match="code"):
        actions.set_worker(staff_id=zoe.staff_id, **{**what, "skills": ["Amina Benali"]}, **by(ines))
    assert seen(zoe, suited_at=NOON) == [free]
    assert seen(zoe) == [cards, french, free]
    assert seen(paul, suited_at=NOON) == [cards, french, free]
    assert seen(zoe, suited_at=NOON + 21 * HOUR) == [cards, free]
    assert actions.take_next(**by(zoe)) == free
    with pytest.raises(CannotDoTask) as refused:
        actions.take_next(**by(zoe))
    assert refused.value.reason is TaskRefusal.NOTHING_LEFT
    assert actions.take_next(**by(zoe, NOON + 21 * HOUR)) == cards
    assert actions.take_next(**by(paul)) == french
    danger = opened(4, skill="PR_CARD", urgency=Urgency.DANGER, due=NOON + 20 * DAY)
    assert actions.take_next(**by(zoe)) == danger


def test_work_is_shared_out_to_who_is_ready_and_not_to_who_takes_a_pause(zoe: Viewer, paul: Viewer) -> None:
    numbers = [opened(n, due=NOON + n * HOUR) for n in range(1, 9)]
    assert actions.share_out(origin=origin()) == 0
    actions.offer_work(is_ready=True, **by(zoe))
    actions.offer_work(is_ready=True, **by(paul))
    Worker.objects.filter(pk=paul.staff_id).update(at_once=1)
    actions.take_pause(reason=PauseReason.ABUSE, **by(zoe))
    assert actions.share_out(origin=origin()) == 1
    assert seen(paul, mine=True) == numbers[:1]
    assert actions.share_out(origin=origin(NOON + HOUR)) == 5
    assert seen(zoe, mine=True) == numbers[1:6]
    assert actions.share_out(origin=origin(NOON + HOUR)) == 0
    assert "ABUSE" not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_after_danger_nobody_goes_straight_to_the_next(zoe: Viewer) -> None:
    number = opened(urgency=Urgency.DANGER)
    actions.offer_work(is_ready=True, **by(zoe))
    actions.finish_task(task_id=number, outcome="SAME", **by(zoe))
    assert queries.own_worker(viewer=zoe).paused_until == NOON + 20 * MINUTE
    opened(2)
    assert actions.share_out(origin=origin(NOON + 19 * MINUTE)) == 0
    assert actions.share_out(origin=origin(NOON + 20 * MINUTE)) == 1


def test_colleagues_see_who_has_a_task_open_for_some_minutes(zoe: Viewer, paul: Viewer) -> None:
    number = opened()
    for task_id in (number, number, 4711):
        actions.note_presence(task_id=task_id, viewer=zoe, now=NOON)
    assert queries.present_at(number, viewer=paul, now=NOON + MINUTE) == ["Zoe"]
    assert queries.present_at(number, viewer=zoe, now=NOON + MINUTE) == []
    assert queries.present_at(number, viewer=paul, now=NOON + 4 * MINUTE) == []
    actions.forget_worklists(now=NOON + 4 * MINUTE)
    assert not Presence.objects.exists()


def test_thanks_reach_who_did_it_and_views_are_ones_own_or_the_teams(zoe: Viewer, paul: Viewer, ines: Viewer) -> None:
    number = opened()
    with pytest.raises(CannotDoTask):
        actions.pass_on_praise(task_id=number, text="Thank you", **by(paul))
    actions.finish_task(task_id=number, outcome="SAME", **by(zoe))
    actions.pass_on_praise(task_id=number, text="She said you were kind", **by(paul))
    assert [one.text for one in queries.praise_for(viewer=zoe)] == ["She said you were kind"]
    assert "kind" not in last_entry(number).payload.values()
    actions.read_praise(viewer=zoe, now=NOON)
    assert queries.praise_for(viewer=zoe) == []
    with pytest.raises(CannotDoTask):
        actions.keep_view(name="Ours", query="skill=VISA", for_team=True, viewer=zoe)
    for who in (zoe, paul):
        Worker.objects.update_or_create(staff_id=who.staff_id, defaults={"team": "CENTRE"})
    actions.keep_view(name="Mine", query="skill=VISA", for_team=False, viewer=zoe)
    actions.keep_view(name="Ours", query="language=fr", for_team=True, viewer=zoe)
    actions.keep_view(name="Ours", query="language=en", for_team=True, viewer=paul)
    assert [(one.name, one.query) for one in queries.views_of(viewer=paul)] == [("Ours", "language=en")]
    (mine, ours) = queries.views_of(viewer=zoe)
    assert not actions.drop_view(view_id=mine.view_id, viewer=paul)
    assert actions.drop_view(view_id=ours.view_id, viewer=ines)
    assert not Note.objects.exists()


HANDS = [
    Hand(1, frozenset({"q"}), at_once=2),
    Hand(2, frozenset({"q"}), skills=frozenset({"VISA"}), at_once=2, held=1),
    Hand(3, frozenset({"q"}), languages=frozenset({"fr"}), team="CENTRE", at_once=4, held=3),
    Hand(4, frozenset({"other"}), at_once=9),
]


@pytest.mark.parametrize(
    ("waiting", "given"),
    [
        ([Wanted(1, "q"), Wanted(2, "q"), Wanted(3, "q")], [(1, 1), (2, 2), (3, 1)]),
        ([Wanted(1, "q", skill="CARD", language="en"), Wanted(2, "q", skill="VISA")], [(1, 1), (2, 2)]),
        ([Wanted(1, "q", team="CENTRE"), Wanted(2, "q", team="CENTRE")], [(1, 3)]),
        ([Wanted(1, "q", team="OTHER")], []),
        ([Wanted(n, "q") for n in range(9)], [(0, 1), (1, 2), (2, 1), (3, 3)]),
        ([], []),
    ],
)
def test_work_goes_to_who_fits_and_has_most_room(waiting: Sequence[Wanted], given: list[tuple[int, int]]) -> None:
    pairs = shared_out(waiting, HANDS)
    assert pairs == given
    tasks_by, hands_by = {one.task_id: one for one in waiting}, {hand.staff_id: hand for hand in HANDS}
    assert all(fits(tasks_by[task], hands_by[staff]) for task, staff in pairs)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_the_next_at_once_each_has_another() -> None:
    numbers = {opened(n) for n in range(4)}
    people = [somebody(f"Agent{n}", Role.AGENT) for n in range(5)]
    ready, took, refused = threading.Barrier(len(people)), [], []

    def take(viewer: Viewer) -> None:
        try:
            ready.wait()
            took.append(actions.take_next(**by(viewer)))
        except CannotDoTask as why:
            refused.append(why.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[viewer]) for viewer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(took), refused) == (sorted(numbers), [TaskRefusal.NOTHING_LEFT])
