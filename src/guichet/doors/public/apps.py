from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.public"
    label = "door_public"
