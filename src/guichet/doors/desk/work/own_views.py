"""What somebody says of themselves and beside tasks: ready, on pause, following, answering, thanking, keeping views."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guichet.doors.desk.work.bars import READY, pause_reason
from guichet.doors.desk.work.forms import ViewForm, WordsForm
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import whole
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists import actions
from guichet.worklists.actions import CannotDoTask, NoSuchTask
from guichet.worklists.queries import NotAllowed
from guichet.worklists.terms import TaskRefusal


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def own(visit: Visit) -> HttpResponse:
    """Be given work by itself, or none; take a pause; have read the thanks."""
    match visit.POST.get("own", ""):
        case "ready" | "stop" as said:
            actions.offer_work(is_ready=said == READY, viewer=visit.viewer, origin=visit.origin)
            done = _("You are given work by itself.") if said == READY else _("You are given no more work by itself.")
            messages.success(visit, done)
        case "pause" | "abuse" as why:
            actions.take_pause(reason=pause_reason(why), viewer=visit.viewer, origin=visit.origin)
            messages.success(visit, _("Take your time. Nothing is given to you for now."))
        case "read":
            actions.read_praise(viewer=visit.viewer, now=visit.origin.at)
        case _:
            messages.warning(visit, _("Choose one of the buttons."))
    return redirect("desk:work")


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def views(visit: Visit) -> HttpResponse:
    """Keep the filters of the list under a name, or drop such a view."""
    drop = whole(visit.POST.get("drop"))
    if drop is not None:
        if actions.drop_view(view_id=drop, viewer=visit.viewer):
            messages.success(visit, _("The view is dropped."))
        return redirect("desk:work")
    form = ViewForm(visit.POST)
    if not form.is_valid():
        messages.warning(visit, str(TaskRefusal.NO_NAME.label))
        return redirect("desk:work")
    given = form.cleaned_data
    try:
        actions.keep_view(name=given["name"], query=given["query"], for_team=given["for_team"], viewer=visit.viewer)
    except CannotDoTask as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("The view is kept."))
    return redirect("desk:work")


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def follow(visit: Visit, task_id: int) -> HttpResponse:
    """Follow a task, or no longer."""
    if visit.POST.get("follow") == "no":
        actions.unfollow_task(task_id=task_id, viewer=visit.viewer)
        messages.success(visit, _("You do not follow this task any more."))
        return redirect("desk:task", task_id)
    try:
        actions.follow_task(task_id=task_id, viewer=visit.viewer)
    except (NotAllowed, NoSuchTask):
        raise Http404 from None
    messages.success(visit, _("You will see under “Followed” when something happens."))
    return redirect("desk:task", task_id)


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def answer(visit: Visit, task_id: int) -> HttpResponse:
    """Answer a colleague who asked about a task."""
    form = WordsForm(_("Your answer"), visit.POST)
    if not form.is_valid():
        messages.warning(visit, str(TaskRefusal.NO_WORDS.label))
        return redirect("desk:task", task_id)
    try:
        actions.answer_about_task(
            task_id=task_id, text=form.cleaned_data["text"], viewer=visit.viewer, origin=visit.origin
        )
    except (NotAllowed, NoSuchTask):
        raise Http404 from None
    except CannotDoTask as refused:
        messages.warning(visit, str(refused.reason.label))
        return redirect("desk:task", task_id)
    messages.success(visit, _("Answered. The task is back with who asked."))
    return redirect("desk:work")


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def praise(visit: Visit, task_id: int) -> HttpResponse:
    """Pass thanks on to whoever did a task."""
    form = WordsForm(_("Pass thanks on to whoever did this"), visit.POST)
    if not form.is_valid():
        messages.warning(visit, str(TaskRefusal.NO_WORDS.label))
        return redirect("desk:task", task_id)
    try:
        actions.pass_on_praise(
            task_id=task_id, text=form.cleaned_data["text"], viewer=visit.viewer, origin=visit.origin
        )
    except (NotAllowed, NoSuchTask):
        raise Http404 from None
    except CannotDoTask as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("Your colleague will read it on their page of work."))
    return redirect("desk:task", task_id)
