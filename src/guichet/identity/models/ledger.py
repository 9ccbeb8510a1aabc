"""The access log: a chain of entries without persons, and beside it the persons, which can be erased."""

from django.db import models

from guichet.identity.terms import AccessKind


class AccessRecord(models.Model):
    """One entry of the access log: codes, a moment, and a commitment to the persons in it.

    Written at once; linked into the chain within seconds (`seq`, `previous`, `hash`), once and for ever. A trigger
    refuses every other change, and all deleting.
    """

    PERSONAL_DATA = "none: persons stand beside it, behind a salted commitment; kept for ever"

    kind = models.CharField(max_length=30, choices=AccessKind.choices)
    at = models.DateTimeField()
    # Codes and counts, written in the one canonical way, since this is what is hashed.
    facts = models.TextField()
    commitment = models.BinaryField(max_length=32)
    seq = models.BigIntegerField(null=True)
    previous = models.CharField(max_length=64, null=True)  # noqa: DJ001 - not linked yet, which is not empty
    hash = models.CharField(max_length=64, null=True)  # noqa: DJ001 - the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seq"], name="one_access_record_per_number"),
            models.CheckConstraint(
                condition=models.Q(seq=None, previous=None, hash=None)
                | models.Q(seq__isnull=False, previous__isnull=False, hash__isnull=False),
                name="access_record_linked_wholly_or_not",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(seq=None), name="access_record_unlinked")]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq or '…'}"


class Committed(models.Model):
    """What is personal of an entry, with the salt that opens its commitment. Never changed; erased by rule."""

    record = models.OneToOneField(AccessRecord, on_delete=models.PROTECT, related_name="+")
    salt = models.BinaryField(max_length=16)

    class Meta:
        abstract = True


class AccessReference(Committed):
    """Whom an entry that is no look is about: who acted, on which client, with regard to what."""

    PERSONAL_DATA = "who did what with whose file; erased with the client, by rule"

    actor = models.CharField(max_length=60)
    client_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["client_id"], name="access_reference_of_client")]

    def __str__(self) -> str:
        return f"{self.actor} {self.subject}"


class ErasedReference(models.Model):
    """That what was personal of an entry was erased by rule, and which entry of the log says so."""

    PERSONAL_DATA = "none: two numbers of entries"

    record = models.OneToOneField(AccessRecord, on_delete=models.PROTECT, related_name="+")
    erasure = models.ForeignKey(AccessRecord, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.record_id} by {self.erasure_id}"


class ChainHead(models.Model):
    """Where the chain ends now. One row: whoever links entries holds it, so that two never do at once."""

    PERSONAL_DATA = "none: a number and a hash"

    log = models.CharField(max_length=36)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    linked_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=40, blank=True)
    signature = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_head")]

    def __str__(self) -> str:
        return f"head {self.seq}"


class Checkpoint(models.Model):
    """The head of the chain, signed, once a day and with each export: what others keep to hold us to it."""

    PERSONAL_DATA = "none: a number, a hash and a signature"

    number = models.PositiveIntegerField(unique=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.CharField(max_length=40)
    signature = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"checkpoint {self.number} at {self.seq}"
