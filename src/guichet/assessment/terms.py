"""The words of the calculators; and of each step of why, the sentence that says it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Route(TextChoices):
    """By which part of the Citizenship Act somebody asks to become a citizen."""

    ADULT = "ADULT", _("Adult permanent resident")
    MINOR = "MINOR", _("Child of a citizen")
    STATELESS = "STATELESS", _("Stateless since birth")
    FORCES = "FORCES", _("Member of the Canadian Armed Forces")


class Certainty(TextChoices):
    """How sure we are of a number or a table."""

    CONFIRMED = "C", _("Confirmed in an official text")
    REPORTED = "C2", _("Reported, not by an official source")
    VERIFY = "V", _("To be verified")


class StepCode(TextChoices):
    """One step of why a result is as it is: its sentence, with places for the facts."""

    BEFORE_RULE = "BEFORE_RULE", _("This is counted by the rule of %(since)s, which is later than the day you gave.")

    PRESENCE_WINDOW = (
        "PRESENCE_WINDOW",
        _("The %(years)s years that count go from %(first)s to %(last)s, the day before you sign."),
    )
    PRESENCE_FULL = (
        "PRESENCE_FULL",
        _("In Canada as a permanent resident, since %(since)s: %(days)s. Each counts as one day."),
    )
    PRESENCE_HALF = (
        "PRESENCE_HALF",
        _("In Canada before that, with temporary status or as a protected person: %(days)s. Each counts as half a "
          "day: %(credit)s."),
    )  # fmt: skip
    PRESENCE_CAP = "PRESENCE_CAP", _("Half days count for %(cap)s at most.")
    PRESENCE_AWAY = (
        "PRESENCE_AWAY",
        _("Away from Canada: %(days)s. The day you left and the day you came back count as days in Canada."),
    )
    PRESENCE_CREDITED = (
        "PRESENCE_CREDITED",
        _("Abroad in the service of Canada, or with family who served: %(days)s. They count as days in Canada."),
    )
    PRESENCE_SENTENCE = (
        "PRESENCE_SENTENCE",
        _("In prison, on parole or on probation: %(days)s. They do not count."),
    )
    PRESENCE_SERVICE = "PRESENCE_SERVICE", _("In the service of the Canadian Armed Forces: %(days)s.")
    PRESENCE_ANY = "PRESENCE_ANY", _("In Canada: %(days)s. Each counts as one day, whatever your status was.")
    PRESENCE_TOTAL = "PRESENCE_TOTAL", _("That is %(total)s in all. You need %(needed)s.")
    PRESENCE_MEETS = "PRESENCE_MEETS", _("You have enough days.")
    PRESENCE_SHORT = "PRESENCE_SHORT", _("You are short of %(days)s.")
    PRESENCE_EARLIEST = "PRESENCE_EARLIEST", _("If you stay in Canada, you have enough days on %(day)s.")
    PRESENCE_SAFE = (
        "PRESENCE_SAFE",
        _("If you stay in Canada, you have %(days)s to spare on %(day)s. A few days more protect you from a mistake."),
    )
    NOT_RESIDENT = "NOT_RESIDENT", _("Only a permanent resident can apply this way.")
    NOT_YET_RESIDENT = "NOT_YET_RESIDENT", _("You can apply only once you are a permanent resident, on %(since)s.")

    OBLIGATION_LAST_YEARS = (
        "OBLIGATION_LAST_YEARS",
        _("You have been a permanent resident for %(years)s years or more. What counts is %(first)s to %(last)s."),
    )
    OBLIGATION_FIRST_YEARS = (
        "OBLIGATION_FIRST_YEARS",
        _("You have been a permanent resident for less than %(years)s years. What counts is your first %(years)s "
          "years, from %(first)s to %(until)s."),
    )  # fmt: skip
    OBLIGATION_PRESENT = "OBLIGATION_PRESENT", _("In Canada up to %(last)s: %(days)s.")
    OBLIGATION_CREDITED = (
        "OBLIGATION_CREDITED",
        _("Abroad, but counted as days in Canada (with a Canadian spouse, partner or parent, or at work for a Canadian "
          "employer): %(days)s."),
    )  # fmt: skip
    OBLIGATION_POSSIBLE = "OBLIGATION_POSSIBLE", _("You can still spend %(days)s in Canada before %(until)s.")
    OBLIGATION_TOTAL = "OBLIGATION_TOTAL", _("That is %(total)s. You need %(needed)s.")
    OBLIGATION_MEETS = "OBLIGATION_MEETS", _("This meets the residency obligation.")
    OBLIGATION_SHORT = (
        "OBLIGATION_SHORT",
        _("This is %(days)s too few. You keep your status until an officer or a tribunal decides otherwise, and "
          "humanitarian reasons are looked at."),
    )  # fmt: skip
    OBLIGATION_RISK = (
        "OBLIGATION_RISK",
        _("If you left now and stayed away, you would no longer meet the obligation from %(day)s."),
    )
    OBLIGATION_AGAIN = "OBLIGATION_AGAIN", _("If you stay in Canada, you meet the obligation on %(day)s.")
