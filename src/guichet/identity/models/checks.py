"""How surely somebody was known whom staff served, and the accounts that two of them opened again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guichet.foundation.sealing import SealedText
from guichet.identity.models.accounts import Staff, User
from guichet.identity.terms import IdentityDocument, Level, Proof, RecoveryGround, RecoveryOutcome


class IdentityCheck(models.Model):
    """That a member of staff made sure who somebody is: by which proof, with what result, and until when it holds.

    Which facts were asked is kept, never what was answered.
    """

    PERSONAL_DATA = "that a client was identified, and how; gone with the client"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="identity_checks")
    client_id = models.BigIntegerField()
    proof = models.CharField(max_length=20, choices=Proof.choices)
    # The codes of the facts asked, and of those that agreed.
    asked = ArrayField(models.CharField(max_length=20), default=list)
    agreed = ArrayField(models.CharField(max_length=20), default=list)
    document = models.CharField(max_length=20, choices=IdentityDocument.choices, blank=True)
    passed = models.BooleanField()
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    checked_at = models.DateTimeField()
    until = models.DateTimeField()
    # Until when it says who is on the telephone or at the counter now; ends when the file is closed.
    contact_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["client_id", "-checked_at"], name="identity_checks_of_client")]

    def __str__(self) -> str:
        return f"check of client:{self.client_id}"


class Recovery(models.Model):
    """Getting back into an account with two members of staff: asked by one, confirmed by another, then a wait."""

    PERSONAL_DATA = "that somebody lost their way in, and their new address, sealed; gone with the client"

    client_id = models.BigIntegerField()
    # The account that is opened again; none where a new one will be made.
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="recoveries")
    ground = models.CharField(max_length=20, choices=RecoveryGround.choices)
    outcome = models.CharField(max_length=20, choices=RecoveryOutcome.choices)
    new_email = SealedText(blank=True, default="")
    # Where the sheet goes, as it stands in the file: one line each.
    postal_address = SealedText(blank=True, default="")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="recoveries_asked")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="recoveries_confirmed")
    confirmed_at = models.DateTimeField(null=True)
    # From when it may be finished: until then the client can stop it.
    ready_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="two_people_recover_an_account"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(done_at=None), name="a_stopped_recovery_is_not_done"
            ),
            models.UniqueConstraint(
                fields=["client_id"],
                condition=Q(stopped_at=None, done_at=None),
                name="one_open_recovery_per_client",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="recovery_asked_at")]

    def __str__(self) -> str:
        return f"recovery:{self.pk}"


class PostalLetter(models.Model):
    """A letter with codes on its way to the printer. Sealed; emptied once the printer has it."""

    PERSONAL_DATA = "name, address and codes, sealed; emptied when the printer has it"

    client_id = models.BigIntegerField(null=True)
    reference = models.UUIDField(unique=True)
    language = models.CharField(max_length=2)
    address = SealedText(blank=True, default="")
    body = SealedText(blank=True, default="")
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], condition=Q(handed_over_at=None), name="letters_to_hand_over")]

    def __str__(self) -> str:
        return f"letter:{self.pk}"
