"""What the pages of tasks show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.work.forms import OutcomeForm, View, WorkFilter
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, place_for, stamp, when
from guichet.foundation.dates import number
from guichet.identity.terms import Right
from guichet.knowledge.queries import titles
from guichet.worklists.queries import KindLoad, TaskFacts, may_do
from guichet.worklists.terms import UNDONE, TaskState

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class WorkPage(StaffPage):
    """Tasks, what is due first first; for supervisors, how much waits of each kind."""

    intro: str
    tabs: parts.Tabs
    filters: parts.FilterBar
    table: parts.Table
    pages: parts.Pagination | None
    loads: parts.Table | None


@dataclass(frozen=True, kw_only=True)
class TaskPage(StaffPage):
    """One task, and what this person can do with it."""

    task_id: int
    tags: Sequence[parts.Tag]
    facts: parts.SummaryList
    do_it: parts.Button | None
    may_take: bool
    may_give_back: bool
    form: OutcomeForm | None
    note: parts.NoticeBanner | None


def work_page(
    visit: Visit, found: Sequence[TaskFacts], loads: Sequence[KindLoad], chosen: WorkFilter, kept: Mapping[int, int]
) -> WorkPage:
    """Return a page of the list; `found` holds one too many where there are more.

    `kept` says of each client’s record which one is kept of the person: of several tasks of a kind about one person
    the first due is shown, and what is done there is done for all of them.
    """
    shown, now = found[:PAGE], visit.origin.at
    more = len(found) > PAGE
    supervises = visit.viewer.may(Right.SUPERVISE_WORK)
    return WorkPage(
        heading=_("Work"),
        frame=frame(visit, current="desk:work"),
        intro=_("What no machine could settle waits here for a person. Take what you are going to do, so that nobody "
                "does it twice; what is due first stands first."),
        tabs=parts.Tabs(
            label=_("Which tasks"),
            items=[
                parts.Tab(
                    text=view.label,
                    href=address({**chosen.kept(), "tab": view.value}),
                    current=view is chosen.view,
                    count=_count(view, loads, chosen.kind),
                )
                for view in View
            ],
        ),
        filters=parts.FilterBar(
            filters=[_kinds(loads, chosen)],
            kept=[("tab", chosen.view.value)],
            clear_href=address({"tab": chosen.view.value}) if chosen.kind else "",
        ),
        table=_table(_one_a_person(shown, kept), chosen.view, now, kept),
        pages=parts.Pagination(
            previous_href=address(chosen.kept()) or "?" if chosen.before else "",
            next_href=address({**chosen.kept(), "before": place_for(shown[-1].place)}) if more else "",
        )
        if chosen.before or more
        else None,
        loads=_loads(loads, visit) if supervises else None,
    )  # fmt: skip


def task_page(visit: Visit, task: TaskFacts, form: OutcomeForm | None = None) -> TaskPage:
    """Return the page of one task; `form` where something was wrong with what was sent."""
    viewer, now = visit.viewer, visit.origin.at
    able, undone = may_do(task.kind, viewer), task.state in UNDONE
    mine = task.taken_by is not None and task.taken_by == viewer.staff_id
    free = task.taken_by is None
    finishes_here = undone and able and (mine or free) and not task.kind.only_there
    return TaskPage(
        heading=str(task.kind.title),
        frame=frame(
            visit, current="desk:work", above=[parts.Link(text=_("Work"), href=reverse("desk:work"))]
        ),
        task_id=task.task_id,
        tags=[_state(task, now), *([_late()] if task.is_overdue(now) else [])],
        facts=parts.SummaryList(dense=True, rows=_facts(task, visit)),
        do_it=parts.Button(text=_("Open what it is about"), href=where(task), key="o") if able else None,
        may_take=undone and able and free,
        may_give_back=undone and (mine or (not free and viewer.may(Right.SUPERVISE_WORK))),
        form=(form or OutcomeForm(task.kind)) if finishes_here else None,
        note=None
        if able
        else parts.NoticeBanner(
            kind=parts.NoticeKind.INFO, title=_("Your role lets you see this task, and not do it.")
        ),
    )  # fmt: skip


def where(task: TaskFacts) -> str:
    """Return the address at which a task is done."""
    return reverse(task.kind.page, args=task.kind.page_args(task.subject))


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


def _table(shown: Sequence[TaskFacts], view: View, now: datetime, kept: Mapping[int, int]) -> parts.Table:
    over = view.state is not None
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
                urgent=task.is_overdue(now),
                cells=[
                    str(task.kind.title),
                    _about(task, kept),
                    when(task.done_at if over else task.due_at),
                    _outcome(task) if over else _state(task, now),
                    when(task.opened_at),
                ],
            )
            for task in shown
        ],
        empty=parts.EmptyState(title=_("No task here")),
    )


def _state(task: TaskFacts, now: datetime) -> parts.Tag:
    match task.state:
        case TaskState.TAKEN:
            return parts.Tag(text=task.taken_by_name, kind=parts.TagKind.INFO)
        case TaskState.OPEN:
            return parts.Tag(text=task.state.label, kind=parts.TagKind.WARNING)
        case _:
            return parts.Tag(text=task.state.label, kind=parts.TagKind.SUCCESS)


def _late() -> parts.Tag:
    return parts.Tag(text=_("Late"), kind=parts.TagKind.DANGER)


def _outcome(task: TaskFacts) -> str:
    """Return what came of a task in words; a code that settled it and has none is said as it is."""
    said = str(task.kind.outcomes.get(task.outcome, task.outcome))
    return f"{said} · {task.done_by_name}" if task.done_by_name else said


def _facts(task: TaskFacts, visit: Visit) -> list[parts.SummaryRow]:
    rows = [parts.SummaryRow(key=_("About"), value=task.subject)]
    rows += [
        parts.SummaryRow(key=str(task.kind.facts.get(name, name)), value=_value(task, name, value, visit))
        for name, value in task.facts.items()
    ]
    if task.client_id is not None:
        rows.append(parts.SummaryRow(key=_("Client"), value=_client(task.client_id, visit)))
    rows += [
        parts.SummaryRow(key=_("Opened"), value=when(task.opened_at)),
        parts.SummaryRow(key=_("Due"), value=when(task.due_at)),
    ]
    if task.taken_at:
        taken = {"who": task.taken_by_name, "moment": stamp(task.taken_at)}
        rows.append(parts.SummaryRow(key=_("Taken"), value=_("%(who)s, %(moment)s") % taken))
    if task.escalated_at:
        rows.append(parts.SummaryRow(key=_("Shown to supervisors as late"), value=when(task.escalated_at)))
    if task.done_at:
        rows.append(parts.SummaryRow(key=_("Finished"), value=when(task.done_at)))
        rows.append(parts.SummaryRow(key=_("What came of it"), value=_outcome(task)))
    return rows


def _value(task: TaskFacts, name: str, value: str, visit: Visit) -> str:
    """Return what the code of a fact means, in words: an answer by its title; a code without words as it is."""
    if name == "article":
        found = titles((value,), on=local_day(visit.origin.at))
        return found[value][visit.language] if value in found else value
    return str(task.kind.values.get(name, {}).get(value, value))


def _client(client_id: int, visit: Visit) -> parts.Content:
    """Return the way to the client, for those who may open files: the purpose is asked there."""
    named = _("Client %(n)s") % {"n": client_id}
    if not visit.viewer.may(Right.CLIENT_FILES):
        return named
    return parts.Link(text=named, href=reverse("desk:client", args=[client_id]))


def _kinds(loads: Sequence[KindLoad], chosen: WorkFilter) -> parts.Filter:
    return parts.Filter(
        name="kind",
        label=_("Kind of task"),
        choices=[
            parts.FilterChoice(value="", text=_("All"), chosen=not chosen.kind),
            *(
                parts.FilterChoice(
                    value=load.kind.code, text=str(load.kind.title), chosen=load.kind.code == chosen.kind
                )
                for load in loads
            ),
        ],
    )


def _count(view: View, loads: Sequence[KindLoad], kind: str) -> int | None:
    counted = [load for load in loads if not kind or load.kind.code == kind]
    match view:
        case View.WAITING:
            return sum(load.open + load.taken for load in counted)
        case View.LATE:
            return sum(load.overdue for load in counted)
        case _:
            return None


def _loads(loads: Sequence[KindLoad], visit: Visit) -> parts.Table:
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
                href=address({"kind": load.kind.code}),
                urgent=bool(load.overdue),
                cells=[
                    str(load.kind.title),
                    number(load.open, visit.language),
                    number(load.taken, visit.language),
                    number(load.overdue, visit.language),
                    when(load.oldest_opened_at),
                ],
            )
            for load in loads
        ],
        empty=parts.EmptyState(title=_("No task here")),
    )
