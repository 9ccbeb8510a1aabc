"""Doing something with tasks that were ticked: asked, done, refused row by row, undone."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guichet.doors.desk.work.acting_forms import Doing, DoingForm, Until
from guichet.doors.desk.work.acting_pages import doing_page, refusals
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import address, whole
from guichet.foundation.dates import number
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists import actions
from guichet.worklists.actions import MOST, CannotDoTask, Done, NoSuchTask
from guichet.worklists.queries import NotAllowed, TaskFacts, colleagues, some_tasks
from guichet.worklists.terms import WakeOn


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def do(visit: Visit) -> HttpResponse:
    """Do something with the tasks that were ticked, once what it asks for is known."""
    given = visit.POST if visit.method == "POST" else visit.GET
    doing, chosen = _asked(visit, given.get("do", ""), given.getlist("pick"))
    if doing is None or not chosen:
        messages.warning(visit, _("Tick at least one task first."))
        return redirect("desk:work")
    if doing is Doing.ASK:
        chosen = chosen[:1]
    able = colleagues(viewer=visit.viewer, kinds={one.kind.code for one in chosen})
    form = DoingForm(doing, able, visit.origin.at, visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and form.is_valid():
        if doing is Doing.ASK:
            return _ask(visit, form, chosen)
        try:
            return _told(visit, _done(visit, doing, form, chosen), chosen)
        except CannotDoTask as refused:
            form.add_error(None, str(refused.reason.label))
    return render(visit, "desk/work_do.html", {"page": doing_page(visit, doing, chosen, form)})


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def undo(visit: Visit, act_id: int) -> HttpResponse:
    """Undo what one did with tasks just now."""
    try:
        done = actions.undo_act(act_id=act_id, viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        messages.warning(visit, _("This can be undone no longer."))
        return redirect("desk:work")
    return _told(visit, done, some_tasks([*done.done, *done.refused], viewer=visit.viewer))


def _asked(visit: Visit, what: str, picked: Sequence[str]) -> tuple[Doing | None, list[TaskFacts]]:
    numbers = [found for one in picked[:MOST] if (found := whole(one)) is not None]
    return (Doing(what) if what in Doing.values else None), some_tasks(numbers, viewer=visit.viewer)


def _done(visit: Visit, doing: Doing, form: DoingForm, chosen: Sequence[TaskFacts]) -> Done:
    given, viewer, origin = form.cleaned_data, visit.viewer, visit.origin
    numbers = [one.task_id for one in chosen]
    match doing:
        case Doing.ASSIGN:
            return actions.assign_tasks(task_ids=numbers, to=form.staff_id or 0, viewer=viewer, origin=origin)
        case Doing.HAND_OVER:
            return actions.hand_over_tasks(
                task_ids=numbers, to=form.staff_id, team=form.team, note=given["note"], viewer=viewer, origin=origin
            )
        case Doing.PUT_OFF:
            until = Until(given["until"]).moment(origin.at, chosen)
            wakes_on = WakeOn(given["wakes_on"]) if given["wakes_on"] else None
            return actions.put_off_tasks(task_ids=numbers, until=until, wakes_on=wakes_on, viewer=viewer, origin=origin)
        case Doing.URGENCY:
            return actions.set_urgency(task_ids=numbers, urgency=given["urgency"], viewer=viewer, origin=origin)
        case _:
            return actions.give_back_tasks(task_ids=numbers, viewer=viewer, origin=origin)


def _ask(visit: Visit, form: DoingForm, chosen: Sequence[TaskFacts]) -> HttpResponse:
    task_id = chosen[0].task_id
    try:
        actions.ask_about_task(
            task_id=task_id,
            to=form.staff_id,
            team=form.team,
            text=form.cleaned_data["note"],
            viewer=visit.viewer,
            origin=visit.origin,
        )
    except CannotDoTask as refused:
        messages.warning(visit, str(refused.reason.label))
    except NoSuchTask:
        raise Http404 from None
    else:
        messages.success(visit, _("Asked. The task comes back to you with the answer."))
    return redirect("desk:task", task_id)


def _told(visit: Visit, done: Done, chosen: Sequence[TaskFacts]) -> HttpResponse:
    """Say what was done and what was not, and offer to undo it."""
    for said in refusals(done.refused, {one.task_id: one for one in chosen}, visit):
        messages.warning(visit, said)
    count = len(done.done)
    if count:
        said = ngettext("Done with %(n)s task.", "Done with %(n)s tasks.", count)
        messages.success(visit, said % {"n": number(count, visit.language)})
    answer = redirect("desk:work")
    if done.act is not None:
        answer["Location"] += address({"act": done.act})
    return answer
