"""Who opened a client’s file, and asking about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guichet.clients.queries import in_danger
from guichet.doors.account.looks.forms import QuestionForm
from guichet.doors.account.looks.pages import PAGE, looks_page, question_page
from guichet.doors.account.places import place_named
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import LookFacts, NotAllowed, look, looks_at
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.oversight.actions import ask_about_look
from guichet.oversight.queries import QuestionFacts, questions_about


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_safe
def looks(visit: Visit) -> HttpResponse:
    """Show every look at the files of this account, latest first."""
    before = visit.GET.get("before", "")
    place = place_named(before)
    found: list[LookFacts] = []
    questions: dict[int, QuestionFacts] = {}
    for client_id in sorted({visit.viewer.everyone_of(one)[0] for one in visit.viewer.own_clients}):
        some = looks_at(client_id, viewer=visit.viewer, now=visit.origin.at, before=place, limit=PAGE + 1)
        found += some
        questions |= questions_about([one.look_id for one in some], client_id=client_id, viewer=visit.viewer)
    found.sort(key=lambda one: one.place, reverse=True)
    page = looks_page(
        found[: PAGE + 1],
        questions,
        visit.language,
        before=before if place else "",
        hides_place=bool(in_danger(visit.viewer.own_clients)),
    )
    return render(visit, "account/looks/looks.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(visit: Visit, look_id: int) -> HttpResponse:
    """Ask about a look. One that is not at the client’s own file, or not shown yet, has no page."""
    try:
        found = look(look_id, viewer=visit.viewer, now=visit.origin.at)
        form = QuestionForm(visit.POST if visit.method == "POST" else None)
        if visit.method == "POST" and form.is_valid():
            ask_about_look(viewer=visit.viewer, look_id=look_id, words=form.cleaned_data["words"], origin=visit.origin)
            messages.success(visit, _("We have your question. A person answers it, and we tell you when."))
            return redirect("account:looks")
    except NotAllowed:
        raise Http404 from None
    page = question_page(found, form, visit.language, hides_place=bool(in_danger([found.client_id])))
    return render(visit, "account/looks/ask.html", {"page": page})
