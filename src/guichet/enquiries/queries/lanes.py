"""What rooms above ask that keep a line of their own for some questions: whose one is, and what it says.

For rules, and for readers whom that room lets in: it decides who reads, and notes the look.
"""

from dataclasses import dataclass
from datetime import datetime

from guichet.enquiries.models import Enquiry, Reading
from guichet.enquiries.queries.facts import EnquiryFacts, facts_of, kept_question
from guichet.identity.queries import NotAllowed


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a question is: a client’s, an asker’s, an account’s, or nobody’s whom we know. For rules only.

    `kept_id` is the question with which it is answered: mostly the same.
    """

    kept_id: int
    client_id: int | None
    asker_id: int | None
    user_id: int | None
    opened_at: datetime


def whose_question(enquiry_id: int) -> Whose:
    """Return whose a question is. Raises NotAllowed where there is none."""
    own = Enquiry.objects.filter(pk=enquiry_id).first()
    if own is None:
        raise NotAllowed(f"enquiry:{enquiry_id}")
    return Whose(kept_question(own).pk, own.client_id, own.asker_id, own.user_id, own.opened_at)


def urgency_of(enquiry_id: int) -> int:
    """Return how urgent the words of a question were found so far, 0 to 3. For rules only."""
    return Reading.objects.filter(pk=enquiry_id).values_list("urgency", flat=True).first() or 0


def lane_question(enquiry_id: int, *, now: datetime) -> EnquiryFacts:
    """Return a question as staff read it, for a room that decided that this reader may. Raises NotAllowed."""
    row = Enquiry.objects.filter(pk=enquiry_id).first()
    if row is None:
        raise NotAllowed(f"enquiry:{enquiry_id}")
    return facts_of(kept_question(row), now=now)
