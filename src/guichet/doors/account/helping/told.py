"""What somebody who helps reads beside their clients: copies of letters, and what they did in each one’s name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guichet.clients.queries import ClientFacts, Deed, clients, may_decide, my_actions_for
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.helping.pages import helper_menu
from guichet.doors.account.places import name_of, place_named
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import send_to_step_up
from guichet.identity.actions import note_look
from guichet.identity.queries import NotSureEnough
from guichet.identity.rules import Viewer
from guichet.identity.terms import Disclosure, Right
from guichet.notices.queries import MessageFacts, MessagesPage, messages_held, messages_of_client


@dataclass(frozen=True, kw_only=True)
class ToldPage:
    """Copies of letters, and perhaps what was done."""

    heading: str
    menu: parts.NavigationList
    lead: str
    shown: Sequence[parts.Part]
    pages: parts.Pagination | None


@opens_to(Right.OWN_FILES)
@require_safe
def messages(visit: Visit) -> HttpResponse:
    """Show copies of the letters about the files of others, latest first."""
    viewer = visit.viewer
    try:
        found = messages_held(viewer, language=visit.language, before=place_named(visit.GET.get("before", "")))
    except NotSureEnough:
        return send_to_step_up(visit)
    page = ToldPage(
        heading=_("Messages about files of others"),
        menu=helper_menu("account:held-messages", viewer),
        lead=_("What the clients were told who let you read letters. Opening one here does not open it for them."),
        shown=[_cards(found, _names(viewer, found))],
        pages=_pages(found, reverse("account:held-messages")),
    )
    return render(visit, "account/helping/told.html", {"page": page})


@opens_to(Right.OWN_FILES)
@require_safe
def client(visit: Visit, client_id: int) -> HttpResponse:
    """Show what one client was told about the files that one may see, and what one did in their name."""
    viewer = visit.viewer
    someone = _helped(viewer, client_id)
    if Disclosure.CASE not in viewer.told:
        return send_to_step_up(visit)
    note_look(
        viewer=viewer,
        client_id=client_id,
        subject=f"client:{client_id}",
        page="account:helped-client",
        origin=visit.origin,
    )
    deeds = my_actions_for(client_id, viewer=viewer, language=visit.language, now=visit.origin.at)
    shown: list[parts.Part] = [parts.Section(id="deeds", title=_("What you did in their name"), items=[_deeds(deeds)])]
    pages = None
    if any(Disclosure.CASE in grant.sees for grant in viewer.grants_on(client_id)):
        found = messages_of_client(
            client_id, viewer=viewer, language=visit.language, before=place_named(visit.GET.get("before", ""))
        )
        letters = parts.Section(id="letters", title=_("What the client was told"), items=[_cards(found, {})])
        shown.insert(0, letters)
        pages = _pages(found, reverse("account:helped-client", args=[client_id]))
    page = ToldPage(
        heading=someone.name,
        menu=helper_menu("account:helped", viewer),
        lead=_("The client sees each thing that you do in their name."),
        shown=shown,
        pages=pages,
    )
    return render(visit, "account/helping/told.html", {"page": page})


def _helped(viewer: Viewer, client_id: int) -> ClientFacts:
    """Return somebody whom this account helps. Raises Http404 for anybody else: oneself, a child, a stranger."""
    if may_decide(viewer, client_id) or not viewer.grants_on(client_id):
        raise Http404
    found = clients([client_id], viewer=viewer)
    if not found:
        raise Http404
    return found[0]


def _names(viewer: Viewer, found: MessagesPage) -> Mapping[int, str]:
    named = {one.client_id: one.name for one in clients({one.client_id for one in found.messages}, viewer=viewer)}
    return {one.client_id: named.get(viewer.everyone_of(one.client_id)[0], "") for one in found.messages}


def _cards(found: MessagesPage, names: Mapping[int, str]) -> parts.Part:
    if not found.messages:
        return parts.EmptyState(
            title=_("No messages yet"), body=_("Letters about the files that you may see are shown here too.")
        )
    return parts.CardList(cards=[_card(one, names.get(one.client_id, "")) for one in found.messages])


def _card(one: MessageFacts, name: str) -> parts.Card:
    return parts.Card(
        title=one.happened,
        href=reverse("account:message", args=[one.notice_id]),
        facts=[long_day(local_day(one.at)), *filter(None, [name, one.number])],
    )


def _deeds(deeds: Sequence[Deed]) -> parts.Part:
    if not deeds:
        return parts.Paragraphs(texts=[_("Nothing so far.")])
    return parts.Timeline(entries=[parts.TimelineEntry(at=deed.at, title=deed.sentence) for deed in deeds], level=3)


def _pages(found: MessagesPage, address: str) -> parts.Pagination | None:
    return parts.Pagination(next_href=f"{address}?before={name_of(found.older)}") if found.older else None
