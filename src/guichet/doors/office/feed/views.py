"""The feed's runs and the rows it set aside: reading, and trying again."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guichet.applications.actions import retry_set_aside
from guichet.applications.feed.queries import (
    NoSuchRun,
    feed_run,
    feed_runs,
    open_reasons,
    open_row_ids,
    set_aside_row,
    set_aside_rows,
)
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.feed import pages
from guichet.doors.office.feed.forms import RowFilter, RunFilter, reason_in
from guichet.doors.staff import whole
from guichet.foundation.dates import number
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

# So many rows are tried again at one press: what a page may take its time for. The rest wait for the next.
ROWS_AT_ONCE = 5_000


@opens_to(Right.FEED, channel=Channel.OFFICE)
@require_safe
def runs(visit: Visit) -> HttpResponse:
    """Show the runs of the feed."""
    chosen = RunFilter.of(visit.GET)
    found = feed_runs(
        viewer=visit.viewer, state=chosen.state, before=chosen.before, open_rows_only=chosen.open_rows_only
    )
    return render(visit, "office/feed/runs.html", {"page": pages.runs_page(visit, found, chosen)})


@opens_to(Right.FEED, channel=Channel.OFFICE)
@require_safe
def run(visit: Visit, number: int) -> HttpResponse:
    """Show one run and what it set aside."""
    try:
        found = feed_run(number, viewer=visit.viewer)
    except NoSuchRun:
        raise Http404 from None
    chosen = RowFilter.of(visit.GET)
    rows = set_aside_rows(
        viewer=visit.viewer,
        run=number,
        reason=chosen.reason,
        mended=chosen.mended,
        after=(number, chosen.after) if chosen.after is not None else None,
    )
    reasons = open_reasons(viewer=visit.viewer, run=number)
    return render(visit, "office/feed/run.html", {"page": pages.run_page(visit, found, reasons, rows, chosen)})


@opens_to(Right.FEED, channel=Channel.OFFICE)
@require_safe
def row(visit: Visit, row_id: int) -> HttpResponse:
    """Show one row that was set aside, whole."""
    found = set_aside_row(row_id, viewer=visit.viewer)
    if found is None:
        raise Http404
    return render(visit, "office/feed/row.html", {"page": pages.row_page(visit, found)})


@opens_to(Right.MEND_FEED, channel=Channel.OFFICE)
@require_POST
def retry_row(visit: Visit, row_id: int) -> HttpResponse:
    """Try one row again."""
    found = set_aside_row(row_id, viewer=visit.viewer)
    if found is None:
        raise Http404
    _try_again(visit, [row_id])
    return redirect("office:row", row_id)


@opens_to(Right.MEND_FEED, channel=Channel.OFFICE)
def retry(visit: Visit) -> HttpResponse:
    """Ask whether all open rows of a reason are to be tried again, and, when told so, do it."""
    said = visit.POST if visit.method == "POST" else visit.GET
    reason, of_run = reason_in(said), whole(said.get("run"))
    if reason is None:
        raise Http404
    ids = open_row_ids(viewer=visit.viewer, reason=reason, run=of_run)
    back = redirect("office:run", of_run) if of_run else redirect("office:runs")
    if not ids:
        messages.info(visit, _("There is nothing left to try again: somebody may have done it already."))
        return back
    if visit.method == "POST":
        _try_again(visit, ids[:ROWS_AT_ONCE])
        if len(ids) > ROWS_AT_ONCE:
            waiting = number(len(ids) - ROWS_AT_ONCE, visit.language)
            messages.info(visit, _("%(n)s more rows wait: try again for the next ones.") % {"n": waiting})
        return back
    return render(visit, "office/feed/retry.html", {"page": pages.retry_page(visit, reason, of_run, len(ids))})


def _try_again(visit: Visit, ids: Sequence[int]) -> None:
    """Try rows again and say how many were accepted. Rows that somebody else mended meanwhile are left alone."""
    result = retry_set_aside(ids=ids, origin=visit.origin)
    accepted, left = len(result.accepted), len(result.still_set_aside)
    if accepted:
        told = ngettext("%(n)s row was accepted.", "%(n)s rows were accepted.", accepted)
        messages.success(visit, told % {"n": number(accepted, visit.language)})
    if left:
        told = ngettext(
            "%(n)s row still cannot be accepted; its reason is shown anew.",
            "%(n)s rows still cannot be accepted; their reasons are shown anew.",
            left,
        )
        messages.warning(visit, told % {"n": number(left, visit.language)})
    if not accepted and not left:
        messages.info(visit, _("There is nothing left to try again: somebody may have done it already."))
