"""A client’s overview: what we need from them, what is new, and their open files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.applications.queries import FileSummary
from guichet.applications.terms import Overall
from guichet.design import parts
from guichet.doors.account.files.pages import file_card, no_files
from guichet.doors.account.messages.pages import message_card
from guichet.doors.account.navigation import menu
from guichet.notices.queries import MessagesPage, NotReached
from guichet.notices.terms import Medium

MESSAGES_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class HomePage:
    """What matters first."""

    heading: str
    menu: parts.NavigationList
    sections: Sequence[parts.Part]


def home_page(
    files: Sequence[FileSummary],
    messages: MessagesPage,
    *,
    unopened: int,
    not_reached: Sequence[NotReached] = (),
    household: Sequence[parts.Part] = (),
    notices: Sequence[parts.Part] = (),
    helps: bool = False,
) -> HomePage:
    """Return the overview, with the notices that concern the client and what did not reach them said first.

    `household` are the files of those one lives with, as far as each shows them.
    `helps` says that this account may see files of others too, which stand apart.
    """
    return HomePage(
        heading=_("Your account"),
        menu=menu("account:home", unopened=unopened),
        sections=[
            *notices,
            *(_could_not_reach(one) for one in not_reached),
            *(_sections(files, messages) if files else [no_files()]),
            *household,
            *(_helping() if helps else []),
            _prepare(),
        ],
    )


def _prepare() -> parts.Section:
    """Return what helps before an application."""
    return parts.Section(
        id="prepare",
        title=_("Before you apply"),
        items=[
            parts.CardList(
                cards=[
                    parts.Card(
                        title=_("Your travel journal"),
                        href=reverse("account:days"),
                        body=_("Your trips, and how many days count for citizenship and for your permanent residence."),
                    ),
                    parts.Card(
                        title=_("Find your program"),
                        href=reverse("public:finder"),
                        body=_("A few questions, and every program that fits. Answers that you keep are here again."),
                    ),
                ]
            )
        ],
    )


def _could_not_reach(one: NotReached) -> parts.NoticeBanner:
    """Return what the client must know at once, until the address is mended or the messages are read."""
    title = {
        Medium.EMAIL: _("We could not reach you at %(address)s."),
        Medium.TEXT: _("We could not reach you at the number %(address)s."),
        Medium.POST: _("A letter that we sent you came back."),
    }[one.medium]
    return parts.NoticeBanner(
        kind=parts.NoticeKind.WARNING,
        title=title % {"address": one.shown},
        body=_("Your messages are here in your account. Check that the address is right, or give us another."),
        action=parts.Link(text=_("Check it here"), href=reverse("account:preferences")),
    )


def _sections(files: Sequence[FileSummary], messages: MessagesPage) -> Iterator[parts.Part]:
    yours = [file for file in files if file.to_do]
    going_on = [file for file in files if file.overall != Overall.CLOSED and not file.to_do]
    if yours:
        yield parts.Section(
            id="yours",
            title=_("Your turn"),
            intro=_("These files are waiting for you."),
            items=[parts.CardList(cards=[file_card(file) for file in yours])],
        )
    else:
        yield parts.NoticeBanner(title=_("You do not need to do anything now."), kind=parts.NoticeKind.SUCCESS)
    if going_on:
        yield parts.Section(
            id="open",
            title=_("Files we are working on"),
            items=[parts.CardList(cards=[file_card(file) for file in going_on])],
        )
    closed = len(files) - len(yours) - len(going_on)
    yield parts.Paragraphs(texts=[parts.Link(text=_all_files(closed), href=reverse("account:files"))])
    new = [message for message in messages.messages if message.told.opened_at is None][:MESSAGES_SHOWN]
    programs = {file.number: file.program for file in files}
    if new:
        yield parts.Section(
            id="new",
            title=_("New messages"),
            items=[parts.CardList(cards=[message_card(message, programs) for message in new])],
            action=parts.Link(text=_("All messages"), href=reverse("account:messages")),
        )


def _helping() -> Iterator[parts.Part]:
    yield parts.Section(
        id="helping",
        title=_("You help others"),
        intro=_("Files of others that you may see stand apart from yours."),
        items=[parts.Button(text=_("Files of others"), href=reverse("account:portfolio"), kind="secondary")],
    )


def _all_files(closed: int) -> str:
    if not closed:
        return _("All your files")
    said = ngettext("All your files, with %(n)s that is closed", "All your files, with %(n)s that are closed", closed)
    return said % {"n": closed}
