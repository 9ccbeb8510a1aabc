"""The words of members’ offices: houses, lanes, what becomes of what they ask."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class House(TextChoices):
    """Where the member sits."""

    COMMONS = "COMMONS", _("House of Commons")
    SENATE = "SENATE", _("Senate")


class Lane(TextChoices):
    """How fast an office is answered, and how. Its clock stands in `lanes.yaml`."""

    PORTAL = "PORTAL", _("In writing")
    URGENT = "URGENT", _("Urgent")
    BOOKED = "BOOKED", _("By telephone, at a booked time")


class MpState(TextChoices):
    """How far it is what an office asked."""

    OPEN = "OPEN", _("With us")
    WAITING = "WAITING", _("Waiting for the office")
    ANSWERED = "ANSWERED", _("Answered")
    WITHDRAWN = "WITHDRAWN", _("Taken back by the office")
    STOPPED = "STOPPED", _("Stopped: the consent is over")


STILL_OPEN = {MpState.OPEN, MpState.WAITING}
# What may follow what.
NEXT = {
    MpState.OPEN: {MpState.WAITING, MpState.ANSWERED, MpState.WITHDRAWN, MpState.STOPPED},
    MpState.WAITING: {MpState.OPEN, MpState.ANSWERED, MpState.WITHDRAWN, MpState.STOPPED},
    MpState.ANSWERED: set(),
    MpState.WITHDRAWN: set(),
    MpState.STOPPED: set(),
}


class Said(TextChoices):
    """What is said about an enquiry, and by whom."""

    ASKED = "ASKED", _("The office asked")
    ANSWERED = "ANSWERED", _("We answered")
    ASKED_BACK = "ASKED_BACK", _("We asked back")
    ADDED = "ADDED", _("The office answered us")


class MpRefusal(TextChoices):
    """Why something cannot be done about an office, or about what it asks."""

    NO_CONSENT = "NO_CONSENT", _("There is no consent for this file any more. Nothing can be told about it.")
    NOT_OPEN = "NOT_OPEN", _("This is closed already.")
    NOT_WAITING = "NOT_WAITING", _("Nothing was asked back, or it was answered already.")
    NO_WORDS = "NO_WORDS", _("Write something first.")
    TOO_LONG = "TOO_LONG", _("This is too long. Shorten it.")
    BOTH_LANGUAGES = "BOTH_LANGUAGES", _("The office and the constituent read different languages: write it in both.")
    NO_LANE = "NO_LANE", _("Choose how you want to be answered.")
    NO_REASON = "NO_REASON", _("Choose what it is about.")
    NOT_URGENT = "NOT_URGENT", _("Choose why it is urgent. Without a reason, choose the lane in writing.")
    SLOT_TAKEN = "SLOT_TAKEN", _("This time was taken just now. Choose another one.")
    TOO_MANY = "TOO_MANY", _("Your office sent as many enquiries today as it may. Send this one tomorrow.")
    TAKEN = "TAKEN", _("A colleague is working on it.")
    CHANGED = "CHANGED", _("Something was added just now. Read it before you send.")
    NOT_RUN_BY_YOU = "NOT_RUN_BY_YOU", _("Only who runs the office’s accounts can do this.")
    LAST_ONE = "LAST_ONE", _("Somebody must run the office’s accounts. Name somebody else first.")
    ADDRESS = "ADDRESS", _("This address cannot be used. Take one of the office’s own, ending in its domain.")
    ADDRESS_IN_USE = "ADDRESS_IN_USE", _("There is an office with this address already.")
    NO_NAME = "NO_NAME", _("Enter the name.")
    CLOSED = "CLOSED", _("This office is closed.")
