"""Writing guidance, and approving what another person wrote."""

from collections.abc import Mapping, Sequence

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
from guichet.doors.office.guidance.forms import ArticleForm, ReviewForm, SendBackForm
from guichet.doors.office.guidance.pages import TABS, article_page, form_page, list_page
from guichet.doors.office.guidance.plainness import plainness_section
from guichet.doors.staff import whole
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.knowledge.actions import (
    CannotPublish,
    CannotSettle,
    NoSuchTopic,
    NoSuchVersion,
    note_review,
    note_written,
    publish,
    send_back,
    withdraw,
    write_version,
)
from guichet.knowledge.queries import VersionFacts, all_articles, missed_topic, versions
from guichet.knowledge.rules import Article, plainness_of
from guichet.knowledge.rules.misses import LEFT_OUT
from guichet.knowledge.terms import MissedRefusal, VersionState
from guichet.worklists.actions import CannotDoTask

FORM = "office/guidance/form.html"


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_safe
def articles(visit: Visit) -> HttpResponse:
    """Show all articles to those who write or approve."""
    state = visit.GET.get("state", "")
    state = state if state in TABS else ""
    found = all_articles(
        viewer=visit.viewer,
        on=local_day(visit.origin.at),
        waiting=state == "waiting",
        overdue=state == "overdue",
    )
    return render(visit, "office/guidance/list.html", {"page": list_page(visit, found, state)})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_safe
def article(visit: Visit, article_id: str) -> HttpResponse:
    """Show one article: what is published, what waits, and what it would change."""
    get_token(visit)
    return render(visit, "office/guidance/article.html", {"page": article_page(visit, _versions(visit, article_id))})


@opens_to(Right.WRITE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_new(visit: Visit) -> HttpResponse:
    """Write an article that does not exist yet."""
    today = local_day(visit.origin.at)
    asked = _asked(visit)
    begin = {f"{language}_questions": "\n".join(lines) for language, lines in asked.items()}
    form = ArticleForm(_sent(visit), today=today, initial=begin)
    return _write(visit, form, _("Write a new answer"), "")


@opens_to(Right.WRITE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(visit: Visit, article_id: str) -> HttpResponse:
    """Write a new version of an article, beginning with what is published."""
    found = _versions(visit, article_id)
    begin = next((one for one in found if one.state in {VersionState.WAITING, VersionState.PUBLISHED}), found[0])
    form = ArticleForm(_sent(visit), article=begin.article, today=local_day(visit.origin.at))
    return _write(visit, form, _("Write a new version"), article_id, begin.article)


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_POST
def decide(visit: Visit, article_id: str, number: int) -> HttpResponse:
    """Publish a version that another person wrote."""
    try:
        publish(article_id=article_id, number=number, viewer=visit.viewer, origin=visit.origin)
    except NoSuchVersion:
        messages.warning(visit, _("This version no longer waits: somebody may have decided already."))
    except CannotPublish as refused:
        messages.warning(visit, str(refused.reason.label))
    else:
        messages.success(visit, _("It is published in both languages."))
        return redirect("office:article", article_id)
    return redirect("office:guidance")


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(visit: Visit, article_id: str, number: int) -> HttpResponse:
    """Send a version back, with the reason."""
    _versions(visit, article_id)
    form = SendBackForm(_sent(visit))
    if form.is_valid():
        try:
            send_back(
                article_id=article_id,
                number=number,
                why=form.cleaned_data["why"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except NoSuchVersion:
            messages.warning(visit, _("This version no longer waits: somebody may have decided already."))
        except CannotPublish as refused:
            messages.warning(visit, str(refused.reason.label))
        else:
            messages.success(visit, _("It goes back to who wrote it."))
        return redirect("office:article", article_id)
    page = form_page(visit, _("Send it back"), form, _("Send it back"), article_id=article_id)
    return render(visit, FORM, {"page": page})


@opens_to(Right.WRITE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(visit: Visit, article_id: str) -> HttpResponse:
    """Note that an article was read again and is right."""
    _versions(visit, article_id)
    form = ReviewForm(_sent(visit))
    if form.is_valid():
        try:
            note_review(
                article_id=article_id,
                review_by=form.cleaned_data["review_by"],
                viewer=visit.viewer,
                origin=visit.origin,
                today=local_day(visit.origin.at),
            )
        except CannotPublish as refused:
            form.add_error("review_by", str(refused.reason.label))
        except NoSuchVersion:
            raise Http404 from None
        else:
            messages.success(visit, _("It counts as read through today."))
            return redirect("office:article", article_id)
    page = form_page(
        visit,
        _("It is right as it is"),
        form,
        _("I have read it in both languages"),
        article_id=article_id,
        intro=_("Read both languages again first, and look up the law."),
    )
    return render(visit, FORM, {"page": page})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(visit: Visit, article_id: str) -> HttpResponse:
    """Withdraw an article, having asked first."""
    _versions(visit, article_id)
    if visit.method == "POST":
        try:
            withdraw(article_id=article_id, viewer=visit.viewer, origin=visit.origin)
        except NoSuchVersion:
            messages.warning(visit, _("It is not published."))
        else:
            messages.success(visit, _("Nobody finds it any more. Its versions are kept."))
        return redirect("office:guidance")
    page = form_page(
        visit,
        _("Withdraw this answer?"),
        forms.Form(),
        _("Withdraw it"),
        article_id=article_id,
        kind="danger",
        intro=_("It leaves in both languages at once. Pages that lead to it no longer do."),
    )
    return render(visit, FORM, {"page": page})


def _write(
    visit: Visit, form: ArticleForm, heading: str, article_id: str, begin: Article | None = None
) -> HttpResponse:
    if form.is_valid() and form.article:
        try:
            write_version(article=form.article, viewer=visit.viewer, origin=visit.origin)
        except CannotPublish as refused:
            form.add_error(None, " ".join([str(refused.reason.label), *refused.what]))
        else:
            _note_written(visit, form.article.id)
            messages.success(visit, _("It waits for a second person now."))
            return redirect("office:article", form.article.id)
    draft = form.article or begin
    page = form_page(
        visit,
        heading,
        form,
        _("Hand it in for approval"),
        article_id=article_id,
        beside=plainness_section(plainness_of(draft), visit.language) if draft else None,
    )
    return render(visit, FORM, {"page": page})


def _asked(visit: Visit) -> Mapping[Language, list[str]]:
    """Return how people asked, where this answer is written for something that had none."""
    number = whole(visit.GET.get("missed"))
    topic = missed_topic(number, viewer=visit.viewer, on=local_day(visit.origin.at)) if number else None
    words = topic.words if topic else {}
    return {language: [text for text, _n in said if LEFT_OUT not in text] for language, said in words.items()}


def _note_written(visit: Visit, article_id: str) -> None:
    """Note what this answer was written for; that somebody else saw to it meanwhile takes nothing from the answer."""
    number = whole(visit.GET.get("missed"))
    if number is None:
        return
    try:
        note_written(topic_id=number, article_id=article_id, viewer=visit.viewer, origin=visit.origin)
    except (CannotSettle, CannotDoTask) as refused:
        messages.warning(visit, str(refused.reason.label))
    except NoSuchTopic:
        messages.warning(visit, str(MissedRefusal.OVER.label))


def _versions(visit: Visit, article_id: str) -> Sequence[VersionFacts]:
    found = versions(article_id, viewer=visit.viewer)
    if not found:
        raise Http404
    return found


def _sent(visit: Visit) -> QueryDict | None:
    return visit.POST if visit.method == "POST" else None
