"""Noting what became of a message to somebody who helps a client: theirs is no client’s silence, nor the reverse."""

from collections.abc import Sequence
from itertools import groupby

from django.db import transaction

from guichet.clients.actions import note_helper_message, note_helper_message_returned
from guichet.clients.queries import HelperCopyFacts, copies_in_message, helper_message_named
from guichet.journal.actions import Origin, record_many
from guichet.notices.actions.beside import held_beside
from guichet.notices.actions.climbing import see_to
from guichet.notices.actions.owning import resolve
from guichet.notices.events import NotToldBeside, ToldBeside
from guichet.notices.models import Notice, Undelivered
from guichet.notices.rules import has_come_back
from guichet.notices.terms import Report, Resolution, UndeliveredState


@transaction.atomic
def note_copy(*, message_id: int, arrived: bool, origin: Origin) -> bool:
    """Note that a message to a helper was taken, or never will be; return whether that is new.

    Where nothing reached the client, and the policy says so, it is enough that the helper has it.
    """
    if not note_helper_message(message_id=message_id, at=origin.at, arrived=arrived):
        return False
    copies = copies_in_message(message_id)
    _say(copies, origin, arrived=arrived)
    if arrived:
        _settle(copies, origin)
    return True


@transaction.atomic
def note_copy_report(*, reference: str, report: Report, origin: Origin) -> bool:
    """Note what a mail server says of the message to a helper with our `reference`; return whether there is one.

    What was settled because the helper had it is somebody’s to see to again.
    """
    message_id = helper_message_named(reference)
    if message_id is None:
        return False
    if has_come_back(report) and note_helper_message_returned(message_id=message_id, at=origin.at):
        copies = copies_in_message(message_id)
        _say(copies, origin, arrived=False)
        _open_again(copies, origin)
    return True


def _say(copies: Sequence[HelperCopyFacts], origin: Origin, *, arrived: bool) -> None:
    event = ToldBeside if arrived else NotToldBeside
    record_many(
        [(event(client_id=copy.client_id, party=copy.party_id, entry=copy.entry_id), origin.at) for copy in copies],
        origin,
    )


def _settle(copies: Sequence[HelperCopyFacts], origin: Origin) -> None:
    entries = [copy.entry_id for copy in copies]
    owned = Notice.objects.filter(entry_id__in=entries, undelivered__state=UndeliveredState.OWNED)
    held = held_beside(list(owned), origin.at)
    if held:
        rows = Undelivered.objects.select_for_update().filter(notice_id__in=held, state=UndeliveredState.OWNED)
        resolve(rows.order_by("notice_id"), Resolution.BESIDE, origin)


def _open_again(copies: Sequence[HelperCopyFacts], origin: Origin) -> None:
    entries = [copy.entry_id for copy in copies]
    settled = Notice.objects.select_for_update(of=("self",)).filter(
        entry_id__in=entries, undelivered__resolution=Resolution.BESIDE
    )
    for client_id, notices in groupby(settled.order_by("client_id", "id"), key=lambda notice: notice.client_id):
        see_to(client_id, list(notices), origin)
