"""What we said of times, of each program and of each file, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guichet.applications.models import Application


class Publication(models.Model):
    """That the times of a day were published. A statement: once made it never changes, but for its being finished."""

    PERSONAL_DATA = "none"

    as_of = models.DateField()
    made_at = models.DateTimeField()
    # When the range of every open file was reckoned as well.
    finished_at = models.DateTimeField(null=True)
    # Reckoned afterwards, from what was known on that day.
    afterwards = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["as_of"], name="one_publication_a_day")]

    def __str__(self) -> str:
        return f"times of {self.as_of}"


class Estimate(models.Model):
    """What was said of a program, or of one of its offices, to those who applied on a day. A statement: never changes.

    The four waits are empty where too few files were decided to say anything. Counts are of thirteen weeks up to the
    day, and of the same weeks a year before.
    """

    PERSONAL_DATA = "none"

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="estimates", db_index=False)
    program = models.CharField(max_length=20)
    # Empty: wherever it is decided.
    office = models.CharField(max_length=40, blank=True)
    p10 = models.PositiveIntegerField(null=True)
    p50 = models.PositiveIntegerField(null=True)
    p80 = models.PositiveIntegerField(null=True)
    p90 = models.PositiveIntegerField(null=True)
    learned = models.PositiveIntegerField()
    open = models.PositiveIntegerField()
    received = models.PositiveIntegerField()
    decided = models.PositiveIntegerField()
    withdrawn = models.PositiveIntegerField()
    received_before = models.PositiveIntegerField()
    decided_before = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "program", "office"], name="one_estimate_a_day"),
            models.CheckConstraint(
                condition=Q(p10=None, p50=None, p80=None, p90=None)
                | Q(p10__lte=F("p50"), p50__lte=F("p80"), p80__lte=F("p90")),
                name="estimate_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.office}"


class LedgerLine(models.Model):
    """What we said of a program in a month, and what became so far of those who applied in it.

    What was said never changes; what became of it is counted anew every night.
    """

    PERSONAL_DATA = "none"

    said_by = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="lines")
    program = models.CharField(max_length=20)
    month = models.DateField()
    sooner = models.PositiveIntegerField(default=0)
    inside = models.PositiveIntegerField(default=0)
    later = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    ended_otherwise = models.PositiveIntegerField(default=0)
    # As of which day; empty until it was counted.
    counted_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "month"], name="one_ledger_line_a_month")]

    def __str__(self) -> str:
        return f"{self.program} {self.month}"


class WeekOfFiles(models.Model):
    """How many files of a program came in a week, and how many of them are decided: as of the last publication."""

    PERSONAL_DATA = "none"

    program = models.CharField(max_length=20)
    week = models.DateField()
    received = models.PositiveIntegerField()
    decided = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "week"], name="one_count_a_week")]

    def __str__(self) -> str:
        return f"{self.program} {self.week}"


class FileWait(models.Model):
    """How many days a file waited for its client, as last counted. Only of files whose clock ever stood still."""

    PERSONAL_DATA = "how long a person took to answer; goes with the file"

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, primary_key=True, related_name="days_waited"
    )
    days = models.PositiveIntegerField()
    waits_now = models.BooleanField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wait of {self.application_id}"


class FileRange(models.Model):
    """The range of one open file as last reckoned, what its client was last told, and what they were told before."""

    PERSONAL_DATA = "when a person may expect a decision; goes with the file"

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, primary_key=True, related_name="time_range"
    )
    as_of = models.DateField()
    p10 = models.DateField()
    p50 = models.DateField()
    p80 = models.DateField()
    p90 = models.DateField()
    # What was last told (or first shown), on which day, and what was so then.
    said_first = models.DateField()
    said_middle = models.DateField()
    said_last = models.DateField()
    said_on = models.DateField()
    said_waited = models.PositiveIntegerField()
    said_program = models.CharField(max_length=20)
    said_office = models.CharField(max_length=40, blank=True)
    # What was told before that, and why it moved; empty until it did.
    before_first = models.DateField(null=True)
    before_last = models.DateField(null=True)
    why = ArrayField(models.CharField(max_length=20), default=list)
    figures = ArrayField(models.IntegerField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(p10__lte=F("p50"), p50__lte=F("p80"), p80__lte=F("p90")), name="file_range_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"range of {self.application_id}"
