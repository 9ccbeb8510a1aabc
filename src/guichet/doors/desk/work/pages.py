"""What the pages of tasks show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.work.bars import acts, beside, filters, notices, views
from guichet.doors.desk.work.forms import View, ViewForm, WorkFilter
from guichet.doors.desk.work.subjects import subjects_in_words
from guichet.doors.desk.work.task_pages import outcome_in_words, state_tag, urgency_tag
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, place_for, stamp, when
from guichet.foundation.dates import number
from guichet.identity.terms import Right
from guichet.worklists.queries import KindLoad, PraiseFacts, TaskFacts, ViewFacts, WorkerFacts
from guichet.worklists.terms import UNDONE, News, Urgency

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class WorkPage(StaffPage):
    """Tasks in the order of their turn, what can be done with them; for supervisors, how much waits of each kind."""

    intro: str
    notices: Sequence[parts.Part]
    beside: Sequence[parts.Part]
    tabs: parts.Tabs
    views: parts.ButtonRow | None
    filters: parts.FilterBar
    table: parts.Table
    acts: parts.ActionBar | None
    pages: parts.Pagination | None
    keep: ViewForm | None
    loads: parts.Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the list shows, as the view has asked for it.

    `rows` holds one too many where there are more. `kept` says of each client’s record which one is kept of the
    person. `counts` are counted up to `most`; `news` says what happened to tasks that are followed; `act` is what was
    done just now and can be undone.
    """

    rows: Sequence[TaskFacts]
    loads: Sequence[KindLoad]
    kept: Mapping[int, int]
    counts: Mapping[View, int]
    most: int
    news: Mapping[int, News | None]
    views: Sequence[ViewFacts]
    praise: Sequence[PraiseFacts]
    worker: WorkerFacts | None
    skills: Sequence[str]
    act: int | None


def work_page(visit: Visit, found: Found, chosen: WorkFilter, token: str) -> WorkPage:
    """Return a page of the list.

    Of several tasks of a kind about one person the first is shown, and what is done there is done for all of them.
    """
    shown = found.rows[:PAGE]
    more = len(found.rows) > PAGE
    return WorkPage(
        heading=_("Work"),
        frame=frame(visit, current="desk:work"),
        intro=_("What no machine could settle waits here for a person. Take what you are going to do, so that nobody "
                "does it twice; danger stands first, then what is due first."),
        notices=notices(visit, found, token),
        beside=beside(visit, found.worker, token),
        tabs=parts.Tabs(
            label=_("Which tasks"),
            items=[
                parts.Tab(
                    text=view.label,
                    href=address({**chosen.kept(), "tab": view.value}),
                    current=view is chosen.view,
                    count=found.counts.get(view),
                    more=found.counts.get(view, 0) >= found.most,
                )
                for view in View
            ],
        ),
        views=views(visit, found.views, token),
        filters=filters(visit, found, chosen),
        table=_table(_one_a_person(shown, found.kept), chosen.view, visit, found),
        acts=acts() if shown and chosen.view.state is None else None,
        pages=parts.Pagination(
            previous_href=address(chosen.kept()) or "?" if chosen.before else "",
            next_href=address({**chosen.kept(), "before": place_for(shown[-1].place)}) if more else "",
        )
        if chosen.before or more
        else None,
        keep=ViewForm(initial={"query": address(chosen.kept()).removeprefix("?")}) if chosen.is_narrowed else None,
        loads=_loads(found, visit) if visit.viewer.may(Right.SUPERVISE_WORK) else None,
    )  # fmt: skip


def _one_a_person(shown: Sequence[TaskFacts], kept: Mapping[int, int]) -> list[TaskFacts]:
    """Return the tasks without those about another record of a person who is shown already for the same."""
    first: dict[tuple[str, str], TaskFacts] = {}
    for task in shown:
        first.setdefault((task.kind.code, _about(task, kept) if task.state in UNDONE else str(task.task_id)), task)
    return list(first.values())


def _about(task: TaskFacts, kept: Mapping[int, int]) -> str:
    """Return what a task is about: where it is a client, the record that is kept of them."""
    if task.client_id is not None and task.subject == f"client:{task.client_id}":
        return f"client:{kept.get(task.client_id, task.client_id)}"
    return task.subject


def _table(shown: Sequence[TaskFacts], view: View, visit: Visit, found: Found) -> parts.Table:
    over, now = view.state is not None, visit.origin.at
    about = {task.task_id: _about(task, found.kept) for task in shown}
    named = subjects_in_words(about.values(), visit.language, local_day(now))
    return parts.Table(
        caption=_("Tasks"),
        caption_hidden=True,
        dense=True,
        columns=[
            parts.Column(label=_("Task")),
            parts.Column(label=_("About")),
            parts.Column(label=_("Finished") if over else _("Due")),
            parts.Column(label=_("State")),
            parts.Column(label=_("Opened")),
        ],
        rows=[
            parts.Row(
                href=reverse("desk:task", args=[task.task_id]),
                urgent=task.is_overdue(now) or (not over and task.urgency is Urgency.DANGER),
                pick="" if over else str(task.task_id),
                pick_label=_("Choose: %(task)s") % {"task": named[about[task.task_id]]},
                cells=[
                    str(task.kind.title),
                    named[about[task.task_id]],
                    when(task.done_at if over else task.due_at),
                    outcome_in_words(task) if over else _states(task, now, found.news.get(task.task_id)),
                    when(task.opened_at),
                ],
            )
            for task in shown
        ],
        empty=parts.EmptyState(title=_("No task here")),
    )


def _states(task: TaskFacts, now: datetime, news: News | None) -> parts.Content:
    """Return how a task stands in a few tags: who has it, how urgent it is, that it was put off, what is new."""
    tags: list[parts.Content] = [state_tag(task, now)]
    if task.urgency is not Urgency.USUAL:
        tags.insert(0, urgency_tag(task.urgency))
    if task.wakes_at:
        tags.append(parts.Tag(text=_("Put off until %(moment)s") % {"moment": stamp(task.wakes_at)}))
    if news:
        tags.append(parts.Tag(text=str(news.label), kind=parts.TagKind.INFO))
    return parts.Sentence(pieces=[piece for tag in tags for piece in (tag, " ")]) if len(tags) > 1 else tags[0]


def _loads(found: Found, visit: Visit) -> parts.Table:
    def counted(how_many: int) -> str:
        return number(how_many, visit.language) + ("+" if how_many >= found.most else "")

    return parts.Table(
        caption=_("What waits, by kind"),
        dense=True,
        columns=[
            parts.Column(label=_("Kind of task")),
            parts.Column(label=_("Waiting"), number=True),
            parts.Column(label=_("Taken"), number=True),
            parts.Column(label=_("Late"), number=True),
            parts.Column(label=_("Oldest since")),
        ],
        rows=[
            parts.Row(
                href=address({"tab": View.ALL.value, "kind": load.kind.code}),
                urgent=bool(load.overdue),
                cells=[
                    str(load.kind.title),
                    counted(load.open),
                    counted(load.taken),
                    counted(load.overdue),
                    when(load.oldest_opened_at),
                ],
            )
            for load in found.loads
        ],
        empty=parts.EmptyState(title=_("No task here")),
    )
