"""The words of the assistant: what somebody means, what became of a message, how somebody judged a reply."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Meant(StrEnum):
    """What a message, or a part of it, is: found by the phrases of `data/phrases.yaml`, or a question."""

    SELF_HARM = "SELF_HARM"
    VIOLENCE = "VIOLENCE"
    ATTACK = "ATTACK"
    PERSON = "PERSON"
    BOOKING = "BOOKING"
    PREDICTION = "PREDICTION"
    ABUSE = "ABUSE"
    GREETING = "GREETING"
    THANKS = "THANKS"
    BYE = "BYE"
    HOW_ARE_YOU = "HOW_ARE_YOU"
    WHO_ARE_YOU = "WHO_ARE_YOU"
    AGREED = "AGREED"
    OTHER_LANGUAGE = "OTHER_LANGUAGE"
    NOTHING = "NOTHING"
    QUESTION = "QUESTION"


class Say(StrEnum):
    """A sentence of the dialogue; how it reads stands in `sentences`."""

    GREETING = "GREETING"
    THANKS = "THANKS"
    BYE = "BYE"
    HOW_ARE_YOU = "HOW_ARE_YOU"
    WHO_ARE_YOU = "WHO_ARE_YOU"
    AGREED = "AGREED"
    NOTHING = "NOTHING"
    UNSURE = "UNSURE"
    UNKNOWN = "UNKNOWN"
    PART_UNKNOWN = "PART_UNKNOWN"
    PART_UNSURE = "PART_UNSURE"
    CANNOT_FORESEE = "CANNOT_FORESEE"
    CALM = "CALM"
    NOT_PLAYING = "NOT_PLAYING"
    DANGER = "DANGER"
    SELF_HARM = "SELF_HARM"
    PERSON = "PERSON"
    BOOKING = "BOOKING"
    LANGUAGES = "LANGUAGES"
    SIGN_IN = "SIGN_IN"
    YOUR_FILE = "YOUR_FILE"
    YOUR_FILES = "YOUR_FILES"
    NO_FILE = "NO_FILE"
    FIRST_ONES = "FIRST_ONES"
    REMOVED = "REMOVED"


class Outcome(TextChoices):
    """What became of a message."""

    ANSWERED = "ANSWERED", _("Answered")
    UNSURE = "UNSURE", _("Likely answers shown")
    UNANSWERED = "UNANSWERED", _("Not answered")
    PERSON = "PERSON", _("Asked for a person")
    FORESEEN = "FORESEEN", _("Asked what will be decided")
    DANGER = "DANGER", _("Spoke of danger")
    SMALL_TALK = "SMALL_TALK", _("Small talk")
    REFUSED = "REFUSED", _("Tried to misuse it")
    CALMED = "CALMED", _("Was upset")
    OTHER_LANGUAGE = "OTHER_LANGUAGE", _("Wrote in another language")


# Of several parts of one message the first of these names the whole of it.
FIRST_OF = (
    Outcome.DANGER, Outcome.PERSON, Outcome.UNANSWERED, Outcome.UNSURE, Outcome.ANSWERED, Outcome.FORESEEN,
    Outcome.OTHER_LANGUAGE, Outcome.CALMED, Outcome.REFUSED, Outcome.SMALL_TALK,
)  # fmt: skip


class Helped(TextChoices):
    """What somebody said of a reply."""

    YES = "YES", _("It answered the question")
    NO = "NO", _("It did not answer the question")


class Page(StrEnum):
    """A page of the service to which a reply may lead; doors know their addresses."""

    SIGN_IN = "SIGN_IN"
    CONTACTS = "CONTACTS"
    LINK = "LINK"
    CONTACT = "CONTACT"


class AskRefusal(TextChoices):
    """Why a message is not taken."""

    EMPTY = "EMPTY", _("Type your question first.")
    TOO_LONG = "TOO_LONG", _("This is too long. Ask one thing at a time, in 2,000 characters at most.")
    TOO_MANY = "TOO_MANY", _("You asked very often in the last hour. Wait a little, or ask a person.")
    OVER = "OVER", _("This conversation is over. Start a new one.")


class HandOverRefusal(TextChoices):
    """Why a conversation is not handed over."""

    NO_WAY = "NO_WAY", _("Tell us how to reach you: an e-mail address or a telephone number.")
    NOTHING_SAID = "NOTHING_SAID", _("Ask your question first, so that a person knows what it is about.")
    OVER = "OVER", _("This conversation is over. Start a new one.")
    TOO_MANY = "TOO_MANY", _("You asked very often in the last hour. Wait a little, or ask a person.")


class Outreach(TextChoices):
    """What came of a conversation that was handed over."""

    ANSWERED = "ANSWERED", _("Answered")
    NOT_REACHED = "NOT_REACHED", _("The person could not be reached")
    NOT_NEEDED = "NOT_NEEDED", _("No answer was needed")
