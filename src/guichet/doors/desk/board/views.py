"""The board of those who supervise: how work stands now, and what each colleague can do."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guichet.doors.desk.board.forms import WorkerForm
from guichet.doors.desk.board.pages import HOURS, RISK, Board, board_page, worker_page
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import place_in
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists.actions import CannotDoTask, set_worker
from guichet.worklists.queries import (
    Wish,
    at_risk,
    colleagues,
    count_up_to,
    flow_of,
    has_moved,
    how_many,
    loads,
    tasks,
    work_by_kind,
)


@opens_to(Right.SUPERVISE_WORK, channel=Channel.DESK)
@never_cache
@require_safe
def board(visit: Visit) -> HttpResponse:
    """Show how work stands now. With scripts, the page loads itself anew once something has happened."""
    now, viewer = visit.origin.at, visit.viewer
    hour = localtime(now).replace(minute=0, second=0, microsecond=0)
    begins = [hour - timedelta(hours=back) for back in range(min(hour.hour, HOURS - 1), -1, -1)]
    found = Board(
        loads=loads(viewer=viewer, now=now, everybody="all" in visit.GET),
        risk=at_risk(RISK, viewer=viewer, now=now),
        late=how_many(Wish(overdue_at=now), viewer=viewer, now=now),
        urgent=how_many(Wish(urgent=True), viewer=viewer, now=now),
        most=count_up_to(now),
        flow=flow_of(begins, viewer=viewer),
        kinds=work_by_kind(viewer=viewer, now=now),
        next_due=[
            one for one in tasks(viewer=viewer, wish=Wish(asleep=False), limit=15) if one.due_at < now + RISK[-1]
        ],
        is_live="still" not in visit.GET,
        shows_all="all" in visit.GET,
    )
    return render(visit, "desk/board.html", {"page": board_page(visit, found)})


@opens_to(Right.SUPERVISE_WORK, channel=Channel.DESK)
@never_cache
@require_safe
def moved(visit: Visit) -> HttpResponse:
    """Say whether the board would show something else than at a moment: 200 where it would, 204 where not."""
    since = place_in(visit.GET.get("since"))
    has = since is None or has_moved(since[0], viewer=visit.viewer)
    return HttpResponse(status=200 if has else 204, content_type="text/plain")


@opens_to(Right.SUPERVISE_WORK, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worker(visit: Visit, staff_id: int) -> HttpResponse:
    """Show what a colleague can do and how much at once, and change it."""
    facts = next((one for one in colleagues(viewer=visit.viewer) if one.staff_id == staff_id), None)
    if facts is None:
        raise Http404
    form = WorkerForm(facts, visit.language, visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_worker(
                staff_id=staff_id,
                skills=[*given["lines"], *given["topics"]],
                languages=given["languages"],
                team=given["team"],
                at_once=given["at_once"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotDoTask as refused:
            form.add_error(None, str(refused.reason.label))
        else:
            messages.success(visit, _("Noted. Lists and sharing out go by it from now on."))
            return redirect("desk:board")
    return render(visit, "desk/plain.html", {"page": worker_page(visit, facts, form)})
