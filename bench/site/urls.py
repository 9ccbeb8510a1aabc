"""The addresses of the service, and a bare page beside them: the floor."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from guichet.config import urls


def bare(request: HttpRequest) -> HttpResponse:
    """Answer a signed-in person with a page of nothing: what any page costs."""
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{request.user.pk}</p>")


urlpatterns = [path("bench/bare/", bare), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
