"""The views of a client."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClientTab(TextChoices):
    """A view of a client; its name in the address."""

    FILES = "files", _("Files")
    TIMELINE = "timeline", _("Timeline")
    NOTICES = "notices", _("Notices")
    LOOKS = "looks", _("Who looked")

    @classmethod
    def of(cls, name: str | None) -> "ClientTab":
        """Return the tab that an address names; the files where it names none."""
        return cls(name) if name in cls.values else cls.FILES


class FileTab(TextChoices):
    """A view of one file; its name in the address."""

    NOW = "now", _("Now")
    TIMELINE = "timeline", _("Timeline")
    NOTICES = "notices", _("Notices")
    DOCUMENTS = "documents", _("Documents and fees")
    LOOKS = "looks", _("Who looked")

    @classmethod
    def of(cls, name: str | None) -> "FileTab":
        """Return the tab that an address names; what is so now where it names none."""
        return cls(name) if name in cls.values else cls.NOW
