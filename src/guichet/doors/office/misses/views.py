"""Shows questions that got no answer, and has them answered or set aside."""

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
from guichet.doors.office.guidance.pages import FormPage
from guichet.doors.office.misses.forms import LinkForm, SetAsideForm
from guichet.doors.office.misses.pages import list_page, topic_frame, topic_page
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.knowledge.actions import (
    MISSED_TOPIC,
    CannotPublish,
    CannotSettle,
    NoSuchTopic,
    link_question,
    set_aside,
)
from guichet.knowledge.queries import MissedTopicFacts, find, missed_topic, missed_topics, titles
from guichet.knowledge.rules.misses import LEFT_OUT
from guichet.knowledge.terms import MissedState
from guichet.worklists.actions import CannotDoTask
from guichet.worklists.queries import TaskFacts, task_about

FORM = "office/guidance/form.html"
MOST_NEAREST, MOST_OFFERED = 5, 3
# What can be seen to at once. For more, the nearest answer is looked up on the page of each.
MOST_LOOKED_UP = 20


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_safe
def topics(visit: Visit) -> HttpResponse:
    """Show the matters that people asked about and got no answer, what most asked first."""
    said = visit.GET.get("state", "")
    state = MissedState(said) if said in MissedState.values else MissedState.WAITING
    on = local_day(visit.origin.at)
    found = missed_topics(viewer=visit.viewer, on=on, state=state)
    near = {one.topic_id: _nearest(one, visit)[:1] for one in found.topics[:MOST_LOOKED_UP]} if not said else {}
    first = {topic: ranked[0][0] for topic, ranked in near.items() if ranked}
    page = list_page(visit, found, state, first, titles(list(first.values()), on=on))
    return render(visit, "office/guidance/missed_topics.html", {"page": page})


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_safe
def topic(visit: Visit, number: int) -> HttpResponse:
    """Show one matter: who asked how, what comes closest, what can be done."""
    found, on = _topic(visit, number), local_day(visit.origin.at)
    near = _nearest(found, visit)
    named = titles([*(name for name, _share in near), *filter(None, [found.article])], on=on)
    page = topic_page(visit, found, near, named, _task(visit, number))
    return render(visit, "office/guidance/missed_topic.html", {"page": page})


@opens_to(Right.WRITE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(visit: Visit, number: int) -> HttpResponse:
    """Add a matter to an answer as a new way of asking, for a second person to approve."""
    found = _topic(visit, number)
    near = [name for name, _share in _nearest(found, visit)]
    named = titles(near, on=local_day(visit.origin.at))
    form = LinkForm(
        visit.POST if visit.method == "POST" else None,
        nearest=[(name, named[name][visit.language]) for name in near if name in named],
        words={
            language: [text for text, _n in said if LEFT_OUT not in text][:MOST_OFFERED]
            for language, said in found.words.items()
        },
    )
    if form.is_valid():
        try:
            link_question(
                topic_id=number,
                article_id=form.article_id,
                english=form.lines("english"),
                french=form.lines("french"),
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotPublish as refused:
            form.add_error(None, " ".join([str(refused.reason.label), *refused.what]))
        except (CannotSettle, CannotDoTask) as refused:
            form.add_error(None, str(refused.reason.label))
        except NoSuchTopic:
            raise Http404 from None
        else:
            messages.success(visit, _("It waits for a second person now."))
            return redirect("office:article", form.article_id)
    page = _form_page(visit, number, _("Add it to an answer"), form, _("Hand it in for approval"))
    return render(visit, FORM, {"page": page})


@opens_to(Right.WRITE_GUIDANCE, channel=Channel.OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aside(visit: Visit, number: int) -> HttpResponse:
    """Set a matter aside, with the reason."""
    _topic(visit, number)
    form = SetAsideForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            set_aside(topic_id=number, why=form.outcome, viewer=visit.viewer, origin=visit.origin)
        except (CannotSettle, CannotDoTask) as refused:
            form.add_error(None, str(refused.reason.label))
        except NoSuchTopic:
            raise Http404 from None
        else:
            messages.success(visit, _("It is set aside."))
            return redirect("office:missed-topics")
    page = _form_page(visit, number, _("Set it aside"), form, _("Set it aside"))
    return render(visit, FORM, {"page": page})


def _topic(visit: Visit, number: int) -> MissedTopicFacts:
    found = missed_topic(number, viewer=visit.viewer, on=local_day(visit.origin.at))
    if found is None:
        raise Http404
    return found


def _nearest(topic: MissedTopicFacts, visit: Visit) -> list[tuple[str, float]]:
    """Return the articles that come closest to how a matter is asked most."""
    language, text = topic.most_usual(max(Language, key=lambda one: topic.languages[one]))
    text = text.replace(LEFT_OUT, " ").strip()
    if not text:
        return []
    found = find(text, language, on=local_day(visit.origin.at))
    return [(one.article_id, one.probability) for one in found.ranked[:MOST_NEAREST]]


def _task(visit: Visit, number: int) -> TaskFacts | None:
    try:
        return task_about(MISSED_TOPIC, f"missed_topic:{number}", viewer=visit.viewer)
    except NotAllowed:
        return None


def _form_page(visit: Visit, number: int, heading: str, form: object, submit: str) -> FormPage:
    here = reverse("office:missed-topic", args=[number])
    return FormPage(
        heading=heading,
        frame=topic_frame(visit, parts.Link(text=_("Asked, and not answered"), href=here)),
        form=form,
        submit=submit,
        cancel=here,
    )
