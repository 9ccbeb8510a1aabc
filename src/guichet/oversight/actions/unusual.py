"""Finding looking that is unusual, and saying what a person found."""

from datetime import datetime

from django.db import transaction

from guichet.identity.actions import note_access
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AccessKind, Right
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel
from guichet.oversight.background import background_of, limits_on, looks_after
from guichet.oversight.events import LookingFlagged, LookingReviewed
from guichet.oversight.models import Scan, UnusualLooking
from guichet.oversight.rules import Flag, unusual
from guichet.oversight.tasks import UNUSUAL_LOOK, ask_a_person, finish_task_about
from guichet.oversight.terms import FlagVerdict, Refusal


class CannotReview(Exception):
    """The rules refuse this; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def find_unusual(*, now: datetime) -> int:
    """Ask the rules about the looks noted since the last time, with what went before; return how much is new.

    Some thousand looks at a time. Found again, it is the same; two at once find it once.
    """
    Scan.objects.bulk_create([Scan(pk=1)], ignore_conflicts=True)
    scan = Scan.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if scan is None:
        return 0
    batch = looks_after(scan.last_look)
    if not batch.new:
        return 0
    new = frozenset(batch.new)
    flags = unusual(batch.looks, background_of(batch.looks, now=now), limits_on(now))
    found = sum(_kept(flag, now) for flag in flags if new.intersection(flag.looks))
    scan.last_look = max(batch.new)
    scan.save(update_fields=["last_look"])
    return found


@transaction.atomic
def review_looking(*, viewer: Viewer, number: int, verdict: FlagVerdict, note: str, origin: Origin) -> None:
    """Say what was found about unusual looking. Never one’s own. Raises NotAllowed, CannotReview."""
    if viewer.staff_id is None or not viewer.may(Right.REVIEW_ACCESS):
        raise NotAllowed("reviews of looking")
    found = UnusualLooking.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotAllowed(f"unusual_looking:{number}")
    if found.staff_id == viewer.staff_id:
        raise CannotReview(Refusal.YOUR_OWN)
    if found.reviewed_at:
        raise CannotReview(Refusal.DONE)
    found.reviewed_by_id, found.reviewed_at = viewer.staff_id, origin.at
    found.verdict, found.note = verdict, note.strip()
    found.save(update_fields=["reviewed_by", "reviewed_at", "verdict", "note"])
    record(LookingReviewed(flag=found.pk, verdict=verdict.value), origin)
    facts: dict[str, str | int] = {"flag": found.pk, "rule": found.kind, "verdict": verdict.value}
    subject = f"unusual_looking:{found.pk}"
    note_access(kind=AccessKind.FLAG_REVIEWED, facts=facts, client_id=found.client_id, subject=subject, origin=origin)
    finish_task_about(
        kind=UNUSUAL_LOOK, subject=f"{UNUSUAL_LOOK}:{found.pk}", viewer=viewer, outcome=verdict.value, origin=origin
    )


def _kept(flag: Flag, now: datetime) -> bool:
    """Keep a finding and have a person look into it; return whether it is new."""
    found, is_new = UnusualLooking.objects.get_or_create(
        key=flag.key,
        defaults={
            "kind": flag.kind,
            "staff_id": flag.staff_id,
            "client_id": flag.client_id,
            "looks": list(flag.looks),
            "count": flag.count,
            "found_at": now,
        },
    )
    if is_new:
        origin = Origin(actor="service", channel=Channel.SYSTEM, at=now)
        record(LookingFlagged(flag=found.pk, rule=flag.kind.value), origin)
        ask_a_person(UNUSUAL_LOOK, found.pk, None, origin)
    return is_new
