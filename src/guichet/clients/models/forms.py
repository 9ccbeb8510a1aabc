"""Forms on paper about who may see or act: what came in, and where the original is."""

from django.db import models
from django.db.models import Q

from guichet.clients.models.authority import Authority, Proposal
from guichet.clients.models.people import Client
from guichet.clients.terms import AuthoritySource, FormAct
from guichet.foundation.sealing import SealedText


class PaperForm(models.Model):
    """A form that came in on paper or as a scan. What it asks stands in the proposal; what it ended, in the row."""

    PERSONAL_DATA = "that a client signed a form, when, and where it is kept; goes with the authority it is about"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="paper_forms")
    act = models.CharField(max_length=10, choices=FormAct.choices)
    source = models.CharField(max_length=20, choices=AuthoritySource.choices)
    form_version = models.CharField(max_length=20, blank=True)
    signed_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    # A scan's number, a box, a file: where somebody finds it who must compare it once more.
    original = models.CharField(max_length=120, blank=True)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, null=True, related_name="paper_form")
    # The row that it gave, or ended.
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="paper_forms")
    recorded_at = models.DateTimeField()
    # As the journal names people: `staff:7`.
    recorded_by = models.CharField(max_length=60)
    # Why it was refused: a code of `form_faults.yaml`; and what the second person wrote, for colleagues only.
    fault = models.CharField(max_length=30, blank=True)
    words = SealedText(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False) | Q(authority__isnull=False), name="paper_form_is_about_something"
            ),
            models.CheckConstraint(
                condition=~Q(act=FormAct.CANCEL) | Q(authority__isnull=False), name="paper_form_cancels_a_row"
            ),
        ]

    def __str__(self) -> str:
        return f"paper form:{self.pk}"
