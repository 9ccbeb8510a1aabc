"""What people do about what is held about them: ask for a copy, and take it."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from guichet.clients.queries import as_one_person, in_danger, standing_of
from guichet.foundation.languages import Language
from guichet.identity.actions import note_access
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AccessKind, Level
from guichet.journal.actions import Origin, record
from guichet.privacy.events import CopyAsked, CopyReady, CopyTaken
from guichet.privacy.gathering import Person, phones_of
from guichet.privacy.models import Copy, CopyPiece
from guichet.privacy.policy import COPIES_A_WEEK, COPY_KEPT_DAYS, limit
from guichet.privacy.terms import CopyRefusal
from guichet.privacy.writing import archive_of

WEEK = timedelta(days=7)
PIECE = 256 * 1024


class NoCopy(Exception):
    """There is no copy to be had; `reason` says why."""

    def __init__(self, reason: CopyRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def ask_for_copy(*, viewer: Viewer, client_id: int, language: Language, origin: Origin) -> int:
    """Ask for a copy of all that is held about oneself; return its number. Made by a job, some moments later.

    Asked again while one is being made, it is that one. Raises NotAllowed for everybody but the person themself, and
    NoCopy after so many in a week. Source: Privacy Act, s. 12.
    """
    user_id = _check_self(viewer, client_id)
    kept = viewer.everyone_of(client_id)[0]
    waiting = Copy.objects.filter(client_id=kept, user_id=user_id, ready_at=None).first()
    if waiting:
        return waiting.pk
    lately = Copy.objects.filter(client_id=kept, user_id=user_id, asked_at__gt=origin.at - WEEK)
    if lately.count() >= limit(COPIES_A_WEEK, origin.at):
        raise NoCopy(CopyRefusal.TOO_MANY)
    copy, is_new = Copy.objects.get_or_create(
        client_id=kept,
        user_id=user_id,
        ready_at=None,
        defaults={"language": language.value, "asked_at": origin.at},
    )
    if is_new:
        record(CopyAsked(client_id=kept, copy=copy.pk), origin)
    return copy.pk


@transaction.atomic
def make_copy(*, copy_id: int, origin: Origin) -> bool:
    """Make a copy that was asked for, sealed piece by piece; return whether this made it. Made twice, it is made once.

    Whoever asked must still be its person: where the account was parted from the record meanwhile, there is no copy.
    """
    copy = Copy.objects.select_for_update().filter(pk=copy_id, ready_at=None, gone_at=None).first()
    if copy is None:
        return False
    person = _person(copy, origin.at)
    if person is None:
        # The account was parted from the record meanwhile: there is nobody to give it to.
        copy.delete()
        return False
    packed = archive_of(person)
    CopyPiece.objects.bulk_create(
        [
            CopyPiece(copy=copy, position=place, content=base64.b64encode(packed[start : start + PIECE]).decode())
            for place, start in enumerate(range(0, len(packed), PIECE))
        ],
        batch_size=20,
    )
    copy.ready_at, copy.size, copy.sha256 = origin.at, len(packed), hashlib.sha256(packed).hexdigest()
    copy.until = origin.at + timedelta(days=limit(COPY_KEPT_DAYS, origin.at))
    copy.save(update_fields=["ready_at", "size", "sha256", "until"])
    record(CopyReady(client_id=copy.client_id, copy=copy.pk), origin)
    return True


@transaction.atomic
def take_copy(*, viewer: Viewer, copy_id: int, origin: Origin) -> Iterator[bytes]:
    """Return a copy, piece by piece, and note that its person took it: in the journal and in the access log.

    Raises NotAllowed for everybody but the person, with the account that asked; NoCopy where it is not ready or gone.
    """
    copy = Copy.objects.select_for_update().filter(pk=copy_id, user_id=viewer.user_id or 0).first()
    if copy is None:
        raise NotAllowed(f"copy:{copy_id}")
    _check_self(viewer, copy.client_id)
    if copy.ready_at is None:
        raise NoCopy(CopyRefusal.NOT_READY)
    if copy.gone_at is not None or copy.until is None or copy.until <= origin.at:
        raise NoCopy(CopyRefusal.GONE)
    copy.taken_at = origin.at
    copy.save(update_fields=["taken_at"])
    record(CopyTaken(client_id=copy.client_id, copy=copy.pk), origin)
    note_access(
        kind=AccessKind.OWN_COPY,
        facts={"copy": copy.pk, "size": copy.size or 0},
        client_id=copy.client_id,
        subject=f"copy:{copy.pk}",
        origin=origin,
    )
    return _pieces(copy.pk)


def forget_copies(*, now: datetime) -> int:
    """Take away what is in copies whose days are over; return how many. That they were made stays."""
    over = list(Copy.objects.filter(gone_at=None, until__lte=now).values_list("pk", flat=True))
    with transaction.atomic():
        CopyPiece.objects.filter(copy_id__in=over).delete()
        Copy.objects.filter(pk__in=over).update(gone_at=now)
    return len(over)


def _pieces(copy_id: int) -> Iterator[bytes]:
    for content in CopyPiece.objects.filter(copy_id=copy_id).order_by("position").values_list("content", flat=True):
        yield base64.b64decode(content)


def _check_self(viewer: Viewer, client_id: int) -> int:
    """Return the account of the person; let nobody else through: who acts for them may not receive what is sealed."""
    if viewer.user_id is None or viewer.level < Level.SIGNED_IN or not viewer.is_self(client_id):
        raise NotAllowed(f"client:{client_id}")
    return viewer.user_id


def _person(copy: Copy, now: datetime) -> Person | None:
    own = standing_of(copy.user_id, at=now).own_clients
    viewer = as_one_person(Viewer(user_id=copy.user_id, own_clients=own))
    if copy.client_id not in viewer.own_clients:
        return None
    everyone = viewer.everyone_of(copy.client_id)
    return Person(
        viewer=viewer,
        clients=everyone,
        numbers=phones_of(everyone),
        is_in_danger=bool(in_danger(everyone)),
        language=Language.of(copy.language),
        now=now,
    )
