"""The words of notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Medium(TextChoices):
    """A way a notice is carried."""

    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")


class DeliveryStatus(TextChoices):
    """Where a message to one address stands."""

    QUEUED = "QUEUED", _("Waiting to be sent")
    SENDING = "SENDING", _("Being sent")
    SENT = "SENT", _("Sent")
    DELIVERED = "DELIVERED", _("Delivered")
    FAILED = "FAILED", _("Could not be delivered")


class WhyNotSent(TextChoices):
    """Why a notice stands in the account only."""

    NO_ADDRESS = "NO_ADDRESS", _("We have no address that works")
    PREFERS_ACCOUNT = "PREFERS_ACCOUNT", _("The client wants messages in the account only")
    OLD = "OLD", _("It happened long before we heard of it")
    OVERTAKEN = "OVERTAKEN", _("Something later had already been told")
