"""Members’ offices, who works there, and what they ask about constituents’ files."""

from django.db import models
from django.db.models import Q

from guichet.clients.models import Client, GroupMember, Party
from guichet.foundation.sealing import SealedText
from guichet.identity.models import User
from guichet.mp_enquiries.terms import STILL_OPEN, House, Lane, MpState, Said


class MemberOffice(models.Model):
    """The office of a member of Parliament or senator, as the department opened it. Consent is given to its party."""

    PERSONAL_DATA = "name of a member of Parliament or senator, who is a public person; kept as who was told"

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="member_office")
    member = models.CharField("name of the member", max_length=120)
    house = models.CharField(max_length=10, choices=House.choices)
    # The riding, or for a senator the province or division.
    riding = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")])
    # Addresses of its people end in this: nobody can try out other people’s addresses with it.
    domain = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="member_office_closed_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["riding"], name="member_offices_by_riding")]

    def __str__(self) -> str:
        return f"member_office:{self.pk}"


class OfficeWorker(models.Model):
    """Somebody who works in a member’s office: their name, their own account, whether they run its accounts."""

    PERSONAL_DATA = "name of somebody who works for a member; kept while the journal names them"

    office = models.ForeignKey(MemberOffice, on_delete=models.PROTECT, related_name="workers", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # By this the registry of authority lets them see what the office was allowed.
    membership = models.OneToOneField(GroupMember, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    runs_it = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            # Begins with the office and serves as its index.
            models.UniqueConstraint(fields=["office", "user", "added_at"], name="one_worker_row_at_a_time"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="one_member_office_per_account"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="office_worker_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"office_worker:{self.pk}"


class MpEnquiry(models.Model):
    """What an office asks about one file of a consenting constituent: its lane, its clock, how far it is."""

    PERSONAL_DATA = "which file a member’s office asked about, and why; goes with the client"

    office = models.ForeignKey(MemberOffice, on_delete=models.PROTECT, related_name="enquiries", db_index=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="mp_enquiries", db_index=False)
    number = models.CharField("application number", max_length=40)
    program = models.CharField(max_length=20, blank=True)
    # The consent it was asked by; soft: the registry’s rows have their own time.
    authority_id = models.BigIntegerField()
    lane = models.CharField(max_length=10, choices=Lane.choices)
    # Codes of reasons.yaml and urgent.yaml.
    reason = models.CharField(max_length=20)
    urgent = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=MpState.choices, default=MpState.OPEN)
    asked_by = models.ForeignKey(OfficeWorker, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "enquiries of members’ offices"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=STILL_OPEN, closed_at=None)
                | (~Q(state__in=STILL_OPEN) & Q(closed_at__isnull=False)),
                name="mp_enquiry_closed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=MpState.WAITING, paused_at__isnull=False)
                | (~Q(state=MpState.WAITING) & Q(paused_at=None)),
                name="mp_enquiry_waits_since_a_moment",
            ),
            models.CheckConstraint(condition=~Q(lane=Lane.URGENT) | ~Q(urgent=""), name="mp_urgent_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["office", "-opened_at", "-id"], name="mp_enquiries_of_office"),
            models.Index(fields=["client", "-opened_at"], name="mp_enquiries_of_client"),
        ]

    def __str__(self) -> str:
        return f"mp_enquiry:{self.pk}"


class MpWords(models.Model):
    """What was said about an enquiry: one text for the office and the constituent, in one language or in both."""

    PERSONAL_DATA = "what a member’s office asked about a file, and what we answered, sealed; goes with the client"

    enquiry = models.ForeignKey(MpEnquiry, on_delete=models.CASCADE, related_name="words", db_index=False)
    said = models.CharField(max_length=12, choices=Said.choices)
    text_en = SealedText(blank=True)
    text_fr = SealedText(blank=True)
    said_at = models.DateTimeField()
    # As the journal names people: `user:12`, `staff:7`.
    said_by = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = "words of members’ offices"
        constraints = [models.CheckConstraint(condition=~Q(text_en="") | ~Q(text_fr=""), name="mp_words_say_something")]
        indexes = [models.Index(fields=["enquiry", "id"], name="mp_words_of_enquiry")]

    def __str__(self) -> str:
        return f"{self.said} of mp_enquiry:{self.enquiry_id}"


class BookedSlot(models.Model):
    """A time at which we call an office. Of the same time there are so many seats as policy sets."""

    PERSONAL_DATA = "none: at which time which enquiry is answered"

    enquiry = models.OneToOneField(MpEnquiry, on_delete=models.CASCADE, related_name="slot")
    starts_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["starts_at", "seat"], condition=Q(given_up_at__isnull=True), name="one_office_per_slot_and_seat"
            )
        ]

    def __str__(self) -> str:
        return f"slot of mp_enquiry:{self.enquiry_id}"
