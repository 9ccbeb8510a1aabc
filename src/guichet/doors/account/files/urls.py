"""The addresses of a client’s files."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.files import views

urlpatterns = [
    path("", views.files, name="files"),
    path("<str:number>/", views.file, name="file"),
    path(_("<str:number>/history/"), views.history, name="history"),
]
