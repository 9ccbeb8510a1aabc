"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.desk.clients import views as clients
from guichet.doors.desk.files import views as files
from guichet.doors.desk.search import views as search

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.search, name="home"),
    path(_("clients/<row:client_id>/"), clients.client, name="client"),
    path(_("clients/<row:client_id>/open/"), clients.open_file, name="open"),
    path(_("clients/<row:client_id>/open-for-a-reason/"), clients.open_for_a_reason, name="break-glass"),
    path(_("clients/<row:client_id>/close/"), clients.close, name="close"),
    path(_("files/<file:number>/"), files.file, name="file"),
]
