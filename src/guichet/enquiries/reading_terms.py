"""The words of reading a question: how urgent it is, in what mood it was written, what a person may put right."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Urgency(IntegerChoices):
    """How soon somebody must look at a question."""

    USUAL = 0, _("Usual")
    SOON = 1, _("Soon")
    URGENT = 2, _("Urgent")
    DANGER = 3, _("Danger")


class Mood(TextChoices):
    """How whoever wrote feels, as far as their words say."""

    CALM = "CALM", _("Calm")
    WORRIED = "WORRIED", _("Worried")
    ANGRY = "ANGRY", _("Angry")


class Axis(TextChoices):
    """What is read of a question, and may be put right by a person."""

    URGENCY = "URGENCY", _("How urgent it is")
    NEEDS = "NEEDS", _("Who needs special care")
    MOOD = "MOOD", _("Mood")
    UNWANTED = "UNWANTED", _("Whether it is unwanted mail")
    TOPIC = "TOPIC", _("What it is about")
    LANGUAGE = "LANGUAGE", _("Language")


UNWANTED = "UNWANTED"
YES, NO = "YES", "NO"
