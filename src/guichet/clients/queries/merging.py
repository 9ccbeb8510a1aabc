"""Records that may be one person's, and those that were joined: for those who decide."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from guichet.clients.duplicates.finding import records_of
from guichet.clients.duplicates.policy import duplicate_weights
from guichet.clients.models import Duplicate, Merge
from guichet.clients.one_person import everyone_of, kept_of
from guichet.clients.rules import shown_uci
from guichet.clients.rules.duplicates import Verdict, compare
from guichet.clients.terms import DuplicateReason, DuplicateState, MergeProof
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class DuplicateFacts:
    """Two records that may be one person’s, as they stand now: by the record that is kept of each."""

    duplicate_id: int
    one: int
    other: int
    score: int
    reasons: tuple[DuplicateReason, ...]
    state: DuplicateState


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """That one record was joined to another, on what proof, and when."""

    merge_id: int
    kept: int
    gone: int
    kept_uci: str
    gone_uci: str
    proofs: tuple[MergeProof, ...]
    merged_at: datetime


def duplicate(duplicate_id: int, *, viewer: Viewer) -> DuplicateFacts:
    """Return a pair that people decide on: codes and numbers, nothing of the people. Raises NotAllowed."""
    if not viewer.may(Right.MERGE_CLIENTS):
        raise NotAllowed("duplicate")
    row = Duplicate.objects.filter(pk=duplicate_id).first()
    if row is None:
        raise NotAllowed("duplicate")
    return _facts(row)


def pair_of(one: int, other: int, *, viewer: Viewer) -> DuplicateFacts | None:
    """Return what there is of these two persons as a pair: what waits for a decision first, then what was decided.

    None where nobody has thought of them as one. Raises NotAllowed.
    """
    if not viewer.may(Right.MERGE_CLIENTS):
        raise NotAllowed("duplicate")
    persons = everyone_of([one, other])
    ones, others = persons.get(one, (one,)), persons.get(other, (other,))
    rows = Duplicate.objects.filter(
        Q(one_id__in=ones, other_id__in=others) | Q(one_id__in=others, other_id__in=ones)
    ).order_by("-score", "pk")
    first = sorted(rows, key=lambda row: row.state != DuplicateState.OPEN)
    return _facts(first[0]) if first else None


def compare_records(one: int, other: int, *, viewer: Viewer, at: datetime) -> Verdict:
    """Return what speaks for two clients being one person: of all their records, the two that are most alike.

    Raises NotAllowed unless the viewer may see both.
    """
    if not (viewer.may_see_client(one) and viewer.may_see_client(other)):
        raise NotAllowed("client")
    ones, others = viewer.everyone_of(one), viewer.everyone_of(other)
    records, weights = (
        records_of([*ones, *others]),
        duplicate_weights(at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()),
    )
    verdicts = (compare(records[mine], records[theirs], weights) for mine in ones for theirs in others)
    return max(verdicts, key=lambda verdict: verdict.score)


def merges_of(client_id: int, *, viewer: Viewer) -> tuple[MergeFacts, ...]:
    """Return what was joined to make this one person, the latest first. Raises NotAllowed unless they may be seen."""
    if not viewer.may_see_client(client_id):
        raise NotAllowed(f"client:{client_id}")
    everyone = viewer.everyone_of(client_id)
    if len(everyone) == 1:
        return ()
    rows = Merge.objects.filter(kept_id__in=everyone, undone_at=None).select_related("kept", "gone")
    return tuple(_merge(row) for row in rows.order_by("-merged_at", "-pk"))


def merge(merge_id: int, *, viewer: Viewer) -> MergeFacts:
    """Return a merge that was not undone, for whoever may see both records. Raises NotAllowed."""
    row = Merge.objects.filter(pk=merge_id, undone_at=None).select_related("kept", "gone").first()
    if row is None or not viewer.may(Right.MERGE_CLIENTS):
        raise NotAllowed(f"merge:{merge_id}")
    if not (viewer.may_see_client(row.kept_id) and viewer.may_see_client(row.gone_id)):
        raise NotAllowed(f"merge:{merge_id}")
    return _merge(row)


def records_of_merge(merge_id: int) -> tuple[int, int] | None:
    """Return which records a merge joined, the kept one first; None for one that was undone, or is none.

    To ask why they are opened: says nothing of the person.
    """
    return Merge.objects.filter(pk=merge_id, undone_at=None).values_list("kept_id", "gone_id").first()


def _facts(row: Duplicate) -> DuplicateFacts:
    kept = kept_of([row.one_id, row.other_id])
    return DuplicateFacts(
        duplicate_id=row.pk,
        one=kept[row.one_id],
        other=kept[row.other_id],
        score=row.score,
        reasons=tuple(DuplicateReason(reason) for reason in row.reasons),
        state=DuplicateState(row.state),
    )


def _merge(row: Merge) -> MergeFacts:
    kept, gone = row.kept, row.gone
    return MergeFacts(
        merge_id=row.pk,
        kept=kept.pk,
        gone=gone.pk,
        kept_uci=shown_uci(kept.uci),
        gone_uci=shown_uci(gone.uci),
        proofs=tuple(MergeProof(proof) for proof in row.proofs),
        merged_at=row.merged_at,
    )
