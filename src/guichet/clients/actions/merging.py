"""Joining records of one person, and parting them again. What is suggested by a machine is decided by people."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from guichet.clients.duplicates.finding import Pair, all_pairs, pairs_with
from guichet.clients.duplicates.policy import duplicate_weights
from guichet.clients.events import (
    DuplicateSuggested,
    DuplicateToldApart,
    RecordJoined,
    RecordJoinedToOther,
    RecordsParted,
)
from guichet.clients.models import Client, Duplicate, Merge
from guichet.clients.one_person import everyone_of
from guichet.clients.rules.duplicates import Weights, refusal_to_merge
from guichet.clients.terms import DuplicateState, MergeProof, MergeRefusal, UndoReason
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record, record_many
from guichet.journal.events import Event
from guichet.worklists.actions import close_task, finish_task_about, open_task
from guichet.worklists.queries import due_for

# The kind of task that a suggestion is, and what comes of it.
DUPLICATE = "duplicate"
SAME, DIFFERENT, JOINED = "SAME", "DIFFERENT", "JOINED"
# So many suggestions are written at a time.
AT_ONCE = 500


class CannotMerge(Exception):
    """Records cannot be joined or parted; `reason` says why."""

    def __init__(self, reason: MergeRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def look_for_duplicates(*, client_ids: Iterable[int], origin: Origin) -> int:
    """Suggest the pairs of which one is among these, for records that are new or changed; return how many are new."""
    return _suggest(pairs_with(client_ids, _weights(origin.at)), origin)


def look_through_all_records(*, origin: Origin) -> int:
    """Suggest every pair among all records; return how many are new. In memory that does not grow with them."""
    found, new = all_pairs(_weights(origin.at)), 0
    while some := list(islice(found, AT_ONCE)):
        new += _suggest(some, origin)
    return new


@transaction.atomic
def merge_clients(
    *, one: int, other: int, kept: int, proofs: Sequence[MergeProof], viewer: Viewer, origin: Origin
) -> int:
    """Join the records of one person, on proof, and return the number of the merge.

    Nothing is moved: readers follow. Both records’ owners are told. What was suggested about them is settled.
    Raises CannotMerge with the reason.
    """
    _check(viewer, one, other)
    # In the order of their numbers, so that two who join the same records never wait for each other in a circle.
    held = Client.objects.select_for_update(no_key=True).filter(pk__in=[one, other]).order_by("pk")
    if len(held) < 2:
        raise CannotMerge(MergeRefusal.NO_SUCH_RECORD if one != other else MergeRefusal.ALREADY_ONE)
    persons = everyone_of([one, other])
    ones, others = persons.get(one, (one,)), persons.get(other, (other,))
    if refusal := refusal_to_merge(ones, others, kept=kept, proofs=proofs):
        raise CannotMerge(refusal)
    if (ones[0], others[0]) != (one, other):
        raise CannotMerge(MergeRefusal.CHANGED)
    gone = other if kept == one else one
    merge = Merge.objects.create(
        kept_id=kept,
        gone_id=gone,
        proofs=[proof.value for proof in dict.fromkeys(proofs)],
        merged_at=origin.at,
        merged_by=origin.actor,
    )
    _settle(merge, ones, others, viewer, origin)
    record(RecordJoined(client_id=kept, merge=merge.pk), origin)
    record(RecordJoinedToOther(client_id=gone, merge=merge.pk), origin)
    return merge.pk


@transaction.atomic
def undo_merge(*, merge_id: int, reason: UndoReason, viewer: Viewer, origin: Origin) -> None:
    """Part two records that had been joined: each has again what is its own, and what has come for it since.

    Where they are two people, that is remembered; where the proof does not hold, people decide again. Both owners are
    told. Raises CannotMerge with the reason.
    """
    merge = Merge.objects.select_for_update(no_key=True).filter(pk=merge_id).first()
    if merge is None:
        raise CannotMerge(MergeRefusal.NO_SUCH_RECORD)
    _check(viewer, merge.kept_id, merge.gone_id)
    # As in joining: of two who change the same records, one waits.
    list(Client.objects.select_for_update(no_key=True).filter(pk__in=[merge.kept_id, merge.gone_id]).order_by("pk"))
    if merge.undone_at is not None:
        raise CannotMerge(MergeRefusal.NOT_JOINED)
    merge.undone_at, merge.undone_by, merge.undo_reason = origin.at, origin.actor, reason.value
    merge.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    _unsettle(merge, reason, origin)
    for client_id in (merge.kept_id, merge.gone_id):
        record(RecordsParted(client_id=client_id, merge=merge.pk, reason=reason.value), origin)


@transaction.atomic
def tell_apart(*, duplicate_id: int, viewer: Viewer, origin: Origin) -> None:
    """Decide that two records are two people’s. The pair is never suggested again. Raises CannotMerge."""
    found = Duplicate.objects.select_for_update(no_key=True).filter(pk=duplicate_id).first()
    if found is None:
        raise CannotMerge(MergeRefusal.NO_SUCH_RECORD)
    _check(viewer, found.one_id, found.other_id)
    if found.state != DuplicateState.OPEN:
        raise CannotMerge(MergeRefusal.CHANGED)
    found.state, found.decided_at, found.decided_by = DuplicateState.DIFFERENT, origin.at, origin.actor
    found.save(update_fields=["state", "decided_at", "decided_by"])
    finish_task_about(kind=DUPLICATE, subject=_subject(found.pk), viewer=viewer, outcome=DIFFERENT, origin=origin)
    record(DuplicateToldApart(duplicate=found.pk), origin)


def _check(viewer: Viewer, one: int, other: int) -> None:
    if not viewer.may(Right.MERGE_CLIENTS):
        raise CannotMerge(MergeRefusal.NOT_ALLOWED)
    if not (viewer.may_see_client(one) and viewer.may_see_client(other)):
        raise CannotMerge(MergeRefusal.NOT_OPENED)


_INSERT = """
INSERT INTO clients_duplicate (one_id, other_id, score, reasons, found_at, state, decided_by)
SELECT one, other, score, string_to_array(reasons, ' '), %s, 'OPEN', ''
FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::text[]) AS new (one, other, score, reasons)
ON CONFLICT (one_id, other_id) DO NOTHING
RETURNING id, one_id, score, reasons
"""


@transaction.atomic
def _suggest(found: Iterable[Pair], origin: Origin) -> int:
    """Have people look at these pairs, but for those they have looked at before and those that are joined."""
    pairs = list({(pair.one, pair.other): pair for pair in found}.values())
    persons = everyone_of(number for pair in pairs for number in (pair.one, pair.other))
    pairs = [pair for pair in pairs if pair.other not in persons.get(pair.one, ())]
    if not pairs:
        return 0
    rows = [(pair.one, pair.other, pair.verdict.score, " ".join(pair.verdict.reasons)) for pair in pairs]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [origin.at, *(list(column) for column in zip(*rows, strict=True))])
        new = cursor.fetchall()
    happened: list[tuple[Event, datetime]] = [
        (DuplicateSuggested(duplicate=number, reasons=tuple(reasons)), origin.at) for number, _, _, reasons in new
    ]
    record_many(happened, origin)
    for number, client_id, score, reasons in new:
        _open_task(number, client_id, score, reasons, origin)
    return len(new)


def _open_task(number: int, client_id: int, score: int, reasons: Sequence[str], origin: Origin) -> None:
    open_task(
        kind=DUPLICATE,
        subject=_subject(number),
        client_id=client_id,
        due_at=due_for(DUPLICATE, at=origin.at),
        # A pair that nobody suggested has neither.
        facts={"reasons": "+".join(reasons), "score": str(score)} if reasons else {},
        origin=origin,
    )


def _settle(merge: Merge, ones: Sequence[int], others: Sequence[int], viewer: Viewer, origin: Origin) -> None:
    """Settle what was to be decided between the two, now that they are one."""
    between = Duplicate.objects.select_for_update(no_key=True).filter(
        one_id__in=[*ones, *others], other_id__in=[*ones, *others], state=DuplicateState.OPEN
    )
    for found in between.order_by("pk"):
        found.state, found.decided_at, found.decided_by = DuplicateState.SAME, origin.at, origin.actor
        found.merge = merge
        found.save(update_fields=["state", "decided_at", "decided_by", "merge"])
        if {found.one_id, found.other_id} == {merge.kept_id, merge.gone_id}:
            finish_task_about(kind=DUPLICATE, subject=_subject(found.pk), viewer=viewer, outcome=SAME, origin=origin)
        else:
            close_task(kind=DUPLICATE, subject=_subject(found.pk), outcome=JOINED, origin=origin)


def _unsettle(merge: Merge, reason: UndoReason, origin: Origin) -> None:
    """Give back to people what the merge had settled; or remember that these are two people."""
    are_two = reason is UndoReason.DIFFERENT_PEOPLE
    settled = list(merge.duplicates.select_for_update(no_key=True).order_by("pk"))
    for found in settled:
        found.state = DuplicateState.DIFFERENT if are_two else DuplicateState.OPEN
        found.decided_at, found.decided_by = (origin.at, origin.actor) if are_two else (None, "")
        found.merge = None
        found.save(update_fields=["state", "decided_at", "decided_by", "merge"])
        if not are_two:
            _open_task(found.pk, found.one_id, found.score, found.reasons, origin)
    if are_two:
        low, high = sorted((merge.kept_id, merge.gone_id))
        # Nobody had suggested them, or people had said so before: remembered all the same.
        Duplicate.objects.update_or_create(
            one_id=low,
            other_id=high,
            defaults={"state": DuplicateState.DIFFERENT, "decided_at": origin.at, "decided_by": origin.actor},
            create_defaults={
                "score": 0, "reasons": [], "found_at": origin.at, "state": DuplicateState.DIFFERENT,
                "decided_at": origin.at, "decided_by": origin.actor,
            },
        )  # fmt: skip


def _subject(duplicate_id: int) -> str:
    return f"duplicate:{duplicate_id}"


def _weights(at: datetime) -> Weights:
    return duplicate_weights(at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
