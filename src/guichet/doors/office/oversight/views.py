"""Watching over looking: reviews, questions, protected files, and the log itself."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.queries import id_for_uci
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.oversight import log_pages, protection_pages, review_pages
from guichet.doors.office.oversight.forms import AnswerForm, LookingReviewForm, OpeningReviewForm, ProtectionForm
from guichet.identity.actions import CannotSign, prepare_export
from guichet.identity.queries import NotAllowed, audit_state, export_lines, look
from guichet.identity.terms import Protected, Right
from guichet.journal.terms import Channel
from guichet.oversight.actions import (
    CannotAsk,
    CannotOpen,
    CannotReview,
    answer_about_look,
    end_protection,
    protect_file,
    review_looking,
    review_opening,
)
from guichet.oversight.queries import broken_glasses, look_questions, protections, unusual_looking
from guichet.oversight.terms import FlagVerdict, Verdict

LIST, FORM = "office/oversight/list.html", "office/oversight/form.html"


@opens_to(Right.REVIEW_ACCESS, channel=Channel.OFFICE)
@require_safe
def openings(visit: Visit) -> HttpResponse:
    """Show the files opened outside somebody's own."""
    return render(visit, LIST, {"page": review_pages.openings_page(visit, broken_glasses(viewer=visit.viewer))})


@opens_to(Right.REVIEW_ACCESS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opening(visit: Visit, number: int) -> HttpResponse:
    """Show one such opening, and keep what the review found."""
    found = next(iter(broken_glasses(viewer=visit.viewer, number=number)), None)
    if found is None:
        raise Http404
    form = None
    if found.verdict is None and found.staff_id != visit.viewer.staff_id:
        form = OpeningReviewForm(visit.POST if visit.method == "POST" else None)
    if form is not None and form.is_valid():
        try:
            review_opening(
                viewer=visit.viewer,
                number=number,
                verdict=Verdict(form.cleaned_data["verdict"]),
                note=form.cleaned_data["note"],
                origin=visit.origin,
            )
        except CannotOpen as refused:
            messages.warning(visit, str(refused.reason.label))
        else:
            messages.success(visit, _("The review is kept."))
        return redirect("office:openings")
    return render(visit, FORM, {"page": review_pages.opening_page(visit, found, form)})


@opens_to(Right.REVIEW_ACCESS, channel=Channel.OFFICE)
@require_safe
def unusual(visit: Visit) -> HttpResponse:
    """Show looking that rules found unusual."""
    return render(visit, LIST, {"page": review_pages.unusual_page(visit, unusual_looking(viewer=visit.viewer))})


@opens_to(Right.REVIEW_ACCESS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unusual_look(visit: Visit, number: int) -> HttpResponse:
    """Show one finding, and keep what the review found."""
    found = next(iter(unusual_looking(viewer=visit.viewer, number=number)), None)
    if found is None:
        raise Http404
    form = None
    if found.verdict is None and found.staff_id != visit.viewer.staff_id:
        form = LookingReviewForm(visit.POST if visit.method == "POST" else None)
    if form is not None and form.is_valid():
        try:
            review_looking(
                viewer=visit.viewer,
                number=number,
                verdict=FlagVerdict(form.cleaned_data["verdict"]),
                note=form.cleaned_data["note"],
                origin=visit.origin,
            )
        except CannotReview as refused:
            messages.warning(visit, str(refused.reason.label))
        else:
            messages.success(visit, _("The review is kept."))
        return redirect("office:unusual")
    return render(visit, FORM, {"page": review_pages.unusual_look_page(visit, found, form)})


@opens_to(Right.REVIEW_ACCESS, channel=Channel.OFFICE)
@require_safe
def questions(visit: Visit) -> HttpResponse:
    """Show clients' questions about looks."""
    return render(visit, LIST, {"page": review_pages.questions_page(visit, look_questions(viewer=visit.viewer))})


@opens_to(Right.REVIEW_ACCESS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(visit: Visit, number: int) -> HttpResponse:
    """Show one question, and send the answer."""
    found = next(iter(look_questions(viewer=visit.viewer, number=number)), None)
    if found is None:
        raise Http404
    try:
        about = look(found.look_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        about = None
    form = (
        AnswerForm(visit.POST if visit.method == "POST" else None)
        if found.answered_at is None and about is not None
        else None
    )
    if form is not None and form.is_valid():
        try:
            answer_about_look(
                viewer=visit.viewer, number=number, answer=form.cleaned_data["answer"], origin=visit.origin
            )
        except CannotAsk as refused:
            messages.warning(visit, str(refused.reason.label))
        else:
            messages.success(visit, _("The answer is in the client’s account, and they are told."))
        return redirect("office:look-questions")
    return render(visit, FORM, {"page": review_pages.question_page(visit, found, about, form)})


@opens_to(Right.OVERSIGHT, channel=Channel.OFFICE)
@require_safe
def protected(visit: Visit) -> HttpResponse:
    """Show the files that are protected."""
    form = ProtectionForm() if visit.viewer.may(Right.ORDER_INVESTIGATION) else None
    return render(
        visit, LIST, {"page": protection_pages.protections_page(visit, protections(viewer=visit.viewer), form)}
    )


@opens_to(Right.ORDER_INVESTIGATION, channel=Channel.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def protect(visit: Visit) -> HttpResponse:
    """Protect a file."""
    form = ProtectionForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        client_id = id_for_uci(form.cleaned_data["client"])
        if client_id is None:
            form.add_error("client", _("There is no client of this number."))
        else:
            why = Protected(form.cleaned_data["why"])
            protect_file(viewer=visit.viewer, client_id=client_id, why=why, origin=visit.origin)
            messages.success(visit, _("The file is protected."))
            return redirect("office:protections")
    return render(visit, FORM, {"page": protection_pages.protect_page(visit, form)})


@opens_to(Right.ORDER_INVESTIGATION, channel=Channel.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def protection(visit: Visit, number: int) -> HttpResponse:
    """Show a protection, and end it."""
    found = next((one for one in protections(viewer=visit.viewer) if one.number == number), None)
    if found is None:
        raise Http404
    if visit.method == "POST":
        end_protection(viewer=visit.viewer, number=number, origin=visit.origin)
        messages.success(visit, _("The protection has ended."))
        return redirect("office:protections")
    return render(visit, FORM, {"page": protection_pages.protection_page(visit, found, ())})


@opens_to(Right.ACCESS_LOG, channel=Channel.OFFICE)
@require_safe
def audit(visit: Visit) -> HttpResponse:
    """Show how the log itself is getting on."""
    return render(visit, "office/oversight/audit.html", {"page": log_pages.audit_page(visit, audit_state())})


@opens_to(Right.ACCESS_LOG, channel=Channel.OFFICE)
@require_POST
def export(visit: Visit) -> HttpResponseBase:
    """Give the whole log away, signed, as a file that names nobody."""
    try:
        last = prepare_export(origin=visit.origin)
    except CannotSign:
        messages.warning(visit, _("There is no key to sign with: set GUICHET_AUDIT_KEYS."))
        return redirect("office:audit")

    def lines() -> Iterator[str]:
        for line in export_lines(last):
            yield line + "\n"

    answer = StreamingHttpResponse(lines(), content_type="application/x-ndjson")
    answer.headers["Content-Disposition"] = f'attachment; filename="access-log-{last.seq}.ndjson"'
    return answer
