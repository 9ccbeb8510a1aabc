"""The words of service standards."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """What a standard's value counts. ACCESS is a share without a time: how many get through at all."""

    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    BUSINESS_DAYS = "business_days", _("business days")
    CALENDAR_DAYS = "calendar_days", _("days")
    MONTHS = "months", _("months")
    ACCESS = "access", _("share who get through")


class Basis(TextChoices):
    """What the clock of a standard runs to."""

    DECISION = "decision", _("the decision")
    DOCUMENT = "document", _("the document")
    INVITATION = "invitation", _("the invitation")
    MESSAGE = "message", _("the message on what comes next")
    ANSWER = "answer", _("the answer")
    TRANSFER = "transfer", _("the transfer")
    QUEUE = "queue", _("an agent on the line")
    ACCESS = "access", _("a place in the queue")
    REFUND = "refund", _("the refund")


class Channel(TextChoices):
    """Which way in a standard is about."""

    ONLINE = "ONL", _("Online")
    POST = "POST", _("By mail")
    PERSON = "PERSON", _("In person")
    TELEPHONE = "TEL", _("By telephone")
    EMAIL = "EML", _("By e-mail or Web form")
    OTHER = "OTH", _("Any way")


class ClockState(TextChoices):
    """How a file stands with its promise."""

    ON_TIME = "ON_TIME", _("On time")
    DUE_SOON = "DUE_SOON", _("Due soon")
    LATE = "LATE", _("Late")
    PAUSED = "PAUSED", _("Waiting for you")
    MET = "MET", _("Standard met")
    MISSED = "MISSED", _("Standard missed")
    NO_STANDARD = "NO_STANDARD", _("No published standard")


class Certainty(TextChoices):
    """How sure we are that a standard is as we say."""

    CONFIRMED = "C", _("Confirmed in an official text")
    REPORTED = "C2", _("Reported, not by an official source")
    VERIFY = "V", _("To be verified")
