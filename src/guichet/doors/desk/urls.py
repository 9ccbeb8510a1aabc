"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.desk.clients import views as clients
from guichet.doors.desk.files import views as files
from guichet.doors.desk.reaching import views as reaching
from guichet.doors.desk.search import views as search

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.search, name="home"),
    path(_("clients/<row:client_id>/"), clients.client, name="client"),
    path(_("clients/<row:client_id>/open/"), clients.open_file, name="open"),
    path(_("clients/<row:client_id>/close/"), clients.close, name="close"),
    path(_("clients/<row:client_id>/reach/"), reaching.reach, name="reach"),
    path(_("clients/<row:client_id>/reach/text/"), reaching.text_read, name="text-read"),
    path(_("clients/<row:client_id>/reach/letter/"), reaching.letter_returned, name="letter-returned"),
    path(_("files/<file:number>/"), files.file, name="file"),
]
