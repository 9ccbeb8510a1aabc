"""The addresses without a language: the first page, where one is chosen, and what robots and browsers ask for."""

from django.urls import URLPattern, URLResolver, path

from guichet.doors.public.home import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.language, name="language"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.svg", views.favicon, name="favicon"),
    path("favicon.ico", views.favicon, name="favicon-old"),
]
