"""The words of processing times."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Why(TextChoices):
    """Why a range moved, each reckoned from facts. The sentences are in `rules.words`."""

    WAITED_FOR_YOU = "WAITED_FOR_YOU", _("We waited for the client")
    OFFICE_CHANGED = "OFFICE_CHANGED", _("Another office has the file")
    PROGRAM_CHANGED = "PROGRAM_CHANGED", _("The file is in another program")
    MORE_PEOPLE = "MORE_PEOPLE", _("More people applied")
    FEWER_PEOPLE = "FEWER_PEOPLE", _("Fewer people applied")
    FEWER_DECISIONS = "FEWER_DECISIONS", _("Fewer decisions a week")
    MORE_DECISIONS = "MORE_DECISIONS", _("More decisions a week")
    MORE_WAITING = "MORE_WAITING", _("More files are waiting")
    FEWER_WAITING = "FEWER_WAITING", _("Fewer files are waiting")
    LONG_WAIT = "LONG_WAIT", _("The middle of the range has passed")
    UNKNOWN = "UNKNOWN", _("Not known yet")


class Sure(TextChoices):
    """How sure a range is, by how wide it is beside its middle."""

    QUITE = "QUITE", _("Files like these take about as long as one another.")
    FAIRLY = "FAIRLY", _("Some files take much longer than others.")
    HARDLY = "HARDLY", _("Files like these differ a lot, so the range is wide.")


class Standing(TextChoices):
    """What can be said of how right we were in a month."""

    RIGHT = "RIGHT", _("About as often as we said")
    OFF = "OFF", _("Less often than we said")
    EARLY = "EARLY", _("Too early to tell")
    FEW = "FEW", _("Too few files to show")


class Chance(TextChoices):
    """How likely a decision by a day is, for somebody who applies today."""

    SELDOM = "SELDOM", _("Fewer than 1 in 10 who apply today will have a decision by then.")
    SOME = "SOME", _("Between 1 and 5 in 10 who apply today will have a decision by then.")
    MANY = "MANY", _("Between 5 and 8 in 10 who apply today will have a decision by then.")
    MOST = "MOST", _("Between 8 and 9 in 10 who apply today will have a decision by then.")
    NEARLY_ALL = "NEARLY_ALL", _("At least 9 in 10 who apply today will have a decision by then.")
