"""The addresses of somebody who helps clients."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.helping import views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path(_("clients/"), views.helped, name="helped"),
    path(_("clients/ask/"), views.ask, name="ask-client"),
    path(_("profile/"), views.profile, name="helper-profile"),
    path(_("authorities/<int:authority_id>/hand-back/"), views.hand_back, name="hand-back"),
]
