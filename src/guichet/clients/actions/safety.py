"""People in danger, and people who have died."""

from datetime import date

from django.db import transaction

from guichet.clients.events import DeathRecorded, DeathUndone, SafeContactChanged
from guichet.clients.models import Client, Death, SafeContact
from guichet.clients.rules.safety import Safe, safe_of, sealed_words
from guichet.clients.terms import DeathProof
from guichet.journal.actions import Origin, record


class CannotRecord(Exception):
    """Somebody is recorded as having died already."""


@transaction.atomic
def set_safe_contact(*, client_id: int, safe: Safe | None, origin: Origin) -> bool:
    """Reach a client only in this safe way from now on, or as before where `safe` is None; return whether that is new.

    It holds for the very next message. Nobody is sent a message about it.
    """
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    now = SafeContact.objects.filter(client_id=client_id, ended_at=None).first()
    if (safe_of(now.details) if now else None) == safe:
        return False
    if now:
        now.ended_at = origin.at
        now.save(update_fields=["ended_at"])
    if safe:
        SafeContact.objects.create(client_id=client_id, details=sealed_words(safe), started_at=origin.at)
    record(SafeContactChanged(client_id=client_id, on=int(safe is not None)), origin)
    return True


@transaction.atomic
def record_death(*, client_id: int, died_on: date | None, proof: DeathProof, origin: Origin) -> None:
    """Note that a client has died, as somebody showed. From now on nothing is sent to them. Raises CannotRecord."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    if Death.objects.filter(client_id=client_id, undone_at=None).exists():
        raise CannotRecord(f"client:{client_id}")
    Death.objects.create(
        client_id=client_id, died_on=died_on, proof=proof, recorded_at=origin.at, recorded_by=origin.actor
    )
    record(DeathRecorded(client_id=client_id, proof=proof), origin)


@transaction.atomic
def undo_death(*, client_id: int, origin: Origin) -> bool:
    """Take back that a client has died, and return whether it stood there. What was recorded by mistake is kept."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    stood = Death.objects.filter(client_id=client_id, undone_at=None)
    if not stood.update(undone_at=origin.at, undone_by=origin.actor):
        return False
    record(DeathUndone(client_id=client_id), origin)
    return True
