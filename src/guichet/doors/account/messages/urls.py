"""The addresses of a client’s messages."""

from django.urls import path

from guichet.doors.account.messages import views

urlpatterns = [
    path("", views.messages, name="messages"),
    path("<int:notice>/", views.letter, name="message"),
]
