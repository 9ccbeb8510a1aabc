"""The addresses of a group of sponsors."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.group import views

urlpatterns = [
    path("", views.group, name="group"),
    path(_("invite/"), views.invite, name="group-invite"),
    path(_("<int:group_id>/leave/"), views.leave, name="group-leave"),
    path(_("members/<int:member_id>/remove/"), views.remove, name="group-remove"),
]
