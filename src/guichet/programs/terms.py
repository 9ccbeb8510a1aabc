"""The words of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Line(TextChoices):
    """A line of business: the group of programs that a program belongs to."""

    TEMPORARY = "temporary", _("Visit, study or work")
    PERMANENT_ECONOMIC = "permanent_economic", _("Permanent residence: workers")
    PERMANENT_FAMILY = "permanent_family", _("Permanent residence: family")
    PERMANENT_REFUGEE = "permanent_refugee", _("Permanent residence: refugees and protected persons")
    PERMANENT_OTHER = "permanent_other", _("Permanent residence: other reasons")
    PERMANENT_STATUS = "permanent_status", _("Permanent residents: cards and proof of status")
    CITIZENSHIP = "citizenship", _("Citizenship")
    PASSPORT = "passport", _("Passports and travel documents")
    SAMPLE = "sample", _("Sample of another service")


class WhoActs(TextChoices):
    """Whose turn it is."""

    CLIENT = "client", _("You")
    DEPARTMENT = "department", _("We")
    PARTNER = "partner", _("A partner")
    NOBODY = "nobody", _("Nobody: this is done")


class Overall(TextChoices):
    """Where a file stands on the whole."""

    RECEIVED = "RECEIVED", _("Received")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    CLOSED = "CLOSED", _("Closed")


class SectionStatus(TextChoices):
    """Where one section of a review stands."""

    NOT_STARTED = "NOT_STARTED", _("Not started")
    WAITING_ON_YOU = "WAITING_ON_YOU", _("Waiting for you")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    COMPLETED = "COMPLETED", _("Completed")
    EXEMPTED = "EXEMPTED", _("Exempted")


class Certainty(TextChoices):
    """How sure we are of a fact in the data."""

    CONFIRMED = "C", _("Confirmed in an official text")
    REPORTED = "C2", _("Reported, not by an official source")
    VERIFY = "V", _("To be verified")


class FeePer(TextChoices):
    """What a fee is paid for once."""

    PERSON = "person", _("per person")
    ADULT = "adult", _("per adult")
    OFFER = "offer", _("per job offer")
    SPONSORSHIP = "sponsorship", _("per sponsorship")
    CARD = "card", _("per card")
    DOCUMENT = "document", _("per document")
    CERTIFICATE = "certificate", _("per certificate")
    PASSPORT = "passport", _("per passport")
    SEARCH = "search", _("per search")
    REQUEST = "request", _("per request")
