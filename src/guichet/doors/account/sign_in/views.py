"""Where somebody goes once signed in, and what staff are told who have no second factor yet."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import home_of, language_of
from guichet.identity.terms import Right


@dataclass(frozen=True, kw_only=True)
class SecondFactorPage:
    """Why a second factor is needed, and the ways to get one."""

    heading: str


@opens_to(Right.PUBLIC)
def after_sign_in(visit: Visit) -> HttpResponse:
    """Go where one’s day begins, in the language in which one last read our pages."""
    user_id = visit.viewer.user_id
    language = language_of(user_id) if user_id else visit.language
    with override(language):
        return HttpResponseRedirect(reverse(home_of(visit.viewer)))


@opens_to(Right.PUBLIC)
def second_factor(visit: Visit) -> HttpResponse:
    """Say that staff need a second factor, and how to get one."""
    page = SecondFactorPage(heading=_("Add a second step"))
    return render(visit, "account/second_factor.html", {"page": page})
