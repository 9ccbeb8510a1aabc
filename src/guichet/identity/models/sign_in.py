"""What people sign in with beside an e-mail address, the devices they do it on, and the tries."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from guichet.identity.models.accounts import User
from guichet.identity.terms import DeviceKind, Proof


class SignInName(models.Model):
    """The number of an account, for signing in without e-mail. It says nothing of the person or of any file."""

    PERSONAL_DATA = "the number of an account; gone when the account is closed"

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="sign_in_name")
    name = models.CharField(max_length=10, unique=True)

    def __str__(self) -> str:
        return f"account number of user:{self.user_id}"


class PrintedSheet(models.Model):
    """A sheet of codes on paper, each used once. Only a slow hash of each code is kept."""

    PERSONAL_DATA = "when somebody printed codes to sign in with; gone when the account is closed"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="printed_sheets", db_index=False)
    salt = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="one_living_sheet_per_account")
        ]
        indexes = [models.Index(fields=["user", "-made_at"], name="sheets_of_account")]

    def __str__(self) -> str:
        return f"sheet {self.pk} of user:{self.user_id}"


class PrintedCode(models.Model):
    """One code of a sheet."""

    PERSONAL_DATA = "none: a hash, and when the code was used; goes with the sheet"

    sheet = models.ForeignKey(PrintedSheet, on_delete=models.CASCADE, related_name="codes", db_index=False)
    position = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "position"], name="one_code_per_place")]

    def __str__(self) -> str:
        return f"code {self.position} of sheet {self.sheet_id}"


class SentCode(models.Model):
    """A code on its way to somebody, by text or by post. A newer one by the same way ends it."""

    PERSONAL_DATA = "none: a hash, and when the code was sent; gone a year after it ended"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sent_codes", db_index=False)
    proof = models.CharField(max_length=20, choices=Proof.choices)
    salt = models.BinaryField()
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    until = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
    # Used, replaced by a newer one, or tried too often.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "proof"], condition=Q(ended_at=None), name="one_living_code_per_way"
            )
        ]
        indexes = [models.Index(fields=["user", "proof", "-sent_at"], name="codes_of_account")]

    def __str__(self) -> str:
        return f"{self.proof} of user:{self.user_id}"


class Pin(models.Model):
    """The PIN of an account: a second step for those without devices, and for the telephone."""

    PERSONAL_DATA = "none: a hash; gone when the account is closed"

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="pin")
    salt = models.BinaryField()
    digest = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PIN of user:{self.user_id}"


class Device(models.Model):
    """A browser in which somebody signed in to an account, known again by a cookie of which only the hash is kept."""

    PERSONAL_DATA = "kind of device and first half of its network; gone 400 days after the last sign-in"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices", db_index=False)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=DeviceKind.choices)
    system = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=40, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    # The owner said that it is not theirs: it is a stranger's from then on.
    disowned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="one_device_per_account_and_cookie")]

    def __str__(self) -> str:
        return f"device {self.pk} of user:{self.user_id}"


class ChangeLock(models.Model):
    """That nothing about an account can be changed for a while, since its owner said that somebody else was in it."""

    PERSONAL_DATA = "that an account was used by somebody else; gone when the account is closed"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="change_locks", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-until"], name="locks_of_account")]

    def __str__(self) -> str:
        return f"lock of user:{self.user_id}"


class SignInTry(models.Model):
    """One try to sign in, kept for as long as it counts. What was typed is not kept, nor is the address or name."""

    PERSONAL_DATA = "a keyed hash of a name or address, and a network; gone after two days"

    # A keyed hash of the name or address: the same work and the same row whether or not there is such an account.
    whose = models.CharField(max_length=64)
    proof = models.CharField(max_length=20, choices=Proof.choices)
    network = models.CharField(max_length=64)
    # The known device from which it came; none for a stranger's.
    device_id = models.BigIntegerField(null=True)
    tried_at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["whose", "proof", "-tried_at"], name="tries_at_account"),
            models.Index(fields=["network", "-tried_at"], name="tries_of_network"),
            BrinIndex(fields=["tried_at"], name="tried_at"),
        ]

    def __str__(self) -> str:
        return f"try {self.pk}"
