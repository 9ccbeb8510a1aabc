"""A page of one line by Django's templates, to anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    """Show the line. Says how long it is itself: without middleware nobody else does."""
    answer = render(request, "bench/floor.html")
    answer["Content-Length"] = str(len(answer.content))
    return answer


urlpatterns = [path("floor/bare/", bare)]
