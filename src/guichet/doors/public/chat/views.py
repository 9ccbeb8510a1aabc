"""The chat: a question is sent, and the page of the conversation comes back with its answer. Works without scripts."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guichet.assistant import actions
from guichet.assistant.actions import CannotAsk, CannotHandOver
from guichet.assistant.queries import ConversationFacts, NotAllowed, conversation
from guichet.assistant.terms import Helped
from guichet.clients.rules import network_of
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.chat.forms import AskForm, PersonForm
from guichet.doors.public.chat.pages import chat_page, person_page
from guichet.doors.public.chat.replies import Around
from guichet.doors.ways import own_addresses
from guichet.identity.terms import Right

# In the session of a visitor: the key of their conversation.
KEY = "conversation"


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chat(visit: Visit) -> HttpResponse:
    """Show the conversation, and take the next question."""
    form = AskForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            key = actions.ask(
                key=_key(visit),
                text=form.cleaned_data["text"],
                language=visit.language,
                viewer=visit.viewer,
                network=network_of(get_adapter().get_client_ip(visit)),
                origin=visit.origin,
                ours=own_addresses(local_day(visit.origin.at)),
            )
        except CannotAsk as refused:
            form.add_error("text", str(refused.reason.label))
        else:
            return _to_last(visit, key)
    page = chat_page(_talk(visit), form, _around(visit))
    return render(visit, "public/chat/chat.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_POST
def choose(visit: Visit) -> HttpResponse:
    """Answer with the article that was chosen of those offered."""
    key = _key(visit)
    if key is None:
        return redirect("public:chat")
    try:
        key = actions.choose(
            key=key,
            article=visit.POST.get("article", "")[:60],
            language=visit.language,
            viewer=visit.viewer,
            origin=visit.origin,
        )
    except CannotAsk:
        messages.warning(visit, _("This can no longer be chosen. Ask again."))
        return redirect("public:chat")
    return _to_last(visit, key)


@opens_to(Right.PUBLIC)
@require_POST
def judge(visit: Visit) -> HttpResponse:
    """Note whether a reply helped."""
    key, position, helped = _key(visit), visit.POST.get("position", ""), visit.POST.get("helped", "")
    if key is None or helped not in Helped.values or not (position.isascii() and position.isdigit()):
        return redirect("public:chat")
    number = int(position[:6])
    try:
        actions.judge(key=key, position=number, helped=Helped(helped), viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        return redirect("public:chat")
    return redirect(f"{reverse('public:chat')}#question-{number}")


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person(visit: Visit) -> HttpResponse:
    """Give the conversation to a person."""
    talk = _talk(visit)
    if talk is None or not talk.turns:
        messages.warning(visit, _("Ask your question first, so that a person knows what it is about."))
        return redirect("public:chat")
    if talk.receipt:
        return redirect("public:chat")
    form = None if talk.client_id else PersonForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and (form is None or form.is_valid()):
        reach = form.cleaned_data["reach"] if form else ""
        key = _key(visit)
        assert key is not None
        try:
            actions.hand_over(key=key, reach=reach, viewer=visit.viewer, origin=visit.origin)
        except CannotHandOver as refused:
            if form is None:
                messages.warning(visit, str(refused.reason.label))
                return redirect("public:chat")
            form.add_error("reach", str(refused.reason.label))
        else:
            return redirect("public:chat")
    page = person_page(form)
    return render(visit, "public/chat/person.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_POST
def end(visit: Visit) -> HttpResponse:
    """End the conversation and begin another."""
    if key := _key(visit):
        actions.end(key=key, viewer=visit.viewer, origin=visit.origin)
        visit.session.pop(KEY, None)
    return redirect("public:chat")


def _key(visit: Visit) -> UUID | None:
    try:
        return UUID(visit.session.get(KEY, ""))
    except ValueError:
        return None


def _talk(visit: Visit) -> ConversationFacts | None:
    key = _key(visit)
    found = conversation(key, viewer=visit.viewer) if key else None
    return None if found is None or found.is_over else found


def _to_last(visit: Visit, key: UUID) -> HttpResponse:
    """Lead to the last question and its answer."""
    visit.session[KEY] = str(key)
    talk = conversation(key, viewer=visit.viewer)
    if talk is None:
        raise Http404
    return redirect(f"{reverse('public:chat')}#question-{talk.turns[-1].position}")


def _around(visit: Visit) -> Around:
    return Around(
        viewer=visit.viewer,
        language=visit.language,
        now=visit.origin.at,
        on=local_day(visit.origin.at),
        token=get_token(visit),
    )
