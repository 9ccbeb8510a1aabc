"""Tasks: seen, taken, given back, finished."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guichet.clients.queries import kept_of
from guichet.doors.desk.work.forms import OutcomeForm, View, WordsForm, WorkFilter
from guichet.doors.desk.work.pages import PAGE, Found, work_page
from guichet.doors.desk.work.task_pages import Beside, task_page
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import whole
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists.actions import (
    CannotDoTask,
    NoSuchTask,
    finish_task,
    give_back_task,
    note_presence,
    read_news,
    take_next,
    take_task,
)
from guichet.worklists.queries import (
    NotAllowed,
    TaskFacts,
    asking_of,
    count_up_to,
    how_many,
    news_of,
    notes_of,
    own_worker,
    praise_for,
    present_at,
    tasks,
    unread_news,
    views_of,
    work_by_kind,
)
from guichet.worklists.queries import task as task_facts

# The views of which it is said how much is in them.
COUNTED = (View.WAITING, View.MINE, View.LATE)


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_safe
def work(visit: Visit) -> HttpResponse:
    """Show the tasks that this person may do; to supervisors all, and how much waits of each kind."""
    chosen, now, viewer = WorkFilter.of(visit.GET), visit.origin.at, visit.viewer
    rows = tasks(viewer=viewer, wish=chosen.wish(chosen.view, now), before=chosen.before, limit=PAGE + 1)
    worker = own_worker(viewer=viewer)
    found = Found(
        rows=rows,
        loads=work_by_kind(viewer=viewer, now=now),
        kept=kept_of(task.client_id for task in rows if task.client_id),
        counts={
            View.FOLLOWED: unread_news(viewer=viewer),
            **{view: how_many(chosen.wish(view, now), viewer=viewer, now=now) for view in COUNTED},
        },
        most=count_up_to(now),
        news=news_of([task.task_id for task in rows], viewer=viewer),
        views=views_of(viewer=viewer),
        praise=praise_for(viewer=viewer),
        worker=worker,
        skills=worker.skills if worker else (),
        act=whole(visit.GET.get("act")),
    )
    return render(visit, "desk/work.html", {"page": work_page(visit, found, chosen, get_token(visit))})


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_safe
def task(visit: Visit, task_id: int) -> HttpResponse:
    """Show one task, who else has it open, and what can be done with it."""
    return _page(visit, _seen(visit, task_id))


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def take_the_next(visit: Visit) -> HttpResponse:
    """Take what comes first of what suits this person."""
    try:
        task_id = take_next(viewer=visit.viewer, origin=visit.origin)
    except CannotDoTask as refused:
        messages.warning(visit, refused.reason.label)
        return redirect("desk:work")
    messages.success(visit, _("The task is yours."))
    return redirect("desk:task", task_id)


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def take(visit: Visit, task_id: int) -> HttpResponse:
    """Take a task."""
    try:
        take_task(task_id=task_id, viewer=visit.viewer, origin=visit.origin)
    except CannotDoTask as refused:
        messages.warning(visit, refused.reason.label)
    except NoSuchTask:
        raise Http404 from None
    else:
        messages.success(visit, _("The task is yours."))
    return redirect("desk:task", task_id)


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def give_back(visit: Visit, task_id: int) -> HttpResponse:
    """Put a task back for others."""
    try:
        give_back_task(task_id=task_id, viewer=visit.viewer, origin=visit.origin)
    except CannotDoTask as refused:
        messages.warning(visit, refused.reason.label)
        return redirect("desk:task", task_id)
    except NoSuchTask:
        raise Http404 from None
    messages.success(visit, _("Others can take the task now."))
    return redirect("desk:work")


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def finish(visit: Visit, task_id: int) -> HttpResponse:
    """Say what came of a task."""
    facts = _seen(visit, task_id)
    form = OutcomeForm(facts.kind, visit.POST)
    if facts.kind.only_there:
        messages.warning(visit, _("This task is finished on the page where it is done."))
        return redirect("desk:task", task_id)
    if not form.is_valid():
        return _page(visit, facts, form)
    try:
        finish_task(task_id=task_id, viewer=visit.viewer, outcome=form.cleaned_data["outcome"], origin=visit.origin)
    except CannotDoTask as refused:
        messages.warning(visit, refused.reason.label)
        return redirect("desk:task", task_id)
    messages.success(visit, _("The task is done."))
    return redirect("desk:work")


def _page(
    visit: Visit, facts: TaskFacts, form: OutcomeForm | None = None, words: WordsForm | None = None
) -> HttpResponse:
    """Show a task; that this person has it open now is noted, and the news of it read."""
    number, viewer = facts.task_id, visit.viewer
    note_presence(task_id=number, viewer=viewer, now=visit.origin.at)
    read_news(task_id=number, viewer=viewer)
    beside = Beside(
        present=present_at(number, viewer=viewer, now=visit.origin.at),
        notes=notes_of(number),
        asking=asking_of(number),
        is_followed=number in news_of([number], viewer=viewer),
        token=get_token(visit),
    )
    return render(visit, "desk/task.html", {"page": task_page(visit, facts, beside, form, words)})


def _seen(visit: Visit, task_id: int) -> TaskFacts:
    try:
        return task_facts(task_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
