"""A client’s messages: the list, and one of them, in either language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileSummary
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.files.entries import notes_of
from guichet.doors.account.files.pages import no_files
from guichet.doors.account.navigation import menu
from guichet.doors.account.places import name_of
from guichet.notices.queries import MessageFacts, MessagesPage


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """The messages, latest first."""

    heading: str
    menu: parts.NavigationList
    list: parts.Part
    pages: parts.Pagination | None


@dataclass(frozen=True, kw_only=True)
class LetterPage:
    """One message."""

    heading: str
    back: parts.BackLink
    facts: str
    happened: str
    your_turn: parts.NoticeBanner | None
    next: str
    points: parts.Bullets | None
    how: Sequence[parts.TimelineNote]
    links: parts.ButtonRow


def list_page(shown: MessagesPage, files: Sequence[FileSummary], *, unopened: int) -> ListPage:
    """Return the list; `files` are all the account’s, `unopened` is how many messages were never opened."""
    pages = None
    if shown.older:
        pages = parts.Pagination(next_href=f"{reverse('account:messages')}?before={name_of(shown.older)}")
    return ListPage(
        heading=_("Your messages"),
        menu=menu("account:messages", unopened=unopened),
        list=_list(shown, files),
        pages=pages,
    )


def message_card(message: MessageFacts, programs: Mapping[str, str]) -> parts.Card:
    """Return a message as a card: what happened, in which file (`programs` names them), whether it was opened."""
    about = " · ".join(filter(None, (programs.get(message.number), message.number)))
    return parts.Card(
        title=message.happened,
        href=reverse("account:message", args=[message.notice_id]),
        tag=None if message.told.opened_at else parts.Tag(text=_("New"), kind=parts.TagKind.INFO),
        facts=[long_day(local_day(message.at)), *([about] if about else [])],
    )


def letter_page(message: MessageFacts, *, own: bool = True) -> LetterPage:
    """Return one message; a copy for somebody else (not their `own`) says nothing of how the client is reached."""
    letter = message.letter
    facts = [long_day(local_day(message.at)), letter.about, letter.number]
    turn = None
    if letter.your_turn:
        due = (
            _("It is your turn, by %(day)s") % {"day": long_day(letter.due_on)}
            if letter.due_on
            else _("It is your turn")
        )
        turn = parts.NoticeBanner(title=due, body=letter.next, kind=parts.NoticeKind.WARNING)
    links = [parts.Button(text=letter.link_text, href=letter.link)] if letter.link else []
    links += (
        [parts.Button(text=_("See the whole file"), href=reverse("account:file", args=[letter.number]))]
        if letter.number
        else []
    )
    return LetterPage(
        heading=letter.subject,
        back=parts.BackLink(href=reverse("account:messages"), text=_("Your messages"))
        if own
        else parts.BackLink(href=reverse("account:held-messages"), text=_("Messages about files of others")),
        facts=" · ".join(filter(None, facts)),
        happened=letter.happened,
        your_turn=turn,
        next="" if turn else letter.next,
        points=parts.Bullets(items=letter.points) if letter.points else None,
        how=notes_of(message.told) if own else [],
        links=parts.ButtonRow(
            items=[
                *links,
                parts.Button(text=_("Ask us"), href=reverse("public:contact"), kind=parts.ButtonKind.SECONDARY),
            ]
        ),
    )


def _list(shown: MessagesPage, files: Sequence[FileSummary]) -> parts.Part:
    if not files:
        return no_files()
    if not shown.messages:
        return parts.EmptyState(
            title=_("No messages yet"), body=_("We write to you each time something happens with your files.")
        )
    programs = {file.number: file.program for file in files}
    return parts.CardList(cards=[message_card(message, programs) for message in shown.messages])
