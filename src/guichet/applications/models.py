"""Files, as the case system tells of them, and what it told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from guichet.applications.terms import FeedState, Overall, RunState, SetAsideReason
from guichet.clients.models import Client


class Application(models.Model):
    """One application. Where it stands is in these columns; how it came there is in the journal."""

    PERSONAL_DATA = "that a person applied for something, and the outcome; kept by the program's schedule"

    number = models.CharField(max_length=40)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="applications")
    program = models.CharField(max_length=20)
    program_since = models.DateTimeField(null=True)
    office = models.CharField(max_length=40, blank=True)
    office_since = models.DateTimeField(null=True)
    # The earliest moment the case system named: a receipt told again never shortens a wait.
    received_at = models.DateTimeField()
    stage = models.CharField(max_length=30, blank=True)
    stage_since = models.DateTimeField(null=True)
    overall = models.CharField(max_length=12, choices=Overall.choices, default=Overall.RECEIVED)
    decision = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)
    reasons = ArrayField(models.CharField(max_length=30), default=list)
    # The last moment of which the case system told anything. In no index: it changes with every event.
    latest_at = models.DateTimeField()
    # Which event of the feed told each of these: of two at the same moment, the one with the greater id holds.
    program_event = models.CharField(max_length=120, blank=True)
    office_event = models.CharField(max_length=120, blank=True)
    stage_event = models.CharField(max_length=120, blank=True)
    decision_event = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="one_application_per_number")]

    def __str__(self) -> str:
        return f"application:{self.number}"


class Silence(models.Model):
    """That a file is looked at again and again, so that no client is left for long without a word."""

    PERSONAL_DATA = "when a person last got a word about a file; goes with it"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, primary_key=True, related_name="silence")
    # When it is looked at next; empty once the file is over.
    look_at = models.DateTimeField(null=True)
    # The last word that was written into a silence, and how many there were.
    word_at = models.DateTimeField(null=True)
    words = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["look_at", "application"],
                name="silence_to_look_at",
                condition=models.Q(look_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"silence of {self.application_id}"


class StageEntry(models.Model):
    """That a file entered a stage, and when."""

    PERSONAL_DATA = "steps of a file; goes with it"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_entries", db_index=False)
    stage = models.CharField(max_length=30)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["application", "entered_at", "id"], name="stages_of_application")]

    def __str__(self) -> str:
        return f"{self.stage} of {self.application_id}"


class SectionStatus(models.Model):
    """How far one part of a file is: eligibility, medical, background, biometrics."""

    PERSONAL_DATA = "parts of a file; goes with it"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sections", db_index=False)
    section = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    since = models.DateTimeField()
    # Which event of the feed told it: of two at the same moment, the one with the greater id holds.
    event = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "section"], name="one_status_per_section")]

    def __str__(self) -> str:
        return f"{self.section} of {self.application_id}"


class DocumentRequest(models.Model):
    """A document that was asked for or came in: by when, when it came, and the proof (its hash)."""

    PERSONAL_DATA = "which papers a person owes or gave; goes with the file"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents", db_index=False)
    document = models.CharField(max_length=30)
    requested_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    received_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["application", "document"], name="documents_of_application")]

    def __str__(self) -> str:
        return f"{self.document} of {self.application_id}"


class FeePayment(models.Model):
    """A fee that was paid."""

    PERSONAL_DATA = "payments of a person; goes with the file"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="payments")
    fee = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    receipt = models.CharField(max_length=60, blank=True)
    paid_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.fee} of {self.application_id}"


class ReleasedNote(models.Model):
    """An officer's note that was released to the client, as written."""

    PERSONAL_DATA = "what an officer wrote about a person; goes with the file"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    language = models.CharField(max_length=2)
    # The same in the other official language, where the case system told both.
    translation = models.TextField(blank=True)
    released_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note of {self.application_id}"


class FeedRun(models.Model):
    """One run over a file, a stream or a request of the feed: how far it came and what it counted."""

    PERSONAL_DATA = "none"

    source = models.CharField(max_length=200)
    mapping = models.CharField(max_length=300, blank=True)
    # The first line of a CSV file, by which rows that were set aside can be read again.
    header = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    lines_read = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    already_known = models.BigIntegerField(default=0)
    set_aside = models.BigIntegerField(default=0)
    # Addresses and numbers that cannot be right, left out of facts that were accepted.
    left_out = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["source", "state"], name="feed_run_of_source")]

    def __str__(self) -> str:
        return f"run:{self.pk}"


class FeedEvent(models.Model):
    """Every event that was acknowledged, once: what the case system said, and whether it could be applied yet."""

    PERSONAL_DATA = "what the case system said of a person; kept until the next full reconciliation"

    event_id = models.CharField(max_length=120)
    type = models.CharField(max_length=40)
    time = models.DateTimeField()
    subject = models.CharField(max_length=40, blank=True)
    data = models.JSONField()
    state = models.CharField(max_length=10, choices=FeedState.choices)
    # What it waits for: `application:V300123456` or `client:1112223334`.
    waits_for = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id"], name="one_event_per_id")]
        indexes = [
            models.Index(fields=["waits_for"], name="feed_event_waiting", condition=models.Q(state=FeedState.WAITING))
        ]

    def __str__(self) -> str:
        return self.event_id


class SetAside(models.Model):
    """A line of the feed that could not be accepted, whole, with its number and the reason."""

    PERSONAL_DATA = "the line as it came; gone when mended or after 90 days"

    run = models.ForeignKey(FeedRun, on_delete=models.CASCADE, related_name="set_aside_lines")
    line_number = models.BigIntegerField()
    line = models.TextField()
    reason = models.CharField(max_length=20, choices=SetAsideReason.choices)
    detail = models.CharField(max_length=300, blank=True)
    set_aside_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "set aside"
        constraints = [models.UniqueConstraint(fields=["run", "line_number"], name="one_reason_per_line")]
        indexes = [models.Index(fields=["-set_aside_at"], name="set_aside_open", condition=models.Q(accepted_at=None))]

    def __str__(self) -> str:
        return f"line {self.line_number} of run {self.run_id}"
