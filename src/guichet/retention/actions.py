"""What may be done about retention: hold and lift, ask and approve, and carry out what two people decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.retention.disposing import HOW_IT_GOES
from guichet.retention.events import (
    DisposalApproved,
    DisposalAsked,
    DisposalDone,
    DisposalWithdrawn,
    HoldLifted,
    HoldPlaced,
)
from guichet.retention.models import Disposal, Hold
from guichet.retention.queries import certified, dry_run, hash_of, held_by_holds, limits_of
from guichet.retention.terms import DisposalState, HoldReason, Kept
from guichet.retention.verdicts import next_to_go

BATCH = 1000


class NothingToHold(Exception):
    """There is no such person or file."""


class NoSuchHold(Exception):
    """There is no such hold, or it was lifted."""


class NotNow(Exception):
    """There is no such disposal, or it is not so far, or is further already."""


class SamePerson(Exception):
    """Who asked for a disposal cannot be the one who approves it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows of a class have gone so far."""

    kept: Kept
    gone: int


@transaction.atomic
def place_hold(
    *,
    viewer: Viewer,
    uci: str = "",
    number: str = "",
    reason: HoldReason,
    reference: str = "",
    ends_on: date | None = None,
    origin: Origin,
) -> int:
    """Keep a person with all their files, or one file, whatever their time; return the hold's number.

    Raises NotAllowed, and NothingToHold where there is no such person or file, or not exactly one of the two is named.
    """
    _check(viewer)
    if bool(uci) == bool(number) or (ends_on is not None and ends_on <= timezone.localtime(origin.at).date()):
        raise NothingToHold
    client_id = _client_id(uci) if uci else None
    if number and not _has_file(number):
        raise NothingToHold
    hold = Hold.objects.create(
        client_id=client_id,
        number=number,
        reason=reason,
        reference=reference,
        placed_at=origin.at,
        placed_by=viewer.actor,
        ends_on=ends_on,
    )
    record(HoldPlaced(hold=hold.pk, reason=reason.value), origin)
    return hold.pk


@transaction.atomic
def lift_hold(*, viewer: Viewer, hold_id: int, origin: Origin) -> None:
    """Let a hold hold no longer. Raises NotAllowed and NoSuchHold."""
    _check(viewer)
    hold = Hold.objects.select_for_update().filter(pk=hold_id, lifted_at=None).first()
    if hold is None:
        raise NoSuchHold
    hold.lifted_at, hold.lifted_by = origin.at, viewer.actor
    hold.save(update_fields=["lifted_at", "lifted_by"])
    record(HoldLifted(hold=hold.pk, reason=hold.reason), origin)


@transaction.atomic
def ask_for_disposal(*, viewer: Viewer, as_of: date, origin: Origin) -> int:
    """Ask that what is kept no longer on a day go, and return the number of the disposal, which waits for approval.

    Keeps the rules of that day and what a dry run found. Raises NotAllowed, and NotNow for a day to come.
    """
    _check(viewer)
    if as_of > timezone.localtime(origin.at).date():
        raise NotNow
    rules, report = dry_run(as_of, origin.at)
    disposal = Disposal.objects.create(
        as_of=as_of, rules=rules, report=report, asked_at=origin.at, asked_by=viewer.actor
    )
    record(DisposalAsked(disposal=disposal.pk), origin)
    return disposal.pk


@transaction.atomic
def approve_disposal(*, viewer: Viewer, disposal_id: int, origin: Origin) -> None:
    """Approve what somebody else asked for. Raises NotAllowed, NotNow and SamePerson."""
    _check(viewer)
    disposal = _in_state(disposal_id, DisposalState.ASKED)
    if disposal.asked_by == viewer.actor:
        raise SamePerson
    disposal.state, disposal.approved_at, disposal.approved_by = DisposalState.APPROVED, origin.at, viewer.actor
    disposal.save(update_fields=["state", "approved_at", "approved_by"])
    record(DisposalApproved(disposal=disposal.pk), origin)


@transaction.atomic
def withdraw_disposal(*, viewer: Viewer, disposal_id: int, origin: Origin) -> None:
    """Call off a disposal that has not begun. Raises NotAllowed and NotNow."""
    _check(viewer)
    disposal = _in_state(disposal_id, DisposalState.ASKED, DisposalState.APPROVED)
    disposal.state = DisposalState.WITHDRAWN
    disposal.save(update_fields=["state"])
    record(DisposalWithdrawn(disposal=disposal.pk), origin)


def carry_out(*, disposal_id: int, origin: Origin, batch: int = BATCH) -> Iterator[Progress]:
    """Let go what an approved disposal is about, batch by batch, and yield after each, which is then kept.

    What went and how much of it was counted are one transaction: ended at any point and begun again, it goes on, and
    the certificate counts each row once. Holds are asked about anew for each batch. Raises NotNow.
    """
    for kept in Kept:
        last = 0
        while True:
            step = _one_batch(disposal_id, kept, last, batch, origin)
            if step is None:
                break
            last, progress = step
            yield progress
    _finish(disposal_id, origin)


@transaction.atomic
def _one_batch(disposal_id: int, kept: Kept, last: int, batch: int, origin: Origin) -> tuple[int, Progress] | None:
    # Holds who places a hold back, and is held back by one: nobody's file goes while somebody is putting it on hold.
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE retention_hold IN SHARE MODE")
    disposal = _in_state(disposal_id, DisposalState.APPROVED, DisposalState.RUNNING)
    if disposal.started_at is None:
        disposal.state, disposal.started_at = DisposalState.RUNNING, origin.at
    limits = limits_of(disposal.rules, disposal.as_of)
    numbers = next_to_go(kept, limits, held_by_holds(origin.at), origin.at, after=last, limit=batch)
    if numbers:
        disposal.gone[kept.value] = disposal.gone.get(kept.value, 0) + HOW_IT_GOES[kept](numbers, origin)
    disposal.save(update_fields=["state", "started_at", "gone"])
    return (numbers[-1], Progress(kept, disposal.gone[kept.value])) if numbers else None


@transaction.atomic
def _finish(disposal_id: int, origin: Origin) -> None:
    disposal = _in_state(disposal_id, DisposalState.RUNNING)
    disposal.state, disposal.finished_at = DisposalState.DONE, origin.at
    disposal.sha256 = hash_of(certified(disposal))
    disposal.save(update_fields=["state", "finished_at", "sha256"])
    record(DisposalDone(disposal=disposal.pk, rows=sum(disposal.gone.values()), sha256=disposal.sha256), origin)


def _in_state(disposal_id: int, *states: DisposalState) -> Disposal:
    found = Disposal.objects.select_for_update().filter(pk=disposal_id, state__in=states).first()
    if found is None:
        raise NotNow
    return found


def _client_id(uci: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM clients_client WHERE uci = %s", [uci])
        found = cursor.fetchone()
    if found is None:
        raise NothingToHold
    return int(found[0])


def _has_file(number: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM applications_application WHERE number = %s", [number])
        return cursor.fetchone() is not None


def _check(viewer: Viewer) -> None:
    if not viewer.may(Right.PRIVACY):
        raise NotAllowed("privacy")
