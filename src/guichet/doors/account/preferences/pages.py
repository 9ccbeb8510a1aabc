"""What the page of preferences shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import ClientFacts
from guichet.clients.terms import ContactKind, NoticeChannel
from guichet.design.parts import Link, NavigationList, NoticeBanner
from guichet.doors.account.navigation import menu
from guichet.doors.account.preferences.forms import PreferencesForm


@dataclass(frozen=True, kw_only=True)
class PreferencesPage:
    """The form, and what cannot be reached at the moment."""

    heading: str
    menu: NavigationList
    failing: NoticeBanner | None
    form: PreferencesForm | None
    nothing_linked: NoticeBanner | None


def preferences_page(clients: Sequence[ClientFacts], form: PreferencesForm | None) -> PreferencesPage:
    """Return the page for these clients, all of one account; without any there is nothing to prefer yet."""
    return PreferencesPage(
        heading=_("How we write to you"),
        menu=menu("account:preferences"),
        failing=_failing(clients),
        form=form,
        nothing_linked=None if clients else _nothing_linked(),
    )


def channels_of(clients: Sequence[ClientFacts]) -> list[tuple[str, str]]:
    """Return the ways by which these clients can be told, each with the address that it goes to, half hidden."""
    known: dict[ContactKind, list[str]] = {kind: [] for kind in ContactKind}
    for client in clients:
        for point in client.contact_points:
            known[point.kind].append(point.shown)
    ways = [(NoticeChannel.EMAIL, known[ContactKind.EMAIL]), (NoticeChannel.TEXT, known[ContactKind.PHONE])]
    offered = [
        (way.value, _("%(way)s, to %(address)s") % {"way": way.label, "address": ", ".join(dict.fromkeys(addresses))})
        for way, addresses in ways
        if addresses
    ]
    return [*offered, (NoticeChannel.ACCOUNT.value, str(NoticeChannel.ACCOUNT.label))]


def _failing(clients: Sequence[ClientFacts]) -> NoticeBanner | None:
    gone = [point.shown for client in clients for point in client.contact_points if point.is_failing]
    if not gone:
        return None
    title = _("Our messages to %(address)s come back.") % {"address": ", ".join(dict.fromkeys(gone))}
    body = _("Choose another way below, or tell us your new address or number.")
    return NoticeBanner(title=title, body=body, kind="warning")


def _nothing_linked() -> NoticeBanner:
    link = Link(text=_("Link your file"), href=reverse("account:link-file"))
    return NoticeBanner(title=_("No file is linked to this account yet."), action=link)
