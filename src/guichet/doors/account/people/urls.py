"""The addresses of a client’s people."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.people import appointing, changing, views

urlpatterns = [
    path("", views.people, name="people"),
    path("<int:client_id>/", views.people, name="people-of"),
    path(_("<int:client_id>/past/"), views.past, name="people-past"),
    path(_("<int:client_id>/appoint/"), appointing.who, name="appoint"),
    path(_("<int:client_id>/appoint/scope/"), appointing.scope, name="appoint-scope"),
    path(_("<int:client_id>/appoint/check/"), appointing.check, name="appoint-check"),
    path(_("asked/<int:proposal_id>/"), views.answer, name="answer"),
    path(_("asked/<int:proposal_id>/withdraw/"), views.withdraw, name="withdraw"),
    path(_("authorities/<int:authority_id>/change/"), changing.change, name="change-authority"),
    path(_("authorities/<int:authority_id>/end/"), views.end_authority, name="end-authority"),
]
