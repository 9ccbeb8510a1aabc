"""Noting that somebody looks at a client’s file."""

from django.db import transaction

from guichet.identity.actions.access import write_record
from guichet.identity.models import Investigation, Look
from guichet.identity.rules import SAME_LOOK, Viewer
from guichet.identity.terms import AccessKind, Purpose
from guichet.journal.actions import Origin


class NoPurpose(Exception):
    """Somebody wanted to look at a file without saying why."""


@transaction.atomic
def note_look(*, viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    """Note that somebody looks at a client’s file: staff, with the purpose given on opening it, or who acts for them.

    One look for each view of a page; the same page of the same file seen again within a minute is the same
    look. A client’s look at their own file is not noted. Returns None where nothing was to be noted. Raises
    NoPurpose where staff gave none.
    """
    if viewer.staff_id is not None:
        return _look_of_staff(viewer, client_id, subject, page, origin)
    if viewer.user_id is None or client_id in viewer.own_clients:
        return None
    return _look_of_holder(viewer, client_id, subject, page, origin)


def _look_of_staff(viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    purpose = viewer.opened.get(client_id)
    if purpose is None:
        raise NoPurpose(subject)
    look = Look(
        staff_id=viewer.staff_id,
        client_id=client_id,
        subject=subject,
        purpose=Purpose(purpose),
        page=page,
        roles=sorted(viewer.roles),
        office=viewer.office,
        investigation=_investigation(viewer, client_id, origin) if purpose is Purpose.INVESTIGATION else None,
        looked_at=origin.at,
    )
    return _written(look)


def _look_of_holder(viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    kinds = [grant.kind for grant in viewer.grants if grant.client_id == client_id]
    if not kinds:
        return None
    look = Look(
        user_id=viewer.user_id, holder=kinds[0], client_id=client_id, subject=subject, page=page, looked_at=origin.at
    )
    return _written(look)


def _written(look: Look) -> Look | None:
    who = {"staff": look.staff_id} if look.staff_id else {"user_id": look.user_id}
    seen = Look.objects.filter(
        **who,
        looked_at__gt=look.looked_at - SAME_LOOK,
        client_id=look.client_id,
        subject=look.subject,
        page=look.page,
        purpose=look.purpose,
    )
    return None if seen.exists() else keep_look(look)


def keep_look(look: Look) -> Look:
    """Write a look and its entry in the access log."""
    facts = {"purpose": look.purpose, "page": look.page, "office": look.office, "roles": " ".join(look.roles)}
    if look.holder:
        facts["holder"] = look.holder
    look.record, look.salt = write_record(
        kind=AccessKind.LOOK,
        facts=facts,
        actor=f"staff:{look.staff_id}" if look.staff_id else f"user:{look.user_id}",
        client_id=look.client_id,
        subject=look.subject,
        at=look.looked_at,
    )
    look.save(force_insert=True)
    return look


def _investigation(viewer: Viewer, client_id: int, origin: Origin) -> Investigation | None:
    """Return the investigation under which this person looks. Where it has ended meanwhile, nothing delays the look."""
    return Investigation.objects.filter(
        client_id=client_id, investigator_id=viewer.staff_id, approved=True, ended_at=None, until__gt=origin.at
    ).first()
