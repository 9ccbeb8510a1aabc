"""The words of crises."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Band(IntegerChoices):
    """How much somebody is at risk. What is higher is read first."""

    USUAL = 0, _("No sign of risk")
    RAISED = 1, _("Some risk")
    HIGH = 2, _("High risk")
    DANGER = 3, _("Life in danger")


class LessonKind(TextChoices):
    """What is asked of whoever closes a crisis."""

    WORKED = "WORKED", _("What worked")
    FAILED = "FAILED", _("What did not work")
    CHANGE = "CHANGE", _("What we change before the next one")


class CrisisRefusal(TextChoices):
    """Why something cannot be done with a crisis."""

    NOT_YOURS = "NOT_YOURS", _("Your role does not cover this.")
    NO_NAME = "NO_NAME", _("Name it in both languages.")
    NO_PLACE = "NO_PLACE", _("Say which countries or programs it is about.")
    NO_COUNTRY = "NO_COUNTRY", _("There is no country with this code.")
    NO_PROGRAM = "NO_PROGRAM", _("There is no program with this code.")
    NAME_TAKEN = "NAME_TAKEN", _("Another crisis has this address on our site. Choose another.")
    BOX_TAKEN = "BOX_TAKEN", _("Another crisis that is open uses this e-mail address.")
    TOO_LONG = "TOO_LONG", _("It cannot last so long. Choose an earlier last day: it can be opened again.")
    IN_THE_PAST = "IN_THE_PAST", _("The last day is over. Choose a later one.")
    OVER = "OVER", _("This crisis is closed.")
    NO_LESSON = "NO_LESSON", _("Write down at least one thing that was learnt.")
    NO_WORDS = "NO_WORDS", _("Write the answer in both languages.")
    YOUR_OWN = "YOUR_OWN", _("Somebody else must approve what you wrote.")
    NOT_APPROVED = "NOT_APPROVED", _("Nobody has approved this answer yet.")
    NOTHING_OPEN = "NOTHING_OPEN", _("Nothing of this family waits for an answer.")
    OTHER_CRISIS = "OTHER_CRISIS", _("The two are not of the same crisis.")
    SAME_FAMILY = "SAME_FAMILY", _("They are one family already.")
    NOT_TRAINED = "NOT_TRAINED", _("Finish the short training first.")
    WRONG_ANSWER = "WRONG_ANSWER", _("Not all answers are right yet. Read the part again, and try once more.")
    LENT_TOO_LONG = "LENT_TOO_LONG", _("Somebody is lent for fewer days than that. It can be done again.")
    LENT_ALREADY = "LENT_ALREADY", _("This person helps in this crisis already.")
    NOT_STAFF = "NOT_STAFF", _("Nobody who works here has this e-mail address.")
