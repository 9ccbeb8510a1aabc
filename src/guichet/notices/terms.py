"""The words of notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Medium(TextChoices):
    """A way a notice is carried."""

    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    POST = "post", _("Letter")


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
    NO_RECEIPT = "NO_RECEIPT", _("No receipt came in time")
    RETURNED = "RETURNED", _("The letter came back")
    NOT_WANTED = "NOT_WANTED", _("The client no longer wants messages this way")


class WhyHeld(TextChoices):
    """Why a message waits for its moment."""

    TOGETHER = "TOGETHER", _("With whatever else happens until then")
    DAILY = "DAILY", _("With the day’s news, as the client chose")
    WEEKLY = "WEEKLY", _("With the week’s news, as the client chose")
    QUIET = "QUIET", _("Until the client’s quiet hours are over")
    SAFE = "SAFE", _("Until the hours in which the client may be contacted")


class UndeliveredState(TextChoices):
    """Where a notice stands that did not arrive at first."""

    TRYING = "TRYING", _("Being tried another way")
    OWNED = "OWNED", _("A person sees to it")
    RESOLVED = "RESOLVED", _("Resolved")


class Resolution(TextChoices):
    """How a notice that did not arrive came to its client in the end; or why it no longer has to."""

    OTHER_WAY = "OTHER_WAY", _("Another way carried it")
    ARRIVED = "ARRIVED", _("It arrived after all")
    OPENED = "OPENED", _("The client opened it in their account")
    PERSON = "PERSON", _("A person told the client")
    MENDED = "MENDED", _("It went to an address that was mended")
    BESIDE = "BESIDE", _("Whoever represents the client has it")
    GIVEN_UP = "GIVEN_UP", _("Given up, with a reason")


class WhyGivenUp(TextChoices):
    """Why nobody goes on trying to reach a client. Nothing is given up without one of these."""

    NO_WAY_LEFT = "NO_WAY_LEFT", _("Every address and number we have was tried")
    NO_LONGER_MATTERS = "NO_LONGER_MATTERS", _("What it tells no longer matters")
    CLIENT_WISHES = "CLIENT_WISHES", _("The client asked us not to")
    DECEASED = "DECEASED", _("The client has died")


class Answer(TextChoices):
    """What we answer to a text."""

    HELP = "HELP", _("What can be texted to us")
    STOPPED = "STOPPED", _("There will be no more texts")
    RESUMED = "RESUMED", _("Texts go on")
    NEWS = "NEWS", _("There is something new or to do")
    NO_NEWS = "NO_NEWS", _("There is nothing new")
    UNKNOWN_NUMBER = "UNKNOWN_NUMBER", _("We do not know this number")
    PASSED_ON = "PASSED_ON", _("A person will read it")


class Report(TextChoices):
    """What a provider says of a message that it took."""

    UNDER_WAY = "UNDER_WAY", _("Under way")
    DELIVERED = "DELIVERED", _("Delivered")
    NO_SUCH_ADDRESS = "NO_SUCH_ADDRESS", _("No such address")
    NOT_REACHED = "NOT_REACHED", _("Not reached in time")
    REFUSED = "REFUSED", _("Refused by the other side")
    RETURNED = "RETURNED", _("Came back by post")
    NO_RECEIPT = "NO_RECEIPT", _("Nothing heard in time")
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
