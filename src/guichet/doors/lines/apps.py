from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.lines"
    label = "door_lines"
