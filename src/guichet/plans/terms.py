"""The words of plans: kinds, and why something cannot be done with one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanKind(TextChoices):
    """What is prepared."""

    FINDER = "FINDER", _("Answers about which program to choose")
    JOURNAL = "JOURNAL", _("Journal of trips")


class PlanRefusal(TextChoices):
    """Why a plan cannot be opened or kept."""

    MISTYPED = "MISTYPED", _("A digit of this code is not right. Compare it with what you wrote down.")
    NO_SUCH_CODE = "NO_SUCH_CODE", _("Nothing is kept under this code. It may have been removed, or its time is over.")
    TOO_MANY_TRIES = "TOO_MANY_TRIES", _("Too many codes were tried from where you are. Wait an hour and try again.")
    TOO_MANY_PLANS = "TOO_MANY_PLANS", _("Too much was saved from where you are. Wait an hour and try again.")
    CHANGED_ELSEWHERE = (
        "CHANGED_ELSEWHERE",
        _("This was changed on another device in the meantime. Look at what is there now, then change it again."),
    )
    TOO_LARGE = "TOO_LARGE", _("This is more than we can keep.")
    HAS_ANOTHER = "HAS_ANOTHER", _("Your account keeps something of this kind already. Choose which one stays.")
    GONE = "GONE", _("This is no longer kept.")
