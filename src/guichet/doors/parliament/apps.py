from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.parliament"
    label = "door_parliament"
