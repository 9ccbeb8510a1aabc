"""The words of clients: ways to reach them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactKind(TextChoices):
    """A way to reach somebody."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class NoticeChannel(TextChoices):
    """How a client wants to be told, beside the message that always stands in their account."""

    EMAIL = "email", _("By e-mail")
    TEXT = "text", _("By text message")
    ACCOUNT = "account", _("In my account only")


class LinkMeans(TextChoices):
    """How an account proved that a file is theirs."""

    FACTS = "FACTS", _("Number and facts from the file")
    ASSISTED = "ASSISTED", _("With the help of two members of staff")
    DEMONSTRATION = "DEMONSTRATION", _("Demonstration")
