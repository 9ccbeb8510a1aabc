"""A page of this door: its menu, parts to read, perhaps one form, and what stands below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.parts import BackLink, Content, NavigationList
from guichet.doors.entrance import Visit
from guichet.identity.queries import NotAllowed
from guichet.mp_enquiries.queries import OfficeFacts, office_of


@dataclass(frozen=True, kw_only=True)
class OfficePage:
    """What the layout shows."""

    heading: str
    menu: NavigationList
    back: BackLink | None = None
    parts: Sequence[Content] = ()
    form: forms.BaseForm | None = None
    submit: str = ""
    cancel: str = ""
    below: Sequence[Content] = ()


def show(visit: Visit, page: OfficePage, *, status: int = 200) -> HttpResponse:
    """Return the page. It stays in no browser that others use."""
    answer = render(visit, "parliament/page.html", {"page": page}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def menu(current: str) -> parts.NavigationList:
    """Return the menu with the page named `current` marked."""
    pages = [
        ("parliament:home", _("Constituents")),
        ("parliament:enquiries", _("Enquiries")),
        ("parliament:list", _("Many files at once")),
        ("parliament:themes", _("Themes")),
        ("parliament:people", _("People of the office")),
    ]
    return parts.NavigationList(
        label=_("Your office"),
        items=[parts.NavigationItem(text=text, href=reverse(name), current=name == current) for name, text in pages],
    )


def own_office(visit: Visit) -> OfficeFacts:
    """Return the office in which this account works. Raises PermissionDenied where it was closed a moment ago."""
    try:
        return office_of(visit.viewer)
    except NotAllowed:
        raise PermissionDenied from None
