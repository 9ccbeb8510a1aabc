"""The addresses without a language: the first page, where one is chosen."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
