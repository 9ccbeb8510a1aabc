"""What others did in a client’s name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from guichet.clients.models import Authority
from guichet.clients.queries.authority import AuthorityFacts, facts_of, may_decide
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import BY_AUTHORITY, Viewer
from guichet.identity.terms import Right
from guichet.journal.models import Entry
from guichet.journal.queries import sentence_of
from guichet.journal.terms import Channel

DEEDS_PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done in a client’s name: what, when, by which way in, and who did it by what authority.

    `by` is None where the registry no longer has the row.
    """

    entry: int
    at: datetime
    kind: str
    sentence: str
    channel: Channel
    by: AuthorityFacts | None

    @property
    def place(self) -> tuple[datetime, int]:
        """Return where the next page of a list goes on: its `before`."""
        return self.at, self.entry


def actions_in_my_name(
    client_id: int,
    *,
    viewer: Viewer,
    language: Language,
    now: datetime,
    before: tuple[datetime, int] | None = None,
    limit: int = DEEDS_PER_PAGE,
) -> Sequence[Deed]:
    """Return what others did in a client’s name, latest first, from `before` (a deed’s `place`) backwards.

    Four queries at most. For the client, who stands in for a minor, and staff who opened the file. Raises NotAllowed.
    """
    if not may_decide(viewer, client_id) and not (viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened):
        raise NotAllowed("deeds")
    entries = Entry.objects.filter(client_id__in=viewer.everyone_of(client_id), actor__contains=BY_AUTHORITY)
    return _deeds(entries, language=language, now=now, before=before, limit=limit)


def my_actions_for(
    client_id: int,
    *,
    viewer: Viewer,
    language: Language,
    now: datetime,
    before: tuple[datetime, int] | None = None,
    limit: int = DEEDS_PER_PAGE,
) -> Sequence[Deed]:
    """Return what this account did in a client’s name, latest first, as `actions_in_my_name` does for the client.

    For whoever still may be told of the client: what one did oneself is no news, but their file is. Raises NotAllowed.
    """
    if viewer.user_id is None or not viewer.grants_on(client_id):
        raise NotAllowed("deeds")
    mine = f"{viewer.actor}{BY_AUTHORITY}"
    entries = Entry.objects.filter(client_id__in=viewer.everyone_of(client_id), actor__startswith=mine)
    return _deeds(entries, language=language, now=now, before=before, limit=limit)


def _deeds(
    entries: QuerySet[Entry],
    *,
    language: Language,
    now: datetime,
    before: tuple[datetime, int] | None,
    limit: int,
) -> Sequence[Deed]:
    if before:
        moment, number = before
        entries = entries.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=number))
    found = list(entries.order_by("-occurred_at", "-id")[:limit])
    rows = facts_of(Authority.objects.filter(pk__in={_authority_of(entry) for entry in found}), now=now)
    by_number = {row.authority_id: row for row in rows}
    return [
        Deed(
            entry=entry.pk,
            at=entry.occurred_at,
            kind=entry.kind,
            sentence=sentence_of(entry, language),
            channel=Channel(entry.channel),
            by=by_number.get(_authority_of(entry)),
        )
        for entry in found
    ]


def _authority_of(entry: Entry) -> int:
    said = entry.actor.partition(BY_AUTHORITY)[2]
    return int(said) if said.isdigit() else 0
