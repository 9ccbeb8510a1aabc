from django.apps import AppConfig


class Door(AppConfig):
    name = "guichet.doors.account"
    label = "door_account"
