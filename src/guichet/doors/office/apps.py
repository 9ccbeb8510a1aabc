from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.office"
    label = "door_office"
