"""The words of the travel journal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PeriodKind(TextChoices):
    """A time that counts otherwise than a day at home or a trip."""

    TEMPORARY = "TEMPORARY", _("In Canada as a visitor, a student or a worker")
    PROTECTED = "PROTECTED", _("In Canada as a protected person")
    CLAIM = "CLAIM", _("In Canada, waiting for a decision on a refugee claim")
    SENTENCE = "SENTENCE", _("In prison, on parole or on probation in Canada")
    DISCHARGE = "DISCHARGE", _("On probation of a conditional discharge that I kept to")
    CROWN = "CROWN", _("Abroad in the public service of Canada, or with family who served")
    FORCES = "FORCES", _("In the Canadian Armed Forces")
    WITH_CITIZEN = "WITH_CITIZEN", _("Abroad with a Canadian spouse, partner or parent, or sent by a Canadian employer")


class Remark(TextChoices):
    """What is said of a trip: nothing of it is refused. Its sentence, with places for the facts."""

    SAME_DAY = "SAME_DAY", _("Out and back on one day: no day is lost. You can leave such trips out.")
    OVERNIGHT = "OVERNIGHT", _("Back on the day after: no day is lost, since both days count as days in Canada.")
    TOUCHES = (
        "TOUCHES",
        _("You came back and left again on %(day)s. That day counts as a day in Canada."),
    )
    OVERLAPS = (
        "OVERLAPS",
        _("This trip overlaps another one (%(span)s). Each day away is counted once. Check the dates of both."),
    )
    TWICE = "TWICE", _("You wrote this trip down twice. It is counted once.")
    STILL_AWAY = (
        "STILL_AWAY",
        _("No day of return: we count you as away until the day you sign. Add the day when you are back."),
    )
    RETURN_MISSING = (
        "RETURN_MISSING",
        _("No day of return, but you left again on %(day)s. We count you as away all that time: add the day you "
          "came back."),
    )  # fmt: skip
    LONG = "LONG", _("This trip is longer than a year. Check the years of both dates.")
    IN_FUTURE = "IN_FUTURE", _("This trip is still to come. Save it once more, so that it counts as planned.")
    PLAN_IS_PAST = (
        "PLAN_IS_PAST",
        _("You planned this trip, and its day has passed. Say whether you went, with the real dates."),
    )
    UNSURE = "UNSURE", _("You are not sure of these dates. Each day that is wrong can cost one day.")


class Why(TextChoices):
    """Why a line of a file was set aside, or should be looked at."""

    NO_DATES = "NO_DATES", _("There is no date in this line.")
    NOT_A_DATE = "NOT_A_DATE", _("“%(text)s” is not a date that we can read.")
    SHORT_YEAR = "SHORT_YEAR", _("The year in “%(text)s” has two digits. Write all four.")
    OTHER_ORDER = "OTHER_ORDER", _("“%(text)s” does not fit the order of day and month in this file.")
    NO_LEAVING = "NO_LEAVING", _("The day of leaving is missing.")
    NO_RETURN = "NO_RETURN", _("The day of return is missing. We would count you as still away.")
    BACKWARDS = "BACKWARDS", _("The day of return lies before the day of leaving.")
    OUT_OF_REACH = "OUT_OF_REACH", _("This date is too far away to matter. Check the year.")
    LONG = "LONG", _("This is longer than a year. Check the years of both dates.")
    SAME_DAY = "SAME_DAY", _("It begins and ends on one day, so no day is lost. It may be a flight and not a trip.")
    ALREADY_THERE = "ALREADY_THERE", _("You already have this in your journal.")
    TWICE_IN_FILE = "TWICE_IN_FILE", _("This stands in the file twice.")
    OVERLAPS = "OVERLAPS", _("It overlaps a trip of your journal.")
    UNKNOWN_KIND = "UNKNOWN_KIND", _("We do not know what “%(text)s” is. We read it as a trip.")
    REPEATS = "REPEATS", _("This event repeats. Add each trip by itself.")
    CANCELLED = "CANCELLED", _("This event was cancelled.")
    BROKEN = "BROKEN", _("We cannot read this event.")
    OTHER_DAY = (
        "OTHER_DAY",
        _("Its time is given for another time zone. The day in Canada may be one day earlier or later: check it."),
    )
    NOT_A_TRIP = "NOT_A_TRIP", _("This is a task or a note of the calendar, and no event.")


class Unreadable(TextChoices):
    """Why a whole file could not be read."""

    EMPTY = "EMPTY", _("The file is empty.")
    TOO_LARGE = "TOO_LARGE", _("The file is too large. Take one of at most 1 MB.")
    TOO_MANY = "TOO_MANY", _("The file has more than 2,000 lines or events. Split it into smaller ones.")
    NOT_TEXT = "NOT_TEXT", _("This is not a text file. Save your list as CSV, or export your calendar as .ics.")
    NOT_CALENDAR = "NOT_CALENDAR", _("We cannot read this calendar file. Export it again from your calendar.")
    NO_COLUMNS = (
        "NO_COLUMNS",
        _("We do not find the days of leaving and return. Name two columns “Left Canada” and “Came back”."),
    )
    NOTHING = "NOTHING", _("There is no trip in this file.")
    NOT_OURS = "NOT_OURS", _("This is not a journal that was saved here.")
