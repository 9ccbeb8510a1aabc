"""What the page of one task shows, and how a task is said in tags and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.work.bars import task_acts, team_named
from guichet.doors.desk.work.forms import OutcomeForm, WordsForm
from guichet.doors.desk.work.skills import skills_in_words
from guichet.doors.desk.work.subjects import subjects_in_words
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, stamp, when
from guichet.identity.terms import Right
from guichet.knowledge.queries import titles
from guichet.worklists.queries import AskingFacts, NoteFacts, TaskFacts, may_do
from guichet.worklists.terms import UNDONE, TaskState, Urgency, WakeOn


@dataclass(frozen=True, kw_only=True)
class TaskPage(StaffPage):
    """One task, what colleagues wrote about it, and what this person can do with it."""

    task_id: int
    tags: Sequence[parts.Tag]
    notices: Sequence[parts.Part]
    facts: parts.SummaryList
    notes: parts.Section | None
    do_it: parts.Button | None
    may_take: bool
    may_give_back: bool
    acts: parts.ButtonRow | None
    follow: parts.PostButtons
    form: OutcomeForm | None
    answer: WordsForm | None
    praise: WordsForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a task: who has it open now, what was written, who was asked, whether it is followed."""

    present: Sequence[str]
    notes: Sequence[NoteFacts]
    asking: AskingFacts | None
    is_followed: bool
    token: str


def task_page(
    visit: Visit, task: TaskFacts, more: Beside, form: OutcomeForm | None = None, words: WordsForm | None = None
) -> TaskPage:
    """Return the page of one task; `form` or `words` where something was wrong with what was sent."""
    viewer, now = visit.viewer, visit.origin.at
    able, undone = may_do(task.kind, viewer), task.state in UNDONE
    mine = task.taken_by is not None and task.taken_by == viewer.staff_id
    free = task.taken_by is None
    finishes_here = undone and able and (mine or free) and not task.kind.only_there
    supervises = viewer.may(Right.SUPERVISE_WORK)
    answers = more.asking is not None and able and more.asking.asked_by != viewer.staff_id
    tags = [state_tag(task, now), *([_late()] if task.is_overdue(now) else [])]
    if undone and task.urgency is not Urgency.USUAL:
        tags.insert(0, urgency_tag(task.urgency))
    return TaskPage(
        heading=str(task.kind.title),
        frame=frame(
            visit, current="desk:work", above=[parts.Link(text=_("Work"), href=reverse("desk:work"))]
        ),
        task_id=task.task_id,
        tags=tags,
        notices=_task_notices(task, more, able=able),
        facts=parts.SummaryList(dense=True, rows=_facts(task, visit)),
        notes=_notes(more.notes),
        do_it=parts.Button(text=_("Open what it is about"), href=where(task), key="o") if able else None,
        may_take=undone and able and free,
        may_give_back=undone and (mine or (not free and supervises)),
        acts=task_acts(task.task_id, asks=able and more.asking is None)
        if undone and (supervises or (able and (mine or free)))
        else None,
        follow=parts.PostButtons(
            action=reverse("desk:follow-task", args=[task.task_id]),
            token=more.token,
            buttons=[
                parts.Button(
                    text=_("Follow no longer") if more.is_followed else _("Follow: tell me when something happens"),
                    name="follow",
                    value="no" if more.is_followed else "yes",
                    kind=parts.ButtonKind.LINK,
                )
            ],
        ),
        form=(form or OutcomeForm(task.kind)) if finishes_here else None,
        answer=(words or WordsForm(_("Your answer"))) if answers else None,
        praise=(words or WordsForm(_("Pass thanks on to whoever did this"))) if task.state is TaskState.DONE else None,
    )  # fmt: skip


def _task_notices(task: TaskFacts, more: Beside, *, able: bool) -> list[parts.Part]:
    shown: list[parts.Part] = []
    if not able:
        shown.append(
            parts.NoticeBanner(kind=parts.NoticeKind.INFO, title=_("Your role lets you see this task, and not do it."))
        )
    if more.present:
        names = ", ".join(more.present)
        shown.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING, title=_("Also open now with: %(names)s") % {"names": names}
            )
        )
    if more.asking:
        who = {"who": more.asking.to_name or team_named(more.asking.to_team), "moment": stamp(more.asking.answer_by)}
        title = _("%(who)s was asked, and is to answer by %(moment)s.") % who
        body = _("Nobody answered in time: supervisors were asked too.") if more.asking.further_at else ""
        shown.append(parts.NoticeBanner(kind=parts.NoticeKind.INFO, title=title, body=body))
    return shown


def _notes(notes: Sequence[NoteFacts]) -> parts.Section | None:
    if not notes:
        return None
    rows = [
        parts.SummaryRow(
            key=_("%(kind)s, %(who)s, %(moment)s")
            % {"kind": note.kind.label, "who": note.written_by, "moment": stamp(note.written_at)},
            value=note.text,
        )
        for note in notes
    ]
    return parts.Section(title=_("What colleagues wrote"), items=[parts.SummaryList(dense=True, rows=rows)])


def where(task: TaskFacts) -> str:
    """Return the address at which a task is done."""
    return reverse(task.kind.page, args=task.kind.page_args(task.subject))


def urgency_tag(urgency: Urgency) -> parts.Tag:
    """Return how urgent a task is as a tag."""
    kind = parts.TagKind.WARNING if urgency is Urgency.SOON else parts.TagKind.DANGER
    return parts.Tag(text=str(urgency.label), kind=kind)


def state_tag(task: TaskFacts, now: datetime) -> parts.Tag:
    """Return who has a task, or that it waits or is over, as a tag."""
    match task.state:
        case TaskState.TAKEN:
            return parts.Tag(text=task.taken_by_name, kind=parts.TagKind.INFO)
        case TaskState.OPEN:
            return parts.Tag(text=task.state.label, kind=parts.TagKind.WARNING)
        case _:
            return parts.Tag(text=task.state.label, kind=parts.TagKind.SUCCESS)


def _late() -> parts.Tag:
    return parts.Tag(text=_("Late"), kind=parts.TagKind.DANGER)


def outcome_in_words(task: TaskFacts) -> str:
    """Return what came of a task in words; a code that settled it and has none is said as it is."""
    said = str(task.kind.outcomes.get(task.outcome, task.outcome))
    return f"{said} · {task.done_by_name}" if task.done_by_name else said


def _facts(task: TaskFacts, visit: Visit) -> list[parts.SummaryRow]:
    named = subjects_in_words([task.subject], visit.language, local_day(visit.origin.at))[task.subject]
    # A client stands below, with the way to their record.
    is_client = task.client_id is not None and task.subject == f"client:{task.client_id}"
    rows = [] if is_client else [parts.SummaryRow(key=_("About"), value=named)]
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
    if task.skill:
        named_skill = skills_in_words([task.skill], visit.language, local_day(visit.origin.at))[task.skill]
        rows.append(parts.SummaryRow(key=_("Skill"), value=named_skill))
    if task.team:
        rows.append(parts.SummaryRow(key=_("Team"), value=team_named(task.team)))
    if task.wakes_at:
        rows.append(parts.SummaryRow(key=_("Put off until"), value=_until(task)))
    if task.taken_at:
        taken = {"who": task.taken_by_name, "moment": stamp(task.taken_at)}
        rows.append(parts.SummaryRow(key=_("Taken"), value=_("%(who)s, %(moment)s") % taken))
    if task.escalated_at:
        rows.append(parts.SummaryRow(key=_("Shown to supervisors as late"), value=when(task.escalated_at)))
    if task.done_at:
        rows.append(parts.SummaryRow(key=_("Finished"), value=when(task.done_at)))
        rows.append(parts.SummaryRow(key=_("What came of it"), value=outcome_in_words(task)))
    return rows


def _until(task: TaskFacts) -> str:
    if not task.wakes_on:
        return stamp(task.wakes_at)
    what = {"moment": stamp(task.wakes_at), "what": WakeOn(task.wakes_on).label}
    return _("%(moment)s, or sooner: %(what)s") % what


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
