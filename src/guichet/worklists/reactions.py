"""What this room does after something has happened elsewhere: what was put off until then waits no longer."""

from collections.abc import Sequence
from typing import Any

from guichet.journal.actions import Origin
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.worklists.actions import wake_on
from guichet.worklists.terms import WakeOn


def wake_for_message(happened: Sequence[Happened[Any]]) -> None:
    """Wake what waits for a new message."""
    _wake(WakeOn.MESSAGE, happened)


def wake_for_document(happened: Sequence[Happened[Any]]) -> None:
    """Wake what waits for a document."""
    _wake(WakeOn.DOCUMENT, happened)


def wake_for_decision(happened: Sequence[Happened[Any]]) -> None:
    """Wake what waits for a decision."""
    _wake(WakeOn.DECISION, happened)


def _wake(what: WakeOn, happened: Sequence[Happened[Any]]) -> None:
    last = max(happened, key=lambda one: one.entry.pk).entry
    wake_on(
        what=what,
        subjects={one.event.subject for one in happened},
        clients={one.event.client_id for one in happened if one.event.client_id is not None},
        origin=Origin("worklists", Channel.SYSTEM, max(one.entry.recorded_at for one in happened), last.pk),
    )
