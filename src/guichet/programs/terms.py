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


class QuestionType(TextChoices):
    """How a question of the finder is answered."""

    CHOICE = "CHOICE", _("One of several answers")
    YES_NO = "YES_NO", _("Yes or no")
    LEVEL = "LEVEL", _("One of several levels")
    COUNT = "COUNT", _("A whole number")
    MONEY = "MONEY", _("An amount")
    DAY = "DAY", _("A day of the calendar")
    COUNTRY = "COUNTRY", _("A country of the list")


class Fit(TextChoices):
    """How a program stands for somebody, by what they said."""

    FITS = "FITS", _("Fits what you said")
    MAY = "MAY", _("May fit")
    LATER = "LATER", _("Not yet")
    NOT = "NOT", _("Does not fit")


class DerivedFact(TextChoices):
    """What is worked out from answers, by the calendar or by the rules of another room."""

    AGE = "AGE", _("Age in full years")
    LOST_DAYS = "LOST_DAYS", _("Days since the status ended")
    CLAIM_DAYS = "CLAIM_DAYS", _("Days since the last decision on a claim")
    SPONSOR_YEARS = "SPONSOR_YEARS", _("Full years since the sponsor became a permanent resident")
    FALSE_YEARS = "FALSE_YEARS", _("Full years since the finding of false information")
    TRAVEL = "TRAVEL", _("What must be held to travel by air")
    GRID = "GRID", _("The selection grid of skilled workers")
    FUNDS_ENOUGH = "FUNDS_ENOUGH", _("Enough to settle with")
    ATLANTIC_FUNDS = "ATLANTIC_FUNDS", _("Enough for the Atlantic class")
    PRESENCE = "PRESENCE", _("Enough days for citizenship")
    OBLIGATION = "OBLIGATION", _("Enough days to keep the status")
