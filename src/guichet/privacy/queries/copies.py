"""What is held about people and why, and how far the copies are that they asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.privacy.models import Copy
from guichet.privacy.purposes import purposes
from guichet.privacy.saying import kept_words
from guichet.privacy.terms import CopyState, Group, KeptBack

# So many copies are shown, the latest first.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """Something that is held about people: what, for what, from where, how long, and what of it is in no copy."""

    what: str
    purpose: str
    source: str
    kept: str
    is_given: bool
    left_out: tuple[KeptBack, ...]


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """A copy that somebody asked for."""

    copy_id: int
    client_id: int
    state: CopyState
    asked_at: datetime
    until: datetime | None
    size: int
    taken_at: datetime | None


def what_is_held(language: Language, on: date) -> dict[Group, list[HeldFacts]]:
    """Return all that is held about people whom we serve, by kind, in one language. Raises FaultyData.

    What is about employees alone (who wrote a notice, who was lent to a crisis) is left out: it says nothing of anybody
    else, and a long list hides what matters.
    """
    known = purposes()
    with override(language):
        return {
            group: [
                HeldFacts(
                    what=held.what.say(language),
                    purpose=held.purpose.say(language),
                    source=str(held.source.label),
                    kept=kept_words(held.kept, known.kept, on, language),
                    is_given=held.is_given,
                    left_out=tuple(
                        dict.fromkeys(why for why in held.keeps.values() if why not in {KeptBack.KEY, KeptBack.MACHINE})
                    ),
                )
                for held in known.in_group(group)
                if set(held.keeps.values()) != {KeptBack.STAFF} or held.is_given
            ]
            for group in Group
        }


def copies_of(*, viewer: Viewer, now: datetime) -> Sequence[CopyFacts]:
    """Return the copies that this account asked for, the latest first. Raises NotAllowed for who has no files."""
    if viewer.user_id is None or not viewer.own_clients:
        raise NotAllowed("copies")
    found = Copy.objects.filter(user_id=viewer.user_id, client_id__in=viewer.own_clients).order_by("-asked_at", "-id")
    return [_facts(copy, now) for copy in found[:SHOWN]]


def _facts(copy: Copy, now: datetime) -> CopyFacts:
    state = CopyState.ASKED
    if copy.ready_at:
        over = copy.gone_at is not None or (copy.until is not None and copy.until <= now)
        state = CopyState.GONE if over else CopyState.READY
    return CopyFacts(
        copy_id=copy.pk,
        client_id=copy.client_id,
        state=state,
        asked_at=copy.asked_at,
        until=copy.until,
        size=copy.size or 0,
        taken_at=copy.taken_at,
    )
