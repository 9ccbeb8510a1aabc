"""Shows the choice of language, the front page, and what robots and browsers ask for."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.banners import EVERYBODY, banners
from guichet.doors.crises import crisis_banners, without_crises
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.home.pages import home_page, language_page
from guichet.doors.public.search.forms import search_box
from guichet.identity.terms import Right
from guichet.knowledge.queries import notices_for

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /en/account/
Disallow: /fr/compte/
Allow: /
"""


@opens_to(Right.PUBLIC)
@require_safe
def language(request: Visit) -> HttpResponse:
    """Offer both official languages, neither before the other. Nobody is sent on by what their browser says."""
    with override("en"):
        return render(request, "public/home/language.html", {"page": language_page()})


@opens_to(Right.PUBLIC)
@require_safe
def home(request: Visit) -> HttpResponse:
    """Show what can be done here."""
    found = without_crises(notices_for(EVERYBODY, on=local_day(request.origin.at)))
    shown = banners(found, request.language, all_of_them=reverse("public:notices"))
    page = home_page([*crisis_banners(request.language), *shown], signed_in=request.user.is_authenticated)
    return render(request, "public/home/home.html", {"page": page, "search": search_box()})


@opens_to(Right.PUBLIC)
@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: Visit) -> HttpResponse:
    """Tell robots which pages are nobody’s but their owner’s."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@opens_to(Right.PUBLIC)
@require_safe
@cache_control(public=True, max_age=86_400)
def favicon(request: Visit) -> HttpResponse:
    """Send browsers that ask for the old address to our mark."""
    return HttpResponseRedirect(staticfiles_storage.url("design/mark.svg"))
