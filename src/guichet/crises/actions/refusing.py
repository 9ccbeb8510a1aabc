"""How an action says no."""

from guichet.crises.models import Crisis
from guichet.crises.terms import CrisisRefusal
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


class CannotAct(Exception):
    """The rules refuse this in a crisis; `reasons` say why."""

    def __init__(self, *reasons: CrisisRefusal) -> None:
        super().__init__(", ".join(reason.value for reason in reasons))
        self.reasons = reasons


def held_open(crisis_id: int) -> Crisis:
    """Return a crisis that is open, and that nobody closes until this transaction is over.

    Raises NotAllowed where there is none, and CannotAct where it is closed.
    """
    crisis = Crisis.objects.select_for_update(no_key=True).filter(pk=crisis_id).first()
    if crisis is None:
        raise NotAllowed(f"crisis:{crisis_id}")
    if crisis.closed_at is not None:
        raise CannotAct(CrisisRefusal.OVER)
    return crisis


def still_open(crisis_id: int) -> Crisis:
    """Return a crisis that is open. Not held: what many people do at once must not wait for one another.

    Raises NotAllowed where there is none, and CannotAct where it is closed.
    """
    crisis = Crisis.objects.filter(pk=crisis_id).first()
    if crisis is None:
        raise NotAllowed(f"crisis:{crisis_id}")
    if crisis.closed_at is not None:
        raise CannotAct(CrisisRefusal.OVER)
    return crisis


def must_lead(viewer: Viewer) -> int:
    """Return the number of this member of staff, who leads crises. Raises CannotAct."""
    if viewer.staff_id is None or not viewer.may(Right.LEAD_CRISIS):
        raise CannotAct(CrisisRefusal.NOT_YOURS)
    return viewer.staff_id
