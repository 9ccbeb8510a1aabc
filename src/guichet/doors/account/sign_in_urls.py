"""The addresses of signing in: allauth’s views under our own paths, French ones in French."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("allauth.urls"))]
