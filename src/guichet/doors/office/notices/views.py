"""Writing notices, publishing what another person wrote, and taking notices away."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.notices.forms import NoticeForm, SendBackForm
from guichet.doors.office.notices.pages import form_page, list_page, notice_page
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.knowledge.actions import (
    CannotNotify,
    NoSuchNotice,
    confirm_notice,
    publish_notice,
    send_notice_back,
    withdraw_notice,
    write_notice,
)
from guichet.knowledge.queries import NoticeFacts, all_notices, notice_versions
from guichet.knowledge.terms import VersionState

FORM = "office/guidance/form.html"
SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_safe
def notices(visit: Visit) -> HttpResponse:
    """Show all notices to those who write and publish them."""
    over = visit.GET.get("state") == "over"
    found = all_notices(viewer=visit.viewer, on=local_day(visit.origin.at), over=over)
    return render(visit, "office/guidance/list.html", {"page": list_page(visit, found, over=over)})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_safe
def notice(visit: Visit, number: int) -> HttpResponse:
    """Show one notice as each audience sees it."""
    get_token(visit)
    return render(visit, "office/notices/notice.html", {"page": notice_page(visit, _versions(visit, number))})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def write_new(visit: Visit) -> HttpResponse:
    """Write a notice."""
    today = local_day(visit.origin.at)
    form = NoticeForm(_sent(visit), initial={"shows_from": today})
    return _write(visit, form, _("Write a notice"), None)


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def write(visit: Visit, number: int) -> HttpResponse:
    """Write a new version of a notice."""
    found = _versions(visit, number)
    begin = next((one for one in found if one.state in {VersionState.WAITING, VersionState.PUBLISHED}), found[0])
    return _write(visit, NoticeForm(_sent(visit), notice=begin.notice), _("Write a new version"), number)


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_POST
def publish(visit: Visit, number: int, version: int) -> HttpResponse:
    """Publish a version: what another person wrote, or at once what is urgent."""
    try:
        at_once = publish_notice(number=number, version=version, viewer=visit.viewer, origin=visit.origin)
    except NoSuchNotice:
        messages.warning(visit, _("This version no longer waits: somebody may have decided already."))
        return redirect("office:notices")
    except CannotNotify as refused:
        messages.warning(visit, _why(refused))
    else:
        if at_once:
            messages.success(visit, _("It is shown everywhere now. A second person is asked to confirm it."))
        else:
            messages.success(visit, _("It is shown everywhere now, in both languages."))
    return redirect("office:notice", number)


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_POST
def confirm(visit: Visit, number: int) -> HttpResponse:
    """Confirm a notice that was published at once."""
    try:
        confirm_notice(number=number, viewer=visit.viewer, origin=visit.origin)
    except NoSuchNotice:
        messages.warning(visit, _("Nothing here waits to be confirmed."))
        return redirect("office:notices")
    except CannotNotify as refused:
        messages.warning(visit, _why(refused))
    else:
        messages.success(visit, _("It is confirmed."))
    return redirect("office:notice", number)


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def back(visit: Visit, number: int, version: int) -> HttpResponse:
    """Send a version back, with the reason."""
    _versions(visit, number)
    form = SendBackForm(_sent(visit))
    if form.is_valid():
        try:
            send_notice_back(
                number=number,
                version=version,
                why=form.cleaned_data["why"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except NoSuchNotice:
            messages.warning(visit, _("This version no longer waits: somebody may have decided already."))
        except CannotNotify as refused:
            messages.warning(visit, _why(refused))
        else:
            messages.success(visit, _("It goes back to who wrote it."))
        return redirect("office:notice", number)
    page = form_page(visit, _("Send it back"), form, _("Send it back"), number=number)
    return render(visit, FORM, {"page": page})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def take_away(visit: Visit, number: int) -> HttpResponse:
    """Withdraw a notice, having asked first."""
    _versions(visit, number)
    if visit.method == "POST":
        try:
            withdraw_notice(number=number, viewer=visit.viewer, origin=visit.origin)
        except NoSuchNotice:
            messages.warning(visit, _("It is not published."))
        else:
            messages.success(visit, _("It is shown nowhere any more. Its versions are kept."))
        return redirect("office:notices")
    page = form_page(
        visit,
        _("Withdraw this notice?"),
        forms.Form(),
        _("Withdraw it"),
        number=number,
        kind="danger",
        intro=_("It leaves every page at once, in both languages."),
    )
    return render(visit, FORM, {"page": page})


def _write(visit: Visit, form: NoticeForm, heading: str, number: int | None) -> HttpResponse:
    if form.is_valid():
        try:
            kept, _version = write_notice(
                notice=form.notice,
                viewer=visit.viewer,
                origin=visit.origin,
                today=local_day(visit.origin.at),
                number=number,
            )
        except CannotNotify as refused:
            form.refuse(refused.reasons)
        else:
            messages.success(visit, _("It is kept, and shown to nobody yet. Look at it, then have it published."))
            return redirect("office:notice", kept)
    page = form_page(visit, heading, form, _("Keep it and look at it"), number=number)
    return render(visit, FORM, {"page": page})


def _why(refused: CannotNotify) -> str:
    return " ".join(str(reason.label) for reason in refused.reasons)


def _versions(visit: Visit, number: int) -> Sequence[NoticeFacts]:
    found = notice_versions(number, viewer=visit.viewer)
    if not found:
        raise Http404
    return found


def _sent(visit: Visit) -> QueryDict | None:
    return visit.POST if visit.method == "POST" else None
