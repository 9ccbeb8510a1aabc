"""The addresses of this door."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt

from guichet.doors.api import views
from guichet.doors.api.catalogue.views import router as catalogue
from guichet.doors.api.enquiries.views import router as enquiries
from guichet.doors.api.feed.views import router as feed
from guichet.doors.api.interface import api
from guichet.doors.api.notices.views import router as notices
from guichet.doors.api.problems import head_of, in_one_form
from guichet.doors.api.times.views import router as times

app_name = "api"

api.add_router("", catalogue)
api.add_router("", feed)
api.add_router("", times)
api.add_router("", notices)
api.add_router("", enquiries)


def _with_problems(pattern: URLPattern | URLResolver) -> URLPattern:
    """Return an address of the framework whose every answer has our form, and which answers HEAD as it does GET."""
    assert isinstance(pattern, URLPattern)
    view: Callable[..., HttpResponse] = pattern.callback

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "HEAD":
            return in_one_form(request, view(request, *args, **kwargs))
        # The framework knows no HEAD: it is asked for what GET would answer, and only the head of that is sent.
        request.method = "GET"
        try:
            return head_of(in_one_form(request, view(request, *args, **kwargs)))
        finally:
            request.method = "HEAD"

    return URLPattern(pattern.pattern, answered, pattern.default_args, pattern.name)


urlpatterns: list[URLPattern | URLResolver] = [
    *map(_with_problems, api.urls[0]),
    re_path(r"^.*$", csrf_exempt(views.nothing_here), name="nothing"),
]
