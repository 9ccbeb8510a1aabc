"""Noting how surely staff knew whom they served."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from guichet.identity.events import DocumentSeen, IdentityChecked, IdentityCheckFailed
from guichet.identity.models import IdentityCheck
from guichet.identity.queries.staff import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.rules.levels import Shown, level_of
from guichet.identity.rules.recovering import is_known
from guichet.identity.sign_in_policy import checking_policy, levels_policy
from guichet.identity.terms import Fact, IdentityDocument, Level, Proof, Right
from guichet.journal.actions import Origin, record

DAY = timedelta(days=1)


class TooManyChecks(Exception):
    """So many checks of this client failed today that facts alone are not asked again: a document is needed."""


class NotYetKnown(Exception):
    """A caller was not known by facts, so a call back adds nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How surely somebody is known now, and until when that holds."""

    level: Level
    until: datetime


@transaction.atomic
def check_facts(
    *, viewer: Viewer, client_id: int, asked: Collection[Fact], agreed: Collection[Fact], origin: Origin
) -> Checked:
    """Note which facts a caller was asked and which agreed; what they said is not kept. Returns how they are known.

    All must agree. A failure is told to the client. Raises NotAllowed for those who may open no files, and
    TooManyChecks after so many failures in a day.
    """
    staff_id = _staff(viewer)
    policy = checking_policy(timezone.localtime(origin.at).date())
    failed = IdentityCheck.objects.filter(
        client_id=client_id, proof=Proof.FILE_FACTS, passed=False, checked_at__gt=origin.at - DAY
    )
    if failed.count() >= policy.tries_per_day:
        raise TooManyChecks(f"client:{client_id}")
    passed = is_known(asked, agreed)
    level = _level([Proof.FILE_FACTS], origin.at) if passed else Level.NONE
    check = _note(staff_id, client_id, Proof.FILE_FACTS, level, origin.at + policy.holds, origin)
    check.asked, check.agreed = sorted(asked), sorted(agreed)
    check.save(update_fields=["asked", "agreed"])
    if passed:
        record(IdentityChecked(client_id=client_id, proof=Proof.FILE_FACTS.value, level=level.value), origin)
    else:
        record(IdentityCheckFailed(client_id=client_id), origin)
    return Checked(level, check.until)


@transaction.atomic
def note_call_back(*, viewer: Viewer, client_id: int, origin: Origin) -> Checked:
    """Note that a caller known by facts was called back on the number on file, and answered.

    Raises NotYetKnown without the facts first, and NotAllowed for those who may open no files.
    Source: handbook, `channels.yaml`, identity_levels, L2.
    """
    staff_id = _staff(viewer)
    by_facts = IdentityCheck.objects.filter(
        client_id=client_id, staff_id=staff_id, proof=Proof.FILE_FACTS, passed=True, until__gt=origin.at
    )
    if not by_facts.exists():
        raise NotYetKnown(f"client:{client_id}")
    # Facts and the call together: the call alone shows only who has the telephone.
    level = _level([Proof.FILE_FACTS, Proof.CALL_BACK], origin.at)
    until = origin.at + checking_policy(timezone.localtime(origin.at).date()).holds
    _note(staff_id, client_id, Proof.CALL_BACK, level, until, origin)
    record(IdentityChecked(client_id=client_id, proof=Proof.CALL_BACK.value, level=level.value), origin)
    return Checked(level, until)


@transaction.atomic
def note_document(*, viewer: Viewer, client_id: int, document: IdentityDocument, origin: Origin) -> Checked:
    """Note that an original document was seen in person. Its number is not kept. Raises NotAllowed.

    Source: Privacy Regulations (SOR/83-508), s. 8(2).
    """
    staff_id = _staff(viewer)
    level = _level([Proof.DOCUMENT_SEEN], origin.at)
    until = origin.at + levels_policy(timezone.localtime(origin.at).date()).proofs[Proof.DOCUMENT_SEEN].lasts
    check = _note(staff_id, client_id, Proof.DOCUMENT_SEEN, level, until, origin)
    check.document = document
    check.save(update_fields=["document"])
    record(DocumentSeen(client_id=client_id, document=document.value), origin)
    # At the counter it holds for this contact; that it was seen counts for longer (`document_seen_until`).
    return Checked(level, origin.at + checking_policy(timezone.localtime(origin.at).date()).holds)


def end_contact(*, viewer: Viewer, client_id: int, origin: Origin) -> None:
    """Let nothing count any more of who was on the telephone or at the counter: the contact is over."""
    here = IdentityCheck.objects.filter(client_id=client_id, staff_id=viewer.staff_id or 0)
    here.filter(contact_until__gt=origin.at).update(contact_until=origin.at)


def _staff(viewer: Viewer) -> int:
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed("identity check")
    return viewer.staff_id


def _level(proofs: Collection[Proof], now: datetime) -> Level:
    return level_of([Shown(proof, now) for proof in proofs], levels_policy(timezone.localtime(now).date()), now=now)


def _note(staff_id: int, client_id: int, proof: Proof, level: Level, until: datetime, origin: Origin) -> IdentityCheck:
    return IdentityCheck.objects.create(
        staff_id=staff_id,
        client_id=client_id,
        proof=proof,
        passed=level > Level.NONE,
        level=level,
        checked_at=origin.at,
        until=until,
        contact_until=origin.at + checking_policy(timezone.localtime(origin.at).date()).holds,
    )
