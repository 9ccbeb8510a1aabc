"""The addresses of somebody who helps clients."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.helping import told, views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path(_("messages/"), told.messages, name="held-messages"),
    path(_("clients/<int:client_id>/"), told.client, name="helped-client"),
    path(_("clients/"), views.helped, name="helped"),
    path(_("clients/ask/"), views.ask, name="ask-client"),
    path(_("profile/"), views.profile, name="helper-profile"),
    path(_("authorities/<int:authority_id>/hand-back/"), views.hand_back, name="hand-back"),
]
