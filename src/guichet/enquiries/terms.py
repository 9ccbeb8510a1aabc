"""The words of enquiries: ways in, how surely we know who writes, what becomes of a question."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The way by which a contact came in."""

    WEB_FORM = "web_form", _("Web form")
    EMAIL = "email", _("E-mail")
    CHAT = "chat", _("Chat")
    SOCIAL = "social", _("Social media")
    API = "api", _("Partner system")
    POST = "post", _("Letter")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("Counter")


class ProofLevel(IntegerChoices):
    """How surely the sender of a contact is who they say. Anybody can write any address above a message."""

    CLAIMED = 0, _("As they say themselves")
    ADDRESS = 1, _("The address is shown to be theirs")
    SIGNED_IN = 2, _("Signed in")


class Automatic(TextChoices):
    """What kind of message no person wrote to us, or nobody need answer."""

    AUTO_REPLY = "AUTO_REPLY", _("Automatic reply")
    BOUNCE = "BOUNCE", _("Report of a message that did not arrive")
    LIST = "LIST", _("Mailing list")
    LOOP = "LOOP", _("One of our own messages that came back")
    SPAM = "SPAM", _("Unwanted mail")


class EnquiryState(TextChoices):
    """How far an enquiry is."""

    OPEN = "OPEN", _("Waiting for an answer")
    WAITING = "WAITING", _("Waiting for the person who asked")
    ANSWERED = "ANSWERED", _("Answered")
    SET_ASIDE = "SET_ASIDE", _("Set aside: no answer is needed")
