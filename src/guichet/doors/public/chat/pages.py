"""The pages of the chat."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.assistant.queries import ConversationFacts, limits
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.public.chat.forms import AskForm, PersonForm
from guichet.doors.public.chat.replies import Around, replies
from guichet.language.personal import shown


@dataclass(frozen=True, kw_only=True)
class ChatPage:
    """What was said so far, and the box for the next question."""

    heading: str
    lead: str
    handed: parts.Part | None
    thread: parts.Thread | None
    form: AskForm
    submit: str
    actions: parts.ButtonRow | None
    restart: parts.PostButtons | None
    about: parts.Part


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """Asking for a person: what they will read, how they answer."""

    heading: str
    lead: str
    back: parts.BackLink
    intro: parts.Part
    form: PersonForm | None
    submit: str
    confirm: parts.Button


def chat_page(talk: ConversationFacts | None, form: AskForm, around: Around) -> ChatPage:
    """Return the page of a conversation; without one, of its beginning."""
    return ChatPage(
        heading=_("Ask a question"),
        lead=_("An automated assistant looks for the answer in our pages, and shows where it comes from."),
        handed=_receipt(talk) if talk and talk.receipt else None,
        thread=_thread(talk, around) if talk and talk.turns else None,
        form=form,
        submit=_("Ask"),
        actions=_actions(talk),
        restart=_restart(around) if talk and talk.turns else None,
        about=_about(around),
    )


def person_page(form: PersonForm | None) -> PersonPage:
    """Return the page on which somebody asks for a person."""
    points = [
        _("They read all that was said here, so you need not say it again."),
        _("You get a number to quote, and the day by which you have an answer."),
    ]
    if form is None:
        points.append(_("They answer by the way you chose in your account."))
    return PersonPage(
        heading=_("Let a person take over"),
        lead=_("Somebody here reads your questions and answers you, in English or in French."),
        back=parts.BackLink(href=reverse("public:chat"), text=_("Back to the conversation")),
        intro=parts.Bullets(items=points),
        form=form,
        submit=_("Give it to a person"),
        confirm=parts.Button(text=_("Give it to a person")),
    )


def _thread(talk: ConversationFacts, around: Around) -> parts.Thread:
    last = talk.turns[-1].position
    return parts.Thread(
        label=_("Conversation"),
        you=_("You"),
        us=_("Assistant"),
        exchanges=[
            parts.Exchange(
                id=f"question-{turn.position}",
                asked=shown(turn.said, around.language),
                language="" if turn.language is around.language else turn.language,
                replies=replies(turn, around, is_last=turn.position == last, is_over=bool(talk.receipt)),
            )
            for turn in talk.turns
        ],
    )


def _receipt(talk: ConversationFacts) -> parts.Confirmation:
    by = long_day(local_day(talk.due_at)) if talk.due_at else ""
    if talk.outreach:
        body = _("A person has seen to it. You can go on asking here.")
    elif talk.client_id is None:
        body = _("A person writes to you or calls you by %(day)s. You can go on asking here; they will read it too.")
    else:
        body = _("A person answers you by the way you chose in your account, by %(day)s. You can go on asking here.")
    return parts.Confirmation(
        title=_("A person takes over"),
        number=talk.receipt,
        number_label=_("Your number"),
        body=body % {"day": by} if "%(day)s" in body else body,
    )


def _actions(talk: ConversationFacts | None) -> parts.ButtonRow | None:
    if talk is None or not talk.turns:
        return None
    items: list[parts.Content] = [parts.PrintButton(text=_("Print this conversation"))]
    if not talk.receipt:
        person = parts.Link(text=_("Let a person take over"), href=reverse("public:chat-person"))
        items.insert(0, person)
    return parts.ButtonRow(items=items)


def _restart(around: Around) -> parts.PostButtons:
    return parts.PostButtons(
        action=reverse("public:chat-end"),
        token=around.token,
        buttons=[parts.Button(text=_("Start again"), kind=parts.ButtonKind.LINK, name="end", value="yes")],
    )


def _about(around: Around) -> parts.Part:
    return parts.DefinitionHint(
        term=_("What this assistant does, and what it keeps"),
        body=parts.Bullets(
            items=[
                _("It is a program. It writes no sentences of its own: it shows what people here wrote and checked."),
                _("It does not decide anything, and what you ask here has no bearing on your application."),
                _("Numbers, addresses and dates of birth are taken out of your words before they are kept."),
                _("Your words are kept for %(n)s days, longer where a person took over, and then they go.")
                % {"n": limits(around.on).keep.days},
                parts.Sentence(
                    pieces=[
                        _("You would rather talk to a person?"),
                        " ",
                        parts.Link(text=_("All the ways to reach us"), href=reverse("public:contact")),
                    ]
                ),
            ]
        ),
    )
