"""The addresses of a client’s household."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.household import views

urlpatterns = [
    path("", views.household, name="household"),
    path(_("invite/"), views.invite, name="household-invite"),
    path(_("show/<int:member_id>/"), views.show, name="household-show"),
    path(_("children/<int:child_id>/add/"), views.add, name="household-add-child"),
    path(_("children/<int:child_id>/take-out/"), views.take_out, name="household-take-out"),
    path(_("leave/"), views.leave, name="household-leave"),
]
