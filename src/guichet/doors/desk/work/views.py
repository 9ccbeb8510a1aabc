"""Tasks: seen, taken, given back, finished."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guichet.clients.queries import kept_of
from guichet.doors.desk.work.forms import OutcomeForm, View, WorkFilter
from guichet.doors.desk.work.pages import PAGE, task_page, work_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists.actions import CannotDoTask, NoSuchTask, finish_task, give_back_task, take_task
from guichet.worklists.queries import NotAllowed, TaskFacts, tasks, work_by_kind
from guichet.worklists.queries import task as task_facts


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_safe
def work(visit: Visit) -> HttpResponse:
    """Show the tasks that this person may do; to supervisors all, and how much waits of each kind."""
    chosen, now = WorkFilter.of(visit.GET), visit.origin.at
    found = tasks(
        viewer=visit.viewer,
        kind=chosen.kind,
        state=chosen.view.state,
        mine=chosen.view is View.MINE,
        overdue_at=now if chosen.view is View.LATE else None,
        before=chosen.before,
        limit=PAGE + 1,
    )
    loads = work_by_kind(viewer=visit.viewer, now=now)
    kept = kept_of(task.client_id for task in found if task.client_id)
    return render(visit, "desk/work.html", {"page": work_page(visit, found, loads, chosen, kept)})


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_safe
def task(visit: Visit, task_id: int) -> HttpResponse:
    """Show one task and what can be done with it."""
    return render(visit, "desk/task.html", {"page": task_page(visit, _seen(visit, task_id))})


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
        return render(visit, "desk/task.html", {"page": task_page(visit, facts, form)})
    try:
        finish_task(task_id=task_id, viewer=visit.viewer, outcome=form.cleaned_data["outcome"], origin=visit.origin)
    except CannotDoTask as refused:
        messages.warning(visit, refused.reason.label)
        return redirect("desk:task", task_id)
    messages.success(visit, _("The task is done."))
    return redirect("desk:work")


def _seen(visit: Visit, task_id: int) -> TaskFacts:
    try:
        return task_facts(task_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
