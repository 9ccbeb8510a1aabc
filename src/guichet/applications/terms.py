"""The words of applications and of the feed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The tracker's three words belong to the catalogue, whose stages carry them; a file stands in one of them.
from guichet.programs.terms import Overall as Overall


class WaitingOn(TextChoices):
    """Who must act next on a file."""

    YOU = "YOU", _("You")
    DEPARTMENT = "DEPARTMENT", _("We")
    PARTNER = "PARTNER", _("A partner")
    NOBODY = "NOBODY", _("Nobody")


class Basis(TextChoices):
    """What a date that we name rests on."""

    SERVICE_STANDARD = "SERVICE_STANDARD", _("Our service standard; not a forecast for your file")
    FORECAST = "FORECAST", _("What happened to files like it, decided and waiting")
    DECIDED = "DECIDED", _("The decision, which has been made")
    NONE = "NONE", _("Nothing: no service standard is published")


class StepState(TextChoices):
    """Where a step of a file stands."""

    DONE = "DONE", _("Done")
    NOW = "NOW", _("Now")
    TO_COME = "TO_COME", _("To come")


class FeedState(TextChoices):
    """What became of an accepted event."""

    APPLIED = "APPLIED", _("Applied")
    WAITING = "WAITING", _("Waiting for its file or client")


class RunState(TextChoices):
    """How far a run of the feed came."""

    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    BROKEN_OFF = "BROKEN_OFF", _("Broken off; start it again")


class SetAsideReason(TextChoices):
    """Why a line of the feed was set aside. Each has a sentence that says how to mend it."""

    NOT_TEXT = "NOT_TEXT", _("The line is not readable text (UTF-8).")
    NOT_JSON = "NOT_JSON", _("The line is not whole JSON.")
    TOO_LONG = "TOO_LONG", _("The line is longer than a feed event may be.")
    BAD_ROW = "BAD_ROW", _("The row does not have the columns of the header.")
    NOT_AN_EVENT = "NOT_AN_EVENT", _("The line is JSON, but not an event.")
    MISSING_FIELD = "MISSING_FIELD", _("A field is missing.")
    BAD_VALUE = "BAD_VALUE", _("A field has a value that cannot be right.")
    UNKNOWN_TYPE = "UNKNOWN_TYPE", _("The type of event is not known.")
    UNKNOWN_PROGRAM = "UNKNOWN_PROGRAM", _("The program is not in the catalogue.")
    UNKNOWN_STAGE = "UNKNOWN_STAGE", _("The stage has no sentence in both languages in the catalogue.")
    UNKNOWN_SECTION = "UNKNOWN_SECTION", _("The section or its status is not in the catalogue.")
    UNKNOWN_DOCUMENT = "UNKNOWN_DOCUMENT", _("The document is not in the catalogue.")
    UNKNOWN_REASON = "UNKNOWN_REASON", _("The reason is not in the catalogue.")
    UNKNOWN_DECISION = "UNKNOWN_DECISION", _("The decision is not in the catalogue.")
    UNKNOWN_OFFICE = "UNKNOWN_OFFICE", _("The office is not in the catalogue.")
    UNKNOWN_FEE = "UNKNOWN_FEE", _("The fee is not in the catalogue.")
    UNMAPPED = "UNMAPPED", _("The mapping has no entry for this value.")
    CONFLICT = "CONFLICT", _("An event with this id was accepted before with other contents.")
