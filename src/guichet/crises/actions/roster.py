"""Lending staff to a crisis: until a moment, after a training, and back again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from guichet.crises.actions.refusing import CannotAct, held_open, must_lead, still_open
from guichet.crises.events import StaffLent, StaffReturned, StaffTrained
from guichet.crises.models import Lent
from guichet.crises.policy import limits, training
from guichet.crises.rules import has_learnt, refusal_to_lend
from guichet.crises.terms import CrisisRefusal
from guichet.identity.queries import NotAllowed, staff_at
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record


@transaction.atomic
def lend(*, crisis_id: int, email: str, until: datetime, viewer: Viewer, origin: Origin) -> int:
    """Lend somebody who works here to a crisis until a moment, and return the row. Their rights end by themselves.

    Raises NotAllowed, and CannotAct with the reason.
    """
    must_lead(viewer)
    crisis = held_open(crisis_id)
    staff_id = staff_at(email)
    if staff_id is None:
        raise CannotAct(CrisisRefusal.NOT_STAFF)
    # What is over is closed first, so that somebody can be lent again.
    Lent.objects.filter(crisis=crisis, staff=staff_id, ended_at=None, until__lte=origin.at).update(ended_at=origin.at)
    refusal = refusal_to_lend(
        until=until,
        now=origin.at,
        limits=limits(localtime(origin.at).date()),
        is_lent=Lent.objects.filter(crisis=crisis, staff=staff_id, ended_at=None).exists(),
    )
    if refusal:
        raise CannotAct(refusal)
    trained = (
        Lent.objects.filter(crisis=crisis, staff=staff_id, trained_at__isnull=False)
        .values_list("trained_at", flat=True)
        .first()
    )
    row = Lent.objects.create(
        crisis=crisis, staff_id=staff_id, lent_at=origin.at, lent_by=origin.actor, until=until, trained_at=trained
    )
    record(StaffLent(crisis=crisis.pk, staff=staff_id, until=until), origin)
    return row.pk


@transaction.atomic
def send_back(*, lent_id: int, viewer: Viewer, origin: Origin) -> None:
    """End a loan before its moment. Ended already, nothing changes. Raises NotAllowed, CannotAct."""
    must_lead(viewer)
    row = Lent.objects.select_for_update().filter(pk=lent_id).first()
    if row is None:
        raise NotAllowed(f"lent:{lent_id}")
    if row.ended_at is None:
        row.ended_at = origin.at
        row.save(update_fields=["ended_at"])
        record(StaffReturned(crisis=row.crisis_id, staff=row.staff_id), origin)


@transaction.atomic
def finish_training(*, crisis_id: int, answers: Mapping[str, str], viewer: Viewer, origin: Origin) -> None:
    """Note that somebody who was lent had the training: from now on they may answer. Done twice, it is done once.

    Raises NotAllowed for whoever is not lent now, and CannotAct where an answer is wrong.
    """
    still_open(crisis_id)
    row = Lent.objects.select_for_update().filter(
        crisis=crisis_id, staff=viewer.staff_id, ended_at=None, until__gt=origin.at
    ).first()  # fmt: skip
    if viewer.staff_id is None or row is None:
        raise NotAllowed(f"crisis:{crisis_id}")
    if not has_learnt(answers, training(localtime(origin.at).date())):
        raise CannotAct(CrisisRefusal.WRONG_ANSWER)
    if row.trained_at is None:
        row.trained_at = origin.at
        row.save(update_fields=["trained_at"])
        record(StaffTrained(crisis=crisis_id, staff=viewer.staff_id), origin)
