"""Noting that a client opened a message in their account."""

from django.db import transaction

from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.notices.actions.owning import resolve
from guichet.notices.events import NoticeOpened
from guichet.notices.models import Notice, Undelivered
from guichet.notices.terms import Resolution, UndeliveredState


@transaction.atomic
def mark_opened(*, notice_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Note that the client opened this notice, the first time only; return whether it was the first.

    Staff who read it open nothing: what counts is that the person told has seen it. Where no message had reached
    them, nobody needs to try any more.
    """
    opened = Notice.objects.filter(pk=notice_id, client_id__in=viewer.own_clients, opened_at=None)
    if not opened.update(opened_at=origin.at):
        return False
    client_id = Notice.objects.values_list("client_id", flat=True).get(pk=notice_id)
    record(NoticeOpened(client_id=client_id, notice=notice_id), origin)
    stuck = Undelivered.objects.select_for_update().filter(notice_id=notice_id)
    resolve(stuck.exclude(state=UndeliveredState.RESOLVED), Resolution.OPENED, origin)
    return True
