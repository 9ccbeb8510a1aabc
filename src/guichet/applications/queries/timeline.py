"""What happened to a file or a client, as the sentences its client reads."""

from dataclasses import dataclass
from datetime import datetime

from guichet.applications.disclosure import kinds_told
from guichet.applications.queries.files import client_of, sees
from guichet.applications.rules.lines import FileStatus
from guichet.clients.queries import in_danger
from guichet.clients.rules import SAYS_WHERE
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Disclosure
from guichet.journal.queries import latest_entries, sentence_of
from guichet.notices.queries import Told, telling, told_of

# What became of a message stands under the entry it tells of, not beside it. That somebody is in danger, how a code
# travelled, and that an officer read what is sealed stand on no page that others may read along.
UNTOLD_KINDS = ("notice.", "client.safe_contact", "contact.code", "client.former")
ENTRIES_PER_PAGE = 30
Moment = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One thing that happened, as the sentence its client reads. `entry` is its number in the journal.

    `told` is what became of telling the client; None where nobody was told, as of what they did themselves.
    """

    entry: int
    at: datetime
    kind: str
    number: str
    sentence: str
    told: Told | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A part of a timeline, latest first; `older` is what to ask with for the part before it, None at the beginning."""

    lines: tuple[TimelineLine, ...]
    older: Moment | None


def timeline(
    *,
    viewer: Viewer,
    language: Language,
    number: str | None = None,
    file: FileStatus | None = None,
    client_id: int | None = None,
    before: Moment | None = None,
    limit: int = ENTRIES_PER_PAGE,
) -> TimelinePage:
    """Return what happened to a file or to a client, latest first, by when it occurred.

    Somebody whom the client allows to see is told what happened to files, as far as they may know it; what the client
    did about their own record and people stays theirs.

    The file is named by its `number`, or is a `file` that was already asked for. With what became of the message that
    told of each. Three queries by number, two by client, one for a file that was asked for. Raises NotAllowed where the
    viewer may not see the client, or there is no such file; ValueError where nothing is named.
    """
    if file is not None:
        number, client_id = file.number, file.client_id
    elif number is not None:
        client_id = client_of(number)
    elif client_id is None:
        raise ValueError("a timeline is of a file or of a client")
    if client_id is None or not (sees(viewer, client_id, number=number or "")):
        raise NotAllowed
    hides = file.hides_place if file is not None else bool(in_danger(viewer.everyone_of(client_id)))
    kinds: tuple[str, ...] = ()
    if not viewer.sees_whole(client_id):
        sees_case = viewer.may_see_client(client_id, Disclosure.CASE, number=number or "")
        kinds = tuple(sorted(kinds_told(sees_case)))
    found = latest_entries(
        subject=f"application:{number}" if number is not None else None,
        client_ids=viewer.everyone_of(client_id),
        before=before,
        kinds=kinds,
        about="application:" if kinds else "",
        without=UNTOLD_KINDS + SAYS_WHERE if hides else UNTOLD_KINDS,
        beside=telling,
        limit=limit + 1,
    )
    shown = found[:limit]
    last = shown[-1][0] if len(found) > limit else None
    told = told_of((telling for _entry, telling in shown), viewer=viewer, language=language)
    lines = tuple(
        TimelineLine(
            entry=entry.id,
            at=entry.occurred_at,
            kind=entry.kind,
            number=entry.subject.removeprefix("application:") if entry.subject.startswith("application:") else "",
            sentence=sentence_of(entry, language),
            told=became,
        )
        for (entry, _telling), became in zip(shown, told, strict=True)
    )
    return TimelinePage(lines, (last.occurred_at, last.id) if last else None)
