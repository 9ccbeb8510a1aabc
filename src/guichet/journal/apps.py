from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "guichet.journal"

    def ready(self) -> None:
        """Know every kind of event from the start: an entry may be read before its room was ever asked for."""
        autodiscover_modules("events")
