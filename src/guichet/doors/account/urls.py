"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.documents import views as documents
from guichet.doors.account.home import views as home
from guichet.doors.account.linking.views import link_file
from guichet.doors.account.preferences.views import preferences
from guichet.doors.account.security.views import security

app_name = "account"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path(_("files/"), include("guichet.doors.account.files.urls")),
    path(_("messages/"), include("guichet.doors.account.messages.urls")),
    path(_("documents/"), documents.documents, name="documents"),
    path(_("helping/"), include("guichet.doors.account.helping.urls")),
    path(_("people/"), include("guichet.doors.account.people.urls")),
    path(_("link/"), link_file, name="link-file"),
    path(_("preferences/"), preferences, name="preferences"),
    path(_("security/"), security, name="security"),
]
