"""Enquiries, and which contacts belong to which: rows that can be undone."""

from django.db import models
from django.db.models import F, Q

from guichet.clients.models import Client
from guichet.enquiries.models.contacts import Asker, Contact
from guichet.enquiries.terms import Channel, EnquiryState, Ground
from guichet.foundation.sealing import SealedText


class Enquiry(models.Model):
    """What somebody wants to know: one clock and one answer, however many contacts are about it."""

    PERSONAL_DATA = "who asked, and what it is about as a code; goes with the client, or with the asker’s words"

    # What only the receipt tells: whoever has it sees how the question stands, without signing in.
    key = models.UUIDField(unique=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, related_name="enquiries", db_index=False)
    asker = models.ForeignKey(Asker, on_delete=models.PROTECT, null=True, related_name="enquiries", db_index=False)
    user_id = models.BigIntegerField(null=True)
    channel = models.CharField("of its first contact", max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=EnquiryState.choices, default=EnquiryState.OPEN)
    # When the first contact about it came: the clock runs from here, whatever is added.
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    standard = models.CharField(max_length=20)
    latest_at = models.DateTimeField("when the last contact about it came")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # The task of whoever is to answer it. Soft: tasks are disposed of by their own rule.
    task_id = models.BigIntegerField(null=True)
    # What it is about, as far as the engine knows: an article, a program; empty with `sorted_at`: a person must say.
    topic = models.CharField(max_length=60, blank=True)
    program = models.CharField(max_length=20, blank=True)
    confidence = models.FloatField(null=True)
    sorted_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=EnquiryState.ANSWERED) | Q(answered_at__isnull=False), name="answered_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EnquiryState.OPEN, EnquiryState.WAITING], closed_at=None)
                | Q(
                    state__in=[EnquiryState.ANSWERED, EnquiryState.SET_ASIDE, EnquiryState.JOINED],
                    closed_at__isnull=False,
                ),
                name="closed_at_a_moment",
            ),
        ]
        indexes = [
            # What waits is a small part of all: what is due first stands first.
            models.Index(fields=["due_at", "id"], condition=Q(state=EnquiryState.OPEN), name="enquiries_waiting"),
            models.Index(
                fields=["language", "due_at", "id"], condition=Q(state=EnquiryState.OPEN), name="enquiries_by_language"
            ),
            models.Index(
                fields=["client", "-opened_at"], condition=Q(client__isnull=False), name="enquiries_of_client"
            ),
            models.Index(fields=["asker", "-opened_at"], condition=Q(asker__isnull=False), name="enquiries_of_asker"),
            models.Index(
                fields=["user_id", "-opened_at"], condition=Q(user_id__isnull=False), name="enquiries_of_user"
            ),
            models.Index(fields=["answered_at"], condition=Q(answered_at__isnull=False), name="enquiries_answered"),
            models.Index(
                fields=["closed_at"],
                condition=Q(client=None, forgotten_at=None, closed_at__isnull=False),
                name="enquiries_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"enquiry:{self.pk}"


class Link(models.Model):
    """That a contact belongs to a question, why, and by whom it was put there. Undone, it stays to be read."""

    PERSONAL_DATA = "which contact is about which question; goes with the contact"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="links", db_index=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="links", db_index=False)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=60)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact"], condition=Q(undone_at=None), name="about_one_question"),
        ]
        indexes = [
            models.Index(fields=["enquiry", "id"], condition=Q(undone_at=None), name="contacts_of_enquiry"),
            models.Index(fields=["contact", "id"], name="links_of_contact"),
        ]

    def __str__(self) -> str:
        return f"contact:{self.contact_id} of enquiry:{self.enquiry_id}"


class Joined(models.Model):
    """That one question was joined to another, which is the same. Nothing is moved: readers follow this row."""

    PERSONAL_DATA = "which questions are the same; goes with them"

    kept = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="joined", db_index=False)
    gone = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="joined_to", db_index=False)
    joined_at = models.DateTimeField()
    joined_by = models.CharField(max_length=60)
    # What it is again where this is undone.
    state_before = models.CharField(max_length=10, choices=EnquiryState.choices)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="joined_to_one_question"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="joined_to_another_question"),
        ]
        indexes = [
            models.Index(fields=["kept"], condition=Q(undone_at=None), name="questions_joined_to"),
            models.Index(fields=["gone"], name="joinings_of_question"),
        ]

    def __str__(self) -> str:
        return f"joining:{self.pk}"


class Suggestion(models.Model):
    """That a contact may belong to another question, which nothing proves. A person says yes or no, once."""

    PERSONAL_DATA = "which contact may be about which question; goes with the contact"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="suggestions", db_index=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="suggestions")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    taken = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "enquiry"], name="suggested_once")]

    def __str__(self) -> str:
        return f"contact:{self.contact_id} may be about enquiry:{self.enquiry_id}"


class Pause(models.Model):
    """A time in which we wait for the person who asked: the clock stands still, and they were told why."""

    PERSONAL_DATA = "what we asked somebody for, sealed; goes with the question"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="pauses", db_index=False)
    reason = models.CharField(max_length=20)
    asked = SealedText()
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry"], condition=Q(ended_at=None), name="one_pause_at_a_time"),
        ]
        indexes = [models.Index(fields=["enquiry", "began_at"], name="pauses_of_enquiry")]

    def __str__(self) -> str:
        return f"pause:{self.pk}"
