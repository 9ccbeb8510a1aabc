"""Opening a file outside one’s own for a reason in words, having that reviewed, and protecting files."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from guichet.identity.access_policy import limits
from guichet.identity.actions import note_access
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AccessKind, Barrier, Protected, Purpose, Right
from guichet.journal.actions import Origin, record
from guichet.oversight.events import (
    FileProtected,
    OpenedOutside,
    OpeningFoundNeeded,
    OpeningFoundUnneeded,
    ProtectionEnded,
)
from guichet.oversight.models import BrokenGlass, Protection
from guichet.oversight.queries import barrier_for
from guichet.oversight.tasks import BREAK_GLASS, ask_a_person, finish_task_about
from guichet.oversight.terms import Refusal, Verdict


class CannotOpen(Exception):
    """The rules refuse this; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def note_opening(*, viewer: Viewer, client_id: int, purpose: Purpose, origin: Origin) -> None:
    """Note in the access log that a file was opened for a purpose, before anything of it is seen."""
    _files_only(viewer)
    facts = {"purpose": purpose.value, "office": viewer.office, "roles": " ".join(sorted(viewer.roles))}
    note_access(
        kind=AccessKind.OPENED, facts=facts, client_id=client_id, subject=f"client:{client_id}", origin=origin
    )  # fmt: skip


@transaction.atomic
def break_glass(*, viewer: Viewer, client_id: int, purpose: Purpose, reason: str, origin: Origin) -> datetime:
    """Open a file outside one’s own for a reason in words; return until when it is open.

    The reason is sealed; the journal holds none of it. Somebody else reviews it. Raises NotAllowed for who opens no
    files, CannotOpen where it is one’s own file, needs no reason, or the reason is too short.
    """
    staff_id = _files_only(viewer)
    found = barrier_for(viewer=viewer, client_id=client_id, purpose=purpose, now=origin.at)
    if found is None:
        raise CannotOpen(Refusal.NO_REASON_NEEDED)
    if found is Barrier.OWN_FILE:
        raise CannotOpen(Refusal.NOT_OPENED_SO)
    policy = limits(origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    if len("".join(reason.split())) < policy.shortest_reason:
        raise CannotOpen(Refusal.REASON_TOO_SHORT)
    opened = BrokenGlass.objects.create(
        staff_id=staff_id,
        client_id=client_id,
        barrier=found,
        purpose=purpose,
        reason=reason.strip(),
        opened_at=origin.at,
        until=origin.at + policy.broken_glass,
    )
    record(OpenedOutside(client_id=client_id, broken_glass=opened.pk, barrier=found.value), origin)
    _note(AccessKind.BREAK_GLASS, opened, origin, barrier=found.value, purpose=purpose.value)
    ask_a_person(BREAK_GLASS, opened.pk, client_id, origin)
    return opened.until


@transaction.atomic
def review_opening(*, viewer: Viewer, number: int, verdict: Verdict, note: str, origin: Origin) -> None:
    """Say whether an opening outside somebody’s own files was needed. Where it was not, the client is told.

    Never one’s own. Raises NotAllowed, CannotOpen.
    """
    if viewer.staff_id is None or not viewer.may(Right.REVIEW_ACCESS):
        raise NotAllowed("reviews of openings")
    opened = BrokenGlass.objects.select_for_update().filter(pk=number).first()
    if opened is None:
        raise NotAllowed(f"broken_glass:{number}")
    if opened.staff_id == viewer.staff_id:
        raise CannotOpen(Refusal.YOUR_OWN)
    if opened.reviewed_at:
        raise CannotOpen(Refusal.DONE)
    opened.reviewed_by_id, opened.reviewed_at = viewer.staff_id, origin.at
    opened.verdict, opened.note = verdict, note.strip()
    opened.save(update_fields=["reviewed_by", "reviewed_at", "verdict", "note"])
    if verdict is Verdict.JUSTIFIED:
        record(OpeningFoundNeeded(client_id=opened.client_id, broken_glass=opened.pk), origin)
    else:
        record(OpeningFoundUnneeded(client_id=opened.client_id, broken_glass=opened.pk), origin)
    _note(AccessKind.BREAK_GLASS_REVIEWED, opened, origin, verdict=verdict.value)
    finish_task_about(
        kind=BREAK_GLASS, subject=f"{BREAK_GLASS}:{opened.pk}", viewer=viewer, outcome=verdict.value, origin=origin
    )


@transaction.atomic
def protect_file(*, viewer: Viewer, client_id: int, why: Protected, origin: Origin) -> int:
    """Protect a file, so that it opens for a reviewed reason only; return the protection’s number. Twice is once."""
    _may_protect(viewer)
    found, is_new = Protection.objects.get_or_create(
        client_id=client_id, why=why, ended_at=None, defaults={"since": origin.at}
    )
    if is_new:
        record(FileProtected(protection=found.pk), origin)
        _note_protection(found, origin, ended=0)
    return found.pk


@transaction.atomic
def end_protection(*, viewer: Viewer, number: int, origin: Origin) -> None:
    """End the protection of a file. Raises NotAllowed."""
    _may_protect(viewer)
    found = Protection.objects.select_for_update().filter(pk=number, ended_at=None).first()
    if found is None:
        return
    found.ended_at = origin.at
    found.save(update_fields=["ended_at"])
    record(ProtectionEnded(protection=found.pk), origin)
    _note_protection(found, origin, ended=1)


def _files_only(viewer: Viewer) -> int:
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed("files")
    return viewer.staff_id


def _may_protect(viewer: Viewer) -> None:
    if viewer.staff_id is None or not viewer.may(Right.ORDER_INVESTIGATION):
        raise NotAllowed("protections")


def _note(kind: AccessKind, opened: BrokenGlass, origin: Origin, **facts: str) -> None:
    said: dict[str, str | int] = {"broken_glass": opened.pk, **facts}
    subject = f"broken_glass:{opened.pk}"
    note_access(kind=kind, facts=said, client_id=opened.client_id, subject=subject, origin=origin)


def _note_protection(found: Protection, origin: Origin, *, ended: int) -> None:
    facts: dict[str, str | int] = {"why": found.why, "ended": ended}
    subject = f"protection:{found.pk}"
    note_access(
        kind=AccessKind.PROTECTED, facts=facts, client_id=found.client_id, subject=subject, origin=origin
    )  # fmt: skip
