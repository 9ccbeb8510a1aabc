"""How somebody says who they are, and what they are no longer called."""

from django.db import models

from guichet.clients.models.people import Client
from guichet.clients.terms import FormerKind, Gender
from guichet.foundation.sealing import SealedText


class SelfDescription(models.Model):
    """How somebody wants to be spoken of and to. All of it is theirs to say or to leave empty."""

    PERSONAL_DATA = "gender, pronouns and greeting, as the person says them; goes with the client"

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True, related_name="self_description")
    gender = models.CharField(max_length=1, choices=Gender.choices, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    # How to begin: "Dear Sam", "Madame Nguyen".
    greeting = models.CharField(max_length=60, blank=True)
    # How the name is said aloud: "nwin".
    said_as = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"self-description of client:{self.client_id}"


class FormerFact(models.Model):
    """A name or gender that is no longer somebody’s, sealed: an officer sees it for a reason, nobody else."""

    PERSONAL_DATA = "former name or gender, sealed; kept by the schedule of the client’s last file"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="former_facts")
    kind = models.CharField(max_length=10, choices=FormerKind.choices)
    text = SealedText()
    ended_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"former {self.kind} of client:{self.client_id}"


class FormerWord(models.Model):
    """A word of a former name, as a keyed digest: whoever types the word finds the person, and nobody can read it."""

    PERSONAL_DATA = "digest of a word of a former name; goes with it"

    fact = models.ForeignKey(FormerFact, on_delete=models.CASCADE, related_name="words")
    # The name of the key, and what it made of the word or of its sound.
    digest = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "fact"], name="one_row_per_former_word")]

    def __str__(self) -> str:
        return f"word of former:{self.fact_id}"
