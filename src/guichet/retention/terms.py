"""The words of retention: what is kept, why something stays, and how far a disposal is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kept(TextChoices):
    """What is kept, class by class, in the order in which a disposal takes them."""

    FEED_EVENT = "FEED_EVENT", _("What the case system told, once applied")
    SET_ASIDE = "SET_ASIDE", _("Lines of the feed that were set aside")
    DELIVERY = "DELIVERY", _("Addresses to which messages went")
    TASK = "TASK", _("Tasks that are over")
    PROPOSAL = "PROPOSAL", _("Requests for an authority that were answered")
    FILE = "FILE", _("Files that are over")
    CLIENT = "CLIENT", _("People without a file")
    HELPER = "HELPER", _("Helpers whom nothing names any more")


class Verdict(TextChoices):
    """What becomes of one row, and why."""

    GOES = "GOES", _("Goes")
    HELD = "HELD", _("Held by a legal hold")
    OPEN = "OPEN", _("Not over yet")
    TOO_SOON = "TOO_SOON", _("Its time is not over")
    IN_USE = "IN_USE", _("Was looked at lately, or somebody works on it")
    HAS_FILES = "HAS_FILES", _("Has a file that is kept")
    HAS_ACCOUNT = "HAS_ACCOUNT", _("Has an account here")
    JOINED = "JOINED", _("Is joined with another record")
    AUTHORITY = "AUTHORITY", _("An authority that is kept names them")


class Unit(TextChoices):
    """In what a time is counted."""

    DAYS = "days", _("days")
    YEARS = "years", _("years")


class HoldReason(TextChoices):
    """Why something must not go, whatever its time."""

    ACCESS_REQUEST = "ACCESS_REQUEST", _("A request for access to it is open")
    COMPLAINT = "COMPLAINT", _("A complaint is open")
    COURT = "COURT", _("A court case")
    INVESTIGATION = "INVESTIGATION", _("An investigation")


class DisposalState(TextChoices):
    """How far a disposal is."""

    ASKED = "ASKED", _("Waits for a second person")
    APPROVED = "APPROVED", _("Approved")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
