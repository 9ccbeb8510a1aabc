"""A page that is a heading, parts to read, and perhaps one form with its button: most pages about signing in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from guichet.design.parts import BackLink, Content, NavigationList
from guichet.doors.account.navigation import menu
from guichet.doors.entrance import Visit
from guichet.identity.terms import Right


@dataclass(frozen=True, kw_only=True)
class PlainPage:
    """What such a page shows: parts, the form with its button, and what stands below it."""

    heading: str
    menu: NavigationList | None = None
    back: BackLink | None = None
    parts: Sequence[Content] = ()
    form: forms.BaseForm | None = None
    submit: str = ""
    kind: str = "primary"
    # Hidden fields that go along with the form: the page to go on to.
    more: Sequence[tuple[str, str]] = ()
    action: str = ""
    cancel: str = ""
    below: Sequence[Content] = ()


class NothingToEnter(forms.Form):
    """A form that is only a button: it asks whether."""


def show(visit: Visit, page: PlainPage, *, status: int = 200) -> HttpResponse:
    """Return the page. It stays in no browser that others use."""
    answer = render(visit, "account/plain.html", {"page": page}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def security_menu(visit: Visit) -> NavigationList | None:
    """Return the menu of the account for a client; staff have none here."""
    return menu("account:security") if visit.viewer.may(Right.OWN_FILES) else None
