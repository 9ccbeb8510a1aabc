"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.desk.clients import views as clients
from guichet.doors.desk.files import views as files
from guichet.doors.desk.search import views as search
from guichet.doors.desk.serving import views as serving

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.search, name="home"),
    path(_("clients/<row:client_id>/"), clients.client, name="client"),
    path(_("clients/<row:client_id>/open/"), clients.open_file, name="open"),
    path(_("clients/<row:client_id>/close/"), clients.close, name="close"),
    path(_("clients/<row:client_id>/contacts/"), serving.contacts, name="contacts"),
    path(_("clients/<row:client_id>/contacts/code/"), serving.contact_code, name="contact-code"),
    path(_("clients/<row:client_id>/serving/"), serving.serving, name="serving"),
    path(_("clients/<row:client_id>/names/"), serving.names, name="names"),
    path(_("clients/<row:client_id>/safety/"), serving.safety, name="safety"),
    path(_("clients/<row:client_id>/death/"), serving.death, name="death"),
    path(_("clients/<row:client_id>/death/undo/"), serving.death_undo, name="death-undo"),
    path(_("clients/<row:client_id>/former/"), serving.former, name="former"),
    path(_("files/<file:number>/"), files.file, name="file"),
]
