"""The words of the journal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The way in by which something was done."""

    ACCOUNT = "account", _("Online account")
    WEB = "web", _("Website")
    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    COUNTER = "counter", _("In person")
    POST = "post", _("Post")
    DESK = "desk", _("Support desk")
    OFFICE = "office", _("Office")
    FEED = "feed", _("Case system")
    SYSTEM = "system", _("This service itself")
