"""The words of oversight: what a review found, what is unusual, and why something is refused."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What the review of an opening outside somebody’s own files found."""

    JUSTIFIED = "JUSTIFIED", _("It was needed")
    NOT_JUSTIFIED = "NOT_JUSTIFIED", _("It was not needed")


class Unusual(TextChoices):
    """What is unusual about some looks. A reason to ask, never a finding."""

    SAME_FAMILY_NAME = "SAME_FAMILY_NAME", _("The client has the family name of who looked")
    SAME_CONTACT = "SAME_CONTACT", _("The client has the address or number of who looked")
    COLLEAGUE = "COLLEAGUE", _("The client works here")
    PROTECTED_BY_MANY = "PROTECTED_BY_MANY", _("Many people opened a protected file")
    MANY_WITHOUT_WORK = "MANY_WITHOUT_WORK", _("Many files in a day, without work behind them")
    UNUSUAL_HOURS = "UNUSUAL_HOURS", _("At hours at which this person seldom works")
    AGAIN_AND_AGAIN = "AGAIN_AND_AGAIN", _("The same client on many days, without work behind it")
    NAMESAKES_IN_TURN = "NAMESAKES_IN_TURN", _("Clients of one widely known name, one after another")


class FlagVerdict(TextChoices):
    """What the review of unusual looking found."""

    EXPLAINED = "EXPLAINED", _("There is a good explanation")
    CONCERN = "CONCERN", _("It is taken further")


class Refusal(TextChoices):
    """Why something about looks cannot be done."""

    REASON_TOO_SHORT = "REASON_TOO_SHORT", _("Say in a sentence why you need this file.")
    NOT_OPENED_SO = "NOT_OPENED_SO", _("This file does not open for a reason.")
    NO_REASON_NEEDED = "NO_REASON_NEEDED", _("You may open this file without giving a reason in words.")
    YOUR_OWN = "YOUR_OWN", _("Nobody reviews their own.")
    DONE = "DONE", _("This was decided already.")
    NO_WORDS = "NO_WORDS", _("Write an answer first.")
