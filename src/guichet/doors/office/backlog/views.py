"""Shows which answers to improve first, and has one improved."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.backlog.pages import AskPage, backlog_page
from guichet.doors.staff import frame
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.knowledge.actions import NoSuchVersion, ask_for_better
from guichet.knowledge.queries import backlog as backlog_of
from guichet.knowledge.queries import titles


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_safe
def backlog(visit: Visit) -> HttpResponse:
    """Show the answers to improve first."""
    found = backlog_of(viewer=visit.viewer, on=local_day(visit.origin.at))
    return render(visit, "office/guidance/backlog.html", {"page": backlog_page(visit, found)})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def better(visit: Visit, article_id: str) -> HttpResponse:
    """Have somebody improve an answer."""
    title = titles([article_id], on=local_day(visit.origin.at)).get(article_id)
    if title is None:
        raise Http404
    if visit.method == "POST":
        try:
            ask_for_better(article_id=article_id, viewer=visit.viewer, origin=visit.origin)
        except NoSuchVersion:
            raise Http404 from None
        messages.success(visit, _("It is on the list of work of those who write."))
        return redirect("office:backlog")
    page = AskPage(
        heading=_("Ask for a better answer"),
        frame=frame(
            visit,
            current="office:guidance",
            above=[parts.Link(text=_("Backlog of answers"), href=reverse("office:backlog"))],
        ),
        form=forms.Form(),
        submit=_("Put it on the list of work"),
        cancel=reverse("office:backlog"),
        intro=title[visit.language],
    )
    return render(visit, "office/guidance/form.html", {"page": page})
