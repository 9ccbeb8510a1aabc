"""Somebody says that something is wrong; a person decides; those who got it from us are told."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from guichet.applications.queries import client_of
from guichet.clients.actions import correct_identity
from guichet.clients.terms import IdentityFact
from guichet.foundation.working_days import FederalHolidays
from guichet.identity.queries import NotAllowed, disclosures_about
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.privacy.events import CorrectionAsked, CorrectionMade, CorrectionNoted, ReceiverTold
from guichet.privacy.models import Correction, Receiver
from guichet.privacy.policy import CORRECTION_DAYS, RECEIVERS_YEARS, limit
from guichet.privacy.rules import due_on, years_before
from guichet.privacy.terms import CorrectionFact, CorrectionRefusal, CorrectionState, Shown
from guichet.worklists.actions import finish_task_about, open_task

# Kinds of task, and what comes of the second.
CORRECTION, RECEIVERS, TOLD = "correction", "correction_receivers", "TOLD"
# So many undecided requests of one person: more are answered when these are.
OPEN_AT_ONCE = 10
LONGEST = 2000


class CannotCorrect(Exception):
    """The rules refuse this; `reason` says why."""

    def __init__(self, reason: CorrectionRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided to put right: what it is from now on, what showed it, and why, for the client.

    `before` is said where the fact is none of identity; those say themselves what they were.
    """

    after: str
    shown: Shown | None
    answer: str
    before: str = ""


@transaction.atomic
def ask_for_correction(
    *, viewer: Viewer, client_id: int, fact: CorrectionFact, number: str = "", wrong: str, right: str, origin: Origin
) -> int:
    """Say that something held about oneself is wrong; return the number of the request, which a person answers.

    Raises NotAllowed for everybody but the person, and CannotCorrect with the reason. Source: Privacy Act, s. 12(2).
    """
    if not viewer.is_self(client_id):
        raise NotAllowed(f"client:{client_id}")
    if not wrong.strip() or not right.strip():
        raise CannotCorrect(CorrectionRefusal.NO_WORDS)
    kept = viewer.everyone_of(client_id)[0]
    if fact is CorrectionFact.FILE and client_of(number) not in viewer.everyone_of(client_id):
        raise CannotCorrect(CorrectionRefusal.NO_FILE)
    if Correction.objects.filter(client_id=kept, state=CorrectionState.OPEN).count() >= OPEN_AT_ONCE:
        raise CannotCorrect(CorrectionRefusal.TOO_MANY)
    asked_on = timezone.localtime(origin.at).date()
    due = due_on(asked_on, limit(CORRECTION_DAYS, origin.at), FederalHolidays())
    made = Correction.objects.create(
        client_id=kept,
        fact=fact,
        number=number if fact is CorrectionFact.FILE else "",
        wrong=wrong.strip()[:LONGEST],
        right=right.strip()[:LONGEST],
        asked_at=origin.at,
        due_on=due,
    )
    record(CorrectionAsked(client_id=kept, correction=made.pk, due=due), origin)
    _open_task(CORRECTION, made, datetime.combine(due + timedelta(days=1), time(), timezone.get_current_timezone()),
               origin)  # fmt: skip
    return made.pk


@transaction.atomic
def correct(*, viewer: Viewer, correction_id: int, decision: Decision, origin: Origin) -> None:
    """Put right what a client said was wrong: here where it is a fact of identity, else as was done elsewhere.

    Both versions are kept with who, when and why. Raises NotAllowed, and CannotCorrect with the reason.
    """
    found = _to_decide(viewer, correction_id)
    fact = CorrectionFact(found.fact)
    if not decision.after.strip():
        raise CannotCorrect(CorrectionRefusal.NO_VALUE)
    before = decision.before.strip()
    if fact.value in IdentityFact.values:
        if decision.shown is None:
            raise CannotCorrect(CorrectionRefusal.NOT_SHOWN)
        before = correct_identity(
            client_id=found.client_id, fact=IdentityFact(fact.value), right=decision.after.strip(), origin=origin
        )
        if before == decision.after.strip():
            raise CannotCorrect(CorrectionRefusal.SAME)
    found.before, found.after = before, decision.after.strip()
    found.shown = decision.shown or ""
    _decide(found, CorrectionState.CORRECTED, decision.answer, viewer, origin)
    record(CorrectionMade(client_id=found.client_id, correction=found.pk), origin)


@transaction.atomic
def note_beside(*, viewer: Viewer, correction_id: int, answer: str, origin: Origin) -> None:
    """Leave something as it is, for a reason, and attach what the client says. Raises NotAllowed, CannotCorrect.

    Source: Privacy Act, s. 12(2)(b).
    """
    found = _to_decide(viewer, correction_id)
    if not answer.strip():
        raise CannotCorrect(CorrectionRefusal.NO_REASON)
    _decide(found, CorrectionState.NOTED, answer, viewer, origin)
    record(CorrectionNoted(client_id=found.client_id, correction=found.pk), origin)


@transaction.atomic
def tell_receiver(*, viewer: Viewer, receiver_id: int, origin: Origin) -> int:
    """Note that somebody who got the facts from us was told of the decision; return the number of the correction.

    When all are told, the task is done. Raises NotAllowed. Source: Privacy Act, s. 12(2)(c).
    """
    found = Receiver.objects.select_for_update().select_related("correction").filter(pk=receiver_id).first()
    if found is None or not _may(viewer, found.correction):
        raise NotAllowed(f"receiver:{receiver_id}")
    if found.told_at is None:
        found.told_at, found.told_by_id = origin.at, viewer.staff_id
        found.save(update_fields=["told_at", "told_by"])
        client_id = found.correction.client_id
        record(ReceiverTold(client_id=client_id, correction=found.correction_id, receiver=found.pk), origin)
    if not Receiver.objects.filter(correction_id=found.correction_id, told_at=None).exists():
        _finish(RECEIVERS, found.correction_id, TOLD, viewer, origin)
    return found.correction_id


def _decide(found: Correction, state: CorrectionState, answer: str, viewer: Viewer, origin: Origin) -> None:
    """Keep the decision, finish the task, and have everybody told who got the facts from us."""
    found.state, found.answer = state, answer.strip()[:LONGEST]
    found.decided_at, found.decided_by_id = origin.at, viewer.staff_id
    found.save()
    _finish(CORRECTION, found.pk, state.value, viewer, origin)
    years = limit(RECEIVERS_YEARS, origin.at)
    first = years_before(timezone.localtime(origin.at).date(), years)
    since = datetime.combine(first, time(), timezone.get_current_timezone())
    told = {one.to for one in disclosures_about(viewer.everyone_of(found.client_id), since=since)}
    Receiver.objects.bulk_create(Receiver(correction=found, to=to) for to in sorted(told))
    if told:
        _open_task(RECEIVERS, found, origin.at + timedelta(days=limit(CORRECTION_DAYS, origin.at)), origin)


def _to_decide(viewer: Viewer, correction_id: int) -> Correction:
    found = Correction.objects.select_for_update().filter(pk=correction_id).first()
    if found is None or not _may(viewer, found):
        raise NotAllowed(f"correction:{correction_id}")
    if found.state != CorrectionState.OPEN:
        raise CannotCorrect(CorrectionRefusal.DECIDED)
    return found


def _may(viewer: Viewer, found: Correction) -> bool:
    """Return whether somebody may decide: they have the right, and opened the file."""
    return viewer.staff_id is not None and viewer.may(Right.CORRECT) and viewer.sees_whole(found.client_id)


def _open_task(kind: str, found: Correction, due_at: datetime, origin: Origin) -> None:
    open_task(
        kind=kind,
        subject=f"correction:{found.pk}",
        client_id=found.client_id,
        due_at=due_at,
        origin=origin,
        facts={"fact": found.fact},
    )


def _finish(kind: str, number: int, outcome: str, viewer: Viewer, origin: Origin) -> None:
    finish_task_about(kind=kind, subject=f"correction:{number}", viewer=viewer, outcome=outcome, origin=origin)
