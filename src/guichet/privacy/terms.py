"""The words of privacy: kinds of what is held, where it comes from, and why some of it is in no copy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """Kinds of what is held, in the order in which a person reads of them."""

    PERSON = "PERSON", _("Who you are")
    REACH = "REACH", _("How we reach you")
    SERVING = "SERVING", _("What you chose and what you need")
    FILES = "FILES", _("Your files, and what happened")
    MESSAGES = "MESSAGES", _("What we told you")
    PEOPLE = "PEOPLE", _("Who may see your files or act for you")
    ACCOUNT = "ACCOUNT", _("Your account, and how you are known")
    LOOKS = "LOOKS", _("Who opened your file, and why")
    WORK = "WORK", _("What people here have still to do for you")
    PRIVACY = "PRIVACY", _("Your requests about all this")


class Source(TextChoices):
    """Where something comes from. Source: Privacy Act, s. 5(1)."""

    YOU = "YOU", _("From you, or from somebody who acts for you")
    CASE_SYSTEM = "CASE_SYSTEM", _("From the department’s case system")
    STAFF = "STAFF", _("From people who work here")
    PROVIDER = "PROVIDER", _("From the identity provider that you chose")
    DERIVED = "DERIVED", _("Made by this service")


class KeptBack(TextChoices):
    """Why a copy of somebody’s data leaves something out."""

    KEY = "KEY", _("A number by which rows find one another")
    MACHINE = "MACHINE", _("How far a machine has come with its work; it says nothing of you")
    SECRET = "SECRET", _("It would let somebody else pretend to be you")
    OTHERS = "OTHERS", _("It is about somebody else")
    STAFF = "STAFF", _("Which employee it was: you see their role, not their name")
    NOBODY = "NOBODY", _("It cannot be led back to anybody")
    TWICE = "TWICE", _("The same stands in this copy already")
    ORIGINAL = "ORIGINAL", _("What it says stands under your files; the case system keeps the original")
    RECORDS = "RECORDS", _("Notes of reviews: a person first takes out what is about others. Ask for your records.")
    FILE = "FILE", _("A file that you sent us, which this copy cannot hold: ask us for it")
    INVESTIGATION = "INVESTIGATION", _("It may belong to an investigation or a court case")


class CopyState(TextChoices):
    """How far a copy is."""

    ASKED = "ASKED", _("Being made")
    READY = "READY", _("Ready")
    GONE = "GONE", _("Taken away again")


class CopyRefusal(TextChoices):
    """Why there is no copy."""

    TOO_MANY = "TOO_MANY", _("You asked for several copies lately. Ask again later.")
    GONE = "GONE", _("This copy was taken away again. Ask for a new one.")
    NOT_READY = "NOT_READY", _("This copy is still being made.")


class CorrectionFact(TextChoices):
    """What somebody says is wrong. Addresses, the name used and preferences they change themself."""

    NAME = "NAME", _("Name")
    BIRTH_DATE = "BIRTH_DATE", _("Date of birth")
    COUNTRY = "COUNTRY", _("Country of citizenship")
    FILE = "FILE", _("Something in a file")
    OTHER = "OTHER", _("Something else")


class CorrectionState(TextChoices):
    """What became of a request that something be put right."""

    OPEN = "OPEN", _("A person is looking at it")
    CORRECTED = "CORRECTED", _("Corrected")
    NOTED = "NOTED", _("Not corrected; what you say stands beside it")


class Shown(TextChoices):
    """What showed that a fact of identity is otherwise. Source: handbook, `channels.yaml`, identity_levels L3."""

    DOCUMENT = "DOCUMENT", _("An original document, seen in person")
    CERTIFIED = "CERTIFIED", _("A certified copy")
    ON_FILE = "ON_FILE", _("A document that is in the file already")


class CorrectionRefusal(TextChoices):
    """Why a correction cannot be asked for or decided."""

    NO_WORDS = "NO_WORDS", _("Say what is wrong, and what is right.")
    NO_FILE = "NO_FILE", _("You have no file with this number.")
    TOO_MANY = "TOO_MANY", _("We are still looking at several of your requests. Wait for an answer to one of them.")
    DECIDED = "DECIDED", _("This was decided already.")
    NO_REASON = "NO_REASON", _("Say why, in words that the client understands.")
    NOT_SHOWN = "NOT_SHOWN", _("A fact of identity is corrected only where a document shows it.")
    NO_VALUE = "NO_VALUE", _("Enter what it is from now on.")
    SAME = "SAME", _("This is what we hold already.")
