"""What people say is wrong, what was decided, and who must be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.privacy.models import Correction
from guichet.privacy.rules import receipt_number
from guichet.privacy.terms import CorrectionFact, CorrectionState, Shown

# So many are shown, the latest first.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class ReceiverFacts:
    """Somebody outside who got facts of the client from us, and when they were told of the decision."""

    receiver_id: int
    to: str
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """What somebody says is wrong, and what was decided."""

    correction_id: int
    receipt: str
    client_id: int
    fact: CorrectionFact
    number: str
    wrong: str
    right: str
    asked_at: datetime
    due_on: date
    state: CorrectionState
    decided_at: datetime | None
    shown: Shown | None
    answer: str
    before: str
    after: str
    receivers: tuple[ReceiverFacts, ...] = ()


def corrections_of(*, viewer: Viewer) -> Sequence[CorrectionFacts]:
    """Return what the people of this account said is wrong, the latest first."""
    found = Correction.objects.filter(client_id__in=viewer.own_clients).order_by("-asked_at", "-id")
    return [_facts(one) for one in found[:SHOWN] if viewer.is_self(one.client_id)]


def notations(client_id: int, *, viewer: Viewer) -> Sequence[CorrectionFacts]:
    """Return what a client says is wrong and was not put right, or not yet: shown wherever staff read those facts.

    Raises NotAllowed for whoever has not opened the file. Source: Privacy Act, s. 12(2)(b).
    """
    if viewer.staff_id is None or not viewer.sees_whole(client_id):
        raise NotAllowed(f"client:{client_id}")
    found = Correction.objects.filter(client_id__in=viewer.everyone_of(client_id)).exclude(
        state=CorrectionState.CORRECTED
    )
    return [_facts(one) for one in found.order_by("-asked_at", "-id")[:SHOWN]]


def correction(correction_id: int, *, viewer: Viewer) -> CorrectionFacts:
    """Return one request, for those who decide. Raises NotAllowed where there is none that they may see.

    Whether they opened the file is the page's to ask: `client_id` says whose it is.
    """
    found = Correction.objects.filter(pk=correction_id).first() if viewer.may(Right.CORRECT) else None
    if found is None:
        raise NotAllowed(f"correction:{correction_id}")
    told = found.receivers.order_by("to")
    return _facts(found, tuple(ReceiverFacts(one.pk, one.to, one.told_at) for one in told))


def _facts(one: Correction, receivers: tuple[ReceiverFacts, ...] = ()) -> CorrectionFacts:
    return CorrectionFacts(
        correction_id=one.pk,
        receipt=receipt_number(one.pk),
        client_id=one.client_id,
        fact=CorrectionFact(one.fact),
        number=one.number,
        wrong=one.wrong,
        right=one.right,
        asked_at=one.asked_at,
        due_on=one.due_on,
        state=CorrectionState(one.state),
        decided_at=one.decided_at,
        shown=Shown(one.shown) if one.shown else None,
        answer=one.answer,
        before=one.before,
        after=one.after,
        receivers=receivers,
    )
