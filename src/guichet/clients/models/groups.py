"""Who belongs to a group of sponsors. What clients consented to, they consented to for the group."""

from django.db import models
from django.db.models import F, Q

from guichet.clients.models.authority import Party
from guichet.clients.terms import Shown


class GroupMember(models.Model):
    """That a helper belongs to a group of sponsors, from when to when. A row is closed, never removed."""

    PERSONAL_DATA = "who sponsors together with whom, and since when; goes with either helper"

    # The group as a helper: what clients gave, they gave to this one.
    group = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="groups")
    # The most that the group lets this member see of what a client allows the group.
    sees = models.CharField(
        max_length=10, choices=[(Shown.STATUS.value, Shown.STATUS.label), (Shown.CASE.value, Shown.CASE.label)]
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    # As the journal names people: the member, or who runs the group.
    left_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "party"], name="one_membership_at_a_time", condition=Q(left_at__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(group=F("party")), name="no_group_in_itself"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_by="") | (Q(left_at__isnull=False) & ~Q(left_by="")),
                name="group_left_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"party:{self.party_id} in group:{self.group_id}"
