"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.parliament.constituents import views as constituents
from guichet.doors.parliament.enquiries import views as enquiries
from guichet.doors.parliament.lists import views as lists
from guichet.doors.parliament.people import views as people

app_name = "parliament"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", constituents.home, name="home"),
    path(_("consent/"), constituents.ask, name="ask-consent"),
    path(_("consent/form/"), constituents.paper, name="paper-consent"),
    path(_("consent/<row:proposal_id>/accept/"), constituents.accept, name="accept"),
    path(_("consent/<row:proposal_id>/take-back/"), constituents.take_back, name="take-back"),
    path(_("files/<file:number>/"), constituents.file, name="file"),
    path(_("files/<file:number>/ask/"), enquiries.ask, name="ask"),
    path(_("files/<file:number>/hand-back/"), constituents.hand_back, name="hand-back"),
    path(_("enquiries/"), enquiries.enquiries, name="enquiries"),
    path(_("enquiries/<str:reference>/"), enquiries.enquiry, name="enquiry"),
    path(_("enquiries/<str:reference>/withdraw/"), enquiries.withdraw, name="withdraw-enquiry"),
    path(_("list/"), lists.many, name="list"),
    path(_("themes/"), lists.themes, name="themes"),
    path(_("people/"), people.people, name="people"),
    path(_("people/<row:worker_id>/"), people.change, name="change-person"),
]
