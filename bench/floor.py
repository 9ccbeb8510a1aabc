"""Addresses of the service, and a bare page beside them: the floor that pages are measured against."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.bare import urlpatterns as bare
from guichet.config.urls import handler400, handler403, handler404, handler500
from guichet.config.urls import urlpatterns as pages
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@opens_to(Right.SIGNED_IN)
def signed_in(request: Visit) -> HttpResponse:
    """Show one line by Django's templates, to who is signed in: session, account and all middleware as on our pages."""
    return render(request, "bench/floor.html")


@opens_to(Right.PUBLIC)
def public(request: Visit) -> HttpResponse:
    """Show the same line to anybody, behind all middleware."""
    return render(request, "bench/floor.html")


# Last, so that no page of ours is found later than without them.
urlpatterns = [*pages, path("floor/signed-in/", signed_in), path("floor/public/", public), *bare]
