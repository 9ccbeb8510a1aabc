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


class Frequency(TextChoices):
    """How often a client wants to be told. What is urgent comes at once, whatever they chose."""

    EACH = "each", _("Each change, as it happens")
    DAILY = "daily", _("Once a day, if something changed")
    WEEKLY = "weekly", _("Once a week, if something changed")


class Format(TextChoices):
    """A form in which a client can read or hear what we say. Source: Accessible Canada Regulations, s. 8."""

    LARGE_PRINT = "large_print", _("Large print")
    AUDIO = "audio", _("Audio")
    BRAILLE = "braille", _("Braille")
    ELECTRONIC = "electronic", _("An electronic file for my reader")


class LinkMeans(TextChoices):
    """How an account proved that a file is theirs."""

    FACTS = "FACTS", _("Number and facts from the file")
    ASSISTED = "ASSISTED", _("With the help of two members of staff")
    DEMONSTRATION = "DEMONSTRATION", _("Demonstration")


class FoundBy(TextChoices):
    """Why a search shows a client."""

    UCI = "UCI", _("Client identifier")
    NUMBER = "NUMBER", _("Application number")
    EMAIL = "EMAIL", _("E-mail address")
    PHONE = "PHONE", _("Telephone number")
    NAME = "NAME", _("Name")
    NAME_ALIKE = "NAME_ALIKE", _("Similar name")
    BIRTH = "BIRTH", _("Date of birth")


class LinkRefusal(TextChoices):
    """Why an account was not linked to a file. Which of the facts was wrong is never said."""

    NOT_PROVED = "NOT_PROVED", _("What you entered does not match a file that can be linked to this account.")
    TOO_MANY_TRIES = "TOO_MANY_TRIES", _("There were too many tries. You can try again later.")
