"""Noting that somebody looks at a client’s file."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from guichet.identity.actions.access import SALT_BYTES
from guichet.identity.models import Investigation, Look
from guichet.identity.rules import SAME_LOOK, Viewer
from guichet.identity.rules.chain import canonical, commitment_to
from guichet.identity.terms import AccessKind, Purpose
from guichet.journal.actions import Origin

_KEEP = """
WITH entry AS (
    INSERT INTO identity_accessrecord (kind, at, facts, commitment)
    SELECT %(kind)s, %(at)s, %(facts)s, %(commitment)s
    WHERE NOT EXISTS (
        SELECT 1 FROM identity_look
        WHERE client_id = %(client)s AND looked_at > %(since)s AND looked_at <= %(at)s AND subject = %(subject)s
          AND page = %(page)s AND purpose = %(purpose)s
          AND staff_id IS NOT DISTINCT FROM %(staff)s AND user_id IS NOT DISTINCT FROM %(user)s
    )
    RETURNING id
)
INSERT INTO identity_look (record_id, salt, staff_id, user_id, holder, client_id, subject, purpose, page, roles, office,
                           investigation_id, looked_at)
SELECT entry.id, %(salt)s, %(staff)s, %(user)s, %(holder)s, %(client)s, %(subject)s, %(purpose)s, %(page)s,
       %(roles)s::varchar[], %(office)s, %(investigation)s, %(at)s
FROM entry
RETURNING id, record_id
"""


class NoPurpose(Exception):
    """Somebody wanted to look at a file without saying why."""


def note_look(*, viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    """Note that somebody looks at a client’s file: staff, with the purpose given on opening it, or who acts for them.

    One look for each view of a page; the same page of the same file seen again within a minute is the same look. A
    client’s look at their own file is not noted, and asks the database nothing. Returns None where nothing was to be
    noted. Raises NoPurpose where staff gave none.
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
    return keep_look(look, same_look=SAME_LOOK)


def _look_of_holder(viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    kinds = [grant.kind for grant in viewer.grants if grant.client_id == client_id]
    if not kinds:
        return None
    look = Look(
        user_id=viewer.user_id, holder=kinds[0], client_id=client_id, subject=subject, page=page, looked_at=origin.at
    )
    return keep_look(look, same_look=SAME_LOOK)


@transaction.atomic
def keep_look(look: Look, *, same_look: timedelta = timedelta(0)) -> Look | None:
    """Write a look and its entry in the access log, in one statement; nothing where it is the same look as one before.

    `same_look` is how long the same page of the same file seen by the same person is one look; zero for never.
    """
    actor = f"staff:{look.staff_id}" if look.staff_id else f"user:{look.user_id}"
    facts = {"purpose": look.purpose, "page": look.page, "office": look.office, "roles": " ".join(look.roles)}
    if look.holder:
        facts["holder"] = look.holder
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = commitment_to(salt=salt, actor=actor, client_id=look.client_id, subject=look.subject)
    given: dict[str, Any] = {
        "kind": AccessKind.LOOK.value,
        "at": look.looked_at,
        "since": look.looked_at - same_look,
        "facts": canonical(facts),
        "commitment": commitment,
        "salt": salt,
        "staff": look.staff_id,
        "user": look.user_id,
        "holder": look.holder,
        "client": look.client_id,
        "subject": look.subject,
        "purpose": look.purpose,
        "page": look.page,
        "roles": list(look.roles),
        "office": look.office,
        "investigation": look.investigation_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, given)
        row = cursor.fetchone()
    if row is None:
        return None
    look.pk, look.record_id, look.salt = row[0], row[1], salt
    return look


def _investigation(viewer: Viewer, client_id: int, origin: Origin) -> Investigation | None:
    """Return the investigation under which this person looks. Where it has ended meanwhile, nothing delays the look."""
    return Investigation.objects.filter(
        client_id=client_id, investigator_id=viewer.staff_id, approved=True, ended_at=None, until__gt=origin.at
    ).first()
