"""What privacy does after somebody asked for a copy: it is made."""

from collections.abc import Sequence

from guichet.journal.actions import Origin
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.privacy.actions import make_copy
from guichet.privacy.events import CopyAsked

ACTOR = "privacy"


def make_copies(happened: Sequence[Happened[CopyAsked]]) -> None:
    """Make the copies that were asked for. Twice done, once made."""
    for one in happened:
        make_copy(
            copy_id=one.event.copy,
            origin=Origin(ACTOR, Channel.SYSTEM, one.entry.recorded_at, caused_by=one.entry.pk),
        )
