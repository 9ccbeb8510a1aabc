"""The words of reading a question: how urgent it is, in what mood it was written, what a person may put right."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from guichet.worklists.terms import Urgency

__all__ = ["UNWANTED", "Axis", "Mood", "Urgency"]


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
