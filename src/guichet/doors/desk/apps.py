from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.desk"
    label = "door_desk"
