"""The words of clients: ways to reach them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactKind(TextChoices):
    """A way to reach somebody."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class NoticeChannel(TextChoices):
    """How a client wants to be told, beside the message that always stands in their account."""

    EMAIL = "email", _("By e-mail")
    TEXT = "text", _("By text message")
    ACCOUNT = "account", _("In my account only")


class Frequency(TextChoices):
    """How often a client wants to be told. What is urgent comes at once, whatever they chose."""

    EACH = "each", _("Each change, as it happens")
    DAILY = "daily", _("Once a day, if something changed")
    WEEKLY = "weekly", _("Once a week, if something changed")


class Format(TextChoices):
    """A form in which a client can read or hear what we say. Source: Accessible Canada Regulations, s. 8."""

    LARGE_PRINT = "large_print", _("Large print")
    AUDIO = "audio", _("Audio")
    BRAILLE = "braille", _("Braille")
    ELECTRONIC = "electronic", _("An electronic file for my reader")


class LinkMeans(TextChoices):
    """How an account proved that a file is theirs."""

    FACTS = "FACTS", _("Number and facts from the file")
    ASSISTED = "ASSISTED", _("With the help of two members of staff")
    DEMONSTRATION = "DEMONSTRATION", _("Demonstration")


class FoundBy(TextChoices):
    """Why a search shows a client."""

    UCI = "UCI", _("Client identifier")
    NUMBER = "NUMBER", _("Application number")
    EMAIL = "EMAIL", _("E-mail address")
    PHONE = "PHONE", _("Telephone number")
    NAME = "NAME", _("Name")
    NAME_ALIKE = "NAME_ALIKE", _("Similar name")
    BIRTH = "BIRTH", _("Date of birth")


class LinkRefusal(TextChoices):
    """Why an account was not linked to a file. Which of the facts was wrong is never said."""

    NOT_PROVED = "NOT_PROVED", _("What you entered does not match a file that can be linked to this account.")
    TOO_MANY_TRIES = "TOO_MANY_TRIES", _("There were too many tries. You can try again later.")


class DuplicateReason(TextChoices):
    """Why two records may be one person’s."""

    BIRTH = "BIRTH", _("Born on the same day")
    NAME = "NAME", _("The same name")
    NAME_ALIKE = "NAME_ALIKE", _("A similar name")
    EMAIL = "EMAIL", _("The same e-mail address")
    PHONE = "PHONE", _("The same telephone number")
    UCI_SLIP = "UCI_SLIP", _("Client identifiers that differ by one slip")
    COUNTRY = "COUNTRY", _("The same country of citizenship")


class DuplicateState(TextChoices):
    """What people decided of two records that look alike."""

    OPEN = "OPEN", _("To be decided")
    SAME = "SAME", _("One person")
    DIFFERENT = "DIFFERENT", _("Two people")


class MergeProof(TextChoices):
    """What was compared before two records were joined."""

    DOCUMENT_SEEN = "DOCUMENT_SEEN", _("I saw an identity document that fits both records")
    UCI_LETTER = "UCI_LETTER", _("A letter of ours that the person has names the other record’s UCI")
    PERSON_CONFIRMED = "PERSON_CONFIRMED", _("The person confirmed it, and proved who they are")
    FILES_COMPARED = "FILES_COMPARED", _("I compared the files: the same documents, the same history")
    CASE_SYSTEM = "CASE_SYSTEM", _("The case system holds them as one person")


class UndoReason(TextChoices):
    """Why two records that had been joined were parted again."""

    DIFFERENT_PEOPLE = "DIFFERENT_PEOPLE", _("They are two people")
    NOT_PROVED = "NOT_PROVED", _("The proof does not hold, and it must be looked at again")


class MergeRefusal(TextChoices):
    """Why records cannot be joined or parted."""

    NOT_ALLOWED = "NOT_ALLOWED", _("Your role does not cover joining records.")
    NO_SUCH_RECORD = "NO_SUCH_RECORD", _("There is no record with this number.")
    ALREADY_ONE = "ALREADY_ONE", _("These records are joined already.")
    NO_PROOF = "NO_PROOF", _("Say what you compared.")
    NOT_ONE_OF_THEM = "NOT_ONE_OF_THEM", _("Choose which of the two records is kept.")
    CHANGED = "CHANGED", _("Somebody joined or parted one of these records just now. Compare them again.")
    NOT_JOINED = "NOT_JOINED", _("These records are not joined any more.")
    NOT_OPENED = "NOT_OPENED", _("Open both records for a purpose first.")
