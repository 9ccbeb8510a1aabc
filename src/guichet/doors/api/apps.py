from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.api"
    label = "door_api"
