"""What was wrong with an e-mail, or could not be read in it: codes with a sentence in both languages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Defect(TextChoices):
    """One thing that is wrong with a message. None of them is a reason not to keep it."""

    EMPTY = "EMPTY", _("The message is empty")
    TOO_LONG = "TOO_LONG", _("The message is longer than we read; the rest is kept unread")
    TOO_DEEP = "TOO_DEEP", _("Messages lie in one another deeper than we look; what is inside is kept as one file")
    TOO_MANY_PARTS = "TOO_MANY_PARTS", _("The message has more parts than we read; the rest is kept as one file")
    TOO_MANY_FIELDS = "TOO_MANY_FIELDS", _("The message has more header lines than we read")
    LONG_FIELD = "LONG_FIELD", _("A header line is longer than we read")
    LONG_TEXT = "LONG_TEXT", _("The text is longer than we show; all of it is kept")
    NOT_CLOSED = "NOT_CLOSED", _("The message is cut off, or its last part has no end")
    AFTER_END = "AFTER_END", _("Parts come after the end of the message")
    NO_PARTS = "NO_PARTS", _("The message says that it has parts, but none can be told apart")
    NO_BOUNDARY = "NO_BOUNDARY", _("The message does not say what parts it; we had to guess")
    BROKEN_HEADER = "BROKEN_HEADER", _("A header line is none")
    BROKEN_WORD = "BROKEN_WORD", _("A header has letters that cannot be read")
    DOUBLED_FIELD = "DOUBLED_FIELD", _("A header that may stand once stands there twice")
    NO_SENDER = "NO_SENDER", _("The message does not say who it is from")
    ODD_SENDER = "ODD_SENDER", _("The sender’s address is none, or there are several")
    NO_DATE = "NO_DATE", _("The message has no date, or one that cannot be right")
    NO_ID = "NO_ID", _("The message has no number of its own; we gave it one")
    UNKNOWN_CHARSET = "UNKNOWN_CHARSET", _("The message names no letters that we know; we had to guess them")
    WRONG_CHARSET = "WRONG_CHARSET", _("The letters are not those that the message names; some may be wrong")
    BROKEN_ENCODING = "BROKEN_ENCODING", _("A part is damaged; we kept what could be read of it")
    UNKNOWN_ENCODING = "UNKNOWN_ENCODING", _("A part is packed in a way that we do not know")
    NUL = "NUL", _("The text held characters that are none; we took them out")
    ENCRYPTED = "ENCRYPTED", _("The message is encrypted, so nobody here can read it")
    WINMAIL = "WINMAIL", _("Files are packed in winmail.dat, which we do not open")
    PARTIAL = "PARTIAL", _("This is one piece of a longer message")
    UNLIKE_ITS_NAME = "UNLIKE_ITS_NAME", _("A file is of another type than it says")
