"""Giving the access log away to be checked."""

from django.db import transaction

from guichet.identity.actions.access import link_all, note_access, take_checkpoint
from guichet.identity.models import Checkpoint
from guichet.identity.terms import AccessKind
from guichet.journal.actions import Origin


class CannotSign(Exception):
    """There is no key to sign with (GUICHET_AUDIT_KEYS)."""


def prepare_export(*, origin: Origin) -> Checkpoint:
    """Note that the log is exported, link all that waits, and sign the head: the checkpoint at which the export ends.

    Raises CannotSign.
    """
    with transaction.atomic():
        note_access(kind=AccessKind.EXPORTED, facts={}, client_id=None, subject="", origin=origin)
    link_all(now=origin.at)
    checkpoint = take_checkpoint(now=origin.at)
    if checkpoint is None:
        raise CannotSign
    return checkpoint
