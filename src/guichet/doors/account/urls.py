"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.documents import views as documents
from guichet.doors.account.home import views as home

app_name = "account"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path(_("files/"), include("guichet.doors.account.files.urls")),
    path(_("messages/"), include("guichet.doors.account.messages.urls")),
    path(_("documents/"), documents.documents, name="documents"),
]
