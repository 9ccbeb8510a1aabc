"""The words of notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Medium(TextChoices):
    """A way a notice is carried."""

    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")

    @property
    def other(self) -> "Medium":
        """Return the medium to try where this one fails."""
        return Medium.TEXT if self is Medium.EMAIL else Medium.EMAIL


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
    DECEASED = "DECEASED", _("The client has died; nothing is sent")


class Fault(TextChoices):
    """What went wrong with a message, or with the provider that should carry it."""

    ADDRESS_REFUSED = "ADDRESS_REFUSED", _("The address does not exist or takes no messages")
    ADDRESS_BUSY = "ADDRESS_BUSY", _("The address could take no messages for some days")
    MESSAGE_REFUSED = "MESSAGE_REFUSED", _("The provider refused the message")
    NOT_WORDED = "NOT_WORDED", _("The message could not be put into words")
    UNREACHABLE = "UNREACHABLE", _("The provider could not be reached")
    TOO_SLOW = "TOO_SLOW", _("The provider did not answer in time")
    OUT_OF_ORDER = "OUT_OF_ORDER", _("The provider is out of order")
    NONSENSE = "NONSENSE", _("The provider’s answer could not be understood")
    TOO_MANY = "TOO_MANY", _("The provider asked us to wait")
    REFUSES_US = "REFUSES_US", _("The provider refuses our key or settings")
    LOST = "LOST", _("The provider could not pass the message on")


class Report(TextChoices):
    """What a provider says of a message that it took."""

    UNDER_WAY = "UNDER_WAY", _("Under way")
    DELIVERED = "DELIVERED", _("Delivered")
    NO_SUCH_ADDRESS = "NO_SUCH_ADDRESS", _("No such address")
    NOT_REACHED = "NOT_REACHED", _("Not reached in time")
    LOST = "LOST", _("Lost by the provider")


# How a service with the interface of GC Notify and GOV.UK Notify says it. Source: its API reference, "Get the status
# of one message"; GC Notify adds the last two.
NOTIFY_REPORTS: dict[str, Report] = {
    "created": Report.UNDER_WAY,
    "sending": Report.UNDER_WAY,
    "pending": Report.UNDER_WAY,
    "sent": Report.UNDER_WAY,
    "delivered": Report.DELIVERED,
    "permanent-failure": Report.NO_SUCH_ADDRESS,
    "temporary-failure": Report.NOT_REACHED,
    "technical-failure": Report.LOST,
    "provider-failure": Report.LOST,
    "virus-scan-failed": Report.LOST,
}
