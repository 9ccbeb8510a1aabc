"""Taking in what the case system tells of people, many at once. Used through `guichet.clients.actions`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from guichet.clients.events import ClientRegistered, ClientUpdated, ContactPointLeft
from guichet.clients.former import keep_former_names
from guichet.clients.models import Client, ContactPoint, Corrected, Name
from guichet.clients.name_words import index_names
from guichet.clients.terms import ContactKind, IdentityFact, NameKind
from guichet.journal.actions import Origin, record_many
from guichet.journal.events import Event
from guichet.language.names import fold

_NEVER = (datetime.min.replace(tzinfo=UTC), "")
_CLIENT = Client._meta.db_table
_NAME = Name._meta.db_table
_CONTACT = ContactPoint._meta.db_table
_FOLDED = 250
_CORRECTED = {IdentityFact.NAME: "names", IdentityFact.BIRTH_DATE: "birth_date", IdentityFact.COUNTRY: "country"}


@dataclass(frozen=True, slots=True)
class Told:
    """All that the case system knew of one person at a moment; what is missing it did not know (any more).

    `email` in small letters, `phone` in E.164; `told_by` is the id of the event.
    """

    uci: str
    told_at: datetime
    told_by: str
    names: tuple[str, ...]
    birth_date: date | None
    country: str
    language: str
    channel: str
    email: str
    phone: str


@dataclass(slots=True)
class _Known:
    """A client as the tables hold it, while events are taken in."""

    client_id: int
    stamp: tuple[datetime, str] = _NEVER
    names: tuple[str, ...] = ()
    birth_date: date | None = None
    country: str = ""
    language: str = ""
    channel: str = ""
    email: str = ""
    phone: str = ""
    # Facts that the client chose themself: what the case system says of them changes nothing.
    chosen: frozenset[str] = frozenset()
    # Values that people found wrong: told again, they change nothing.
    wrong: frozenset[tuple[str, str]] = frozenset()
    # What they were called before the events at hand.
    names_before: tuple[str, ...] = ()
    is_new: bool = False


def register_clients(*, told: Iterable[Told], origin: Origin) -> dict[str, int]:
    """Add or update the clients that the case system tells of, and return the ids of those that are new, by UCI.

    The latest that was told holds, in whatever order it comes. What the client chose themself (language, channel, an
    address, the name we use) is never overruled. A name that is no longer theirs is sealed. Raises NoTransaction
    outside a transaction.
    """
    in_order = sorted(told, key=lambda one: (one.told_at, one.told_by))
    known = _known_clients(sorted({one.uci for one in in_order}))
    unknown = sorted({one.uci for one in in_order} - known.keys())
    for uci, client_id in zip(unknown, _take_ids(_CLIENT, len(unknown)), strict=True):
        known[uci] = _Known(client_id, is_new=True)
    happened: list[tuple[Event, datetime]] = []
    changes: dict[str, set[str]] = {}
    for one in in_order:
        client = known[one.uci]
        if (one.told_at, one.told_by) <= client.stamp:
            continue
        is_first = client.is_new and client.stamp == _NEVER
        changed = _hear(client, one)
        changes.setdefault(one.uci, set()).update(changed)
        if is_first:
            happened.append((ClientRegistered(client_id=client.client_id), one.told_at))
        elif changed:
            happened.append((ClientUpdated(client_id=client.client_id, changed=tuple(sorted(changed))), one.told_at))
    left = _write({uci: known[uci] for uci in changes}, changes)
    happened += [(event, origin.at) for event in left]
    renamed = [known[uci] for uci, facts in changes.items() if "names" in facts and not known[uci].is_new]
    keep_former_names(
        {one.client_id: set(one.names_before) - set(one.names) for one in renamed},
        kept={one.client_id: one.names for one in renamed},
        at=origin.at,
    )
    index_names(client_ids=sorted(known[uci].client_id for uci in changes if "names" in changes[uci]))
    record_many(happened, origin)
    return {uci: known[uci].client_id for uci in unknown}


def _hear(client: _Known, told: Told) -> set[str]:
    """Bring a client up to date, and return which facts changed."""
    client.stamp = (told.told_at, told.told_by)
    changed = set()
    for fact in ("names", "birth_date", "country", "language", "channel", "email", "phone"):
        if fact in client.chosen or (client.wrong and (fact, _as_kept(getattr(told, fact))) in client.wrong):
            continue
        if getattr(client, fact) != getattr(told, fact):
            setattr(client, fact, getattr(told, fact))
            changed.add(fact)
    return changed


def _as_kept(value: tuple[str, ...] | date | str | None) -> str:
    """Return a value as a correction keeps it."""
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def _known_clients(ucis: Sequence[str]) -> dict[str, _Known]:
    """Return those of the clients that there are, locked in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT uci, id, known_as_of, known_event, birth_date, country, language, channel, prefers_since"
            f" FROM {_CLIENT} WHERE uci = ANY(%s) ORDER BY id FOR UPDATE",
            [list(ucis)],
        )
        found = {
            uci: _Known(pk, (at, by), (), born, country, language, channel,
                        chosen=frozenset({"language", "channel"} if prefers else ()))
            for uci, pk, at, by, born, country, language, channel, prefers in cursor.fetchall()
        }  # fmt: skip
        by_id = {client.client_id: client for client in found.values()}
        if not by_id:
            return found
        cursor.execute(
            f"SELECT client_id, text FROM {_NAME} WHERE client_id = ANY(%s) AND kind = %s ORDER BY client_id, position",
            [[*by_id], NameKind.OFFICIAL.value],
        )
        for client_id, text in cursor.fetchall():
            by_id[client_id].names += (text,)
        cursor.execute(
            f"SELECT client_id, kind, value, chosen_at FROM {_CONTACT} WHERE client_id = ANY(%s) AND in_use", [[*by_id]]
        )
        for client_id, kind, value, chosen_at in cursor.fetchall():
            setattr(by_id[client_id], ContactKind(kind).value, value)
            if chosen_at:
                by_id[client_id].chosen |= {kind}
    for one in Corrected.objects.filter(client_id__in=by_id):
        by_id[one.client_id].wrong |= {(_CORRECTED[IdentityFact(one.fact)], one.wrong)}
    for client in by_id.values():
        client.names_before = client.names
    return found


def _write(clients: dict[str, _Known], changes: dict[str, set[str]]) -> list[ContactPointLeft]:
    """Write what changed, and return which addresses are no longer used and should be told so."""
    left: list[ContactPointLeft] = []
    new = {uci: client for uci, client in clients.items() if client.is_new}
    old = {uci: client for uci, client in clients.items() if not client.is_new}
    with connection.cursor() as cursor:
        if new:
            columns = "id, uci, known_as_of, known_event, birth_date, country, language, channel, time_zone"
            with cursor.copy(f"COPY {_CLIENT} ({columns}) FROM STDIN") as copy:
                for uci, one in new.items():
                    copy.write_row((one.client_id, uci, *one.stamp, one.birth_date, one.country, one.language,
                                    one.channel, ""))  # fmt: skip
        if old:
            _update(cursor, old.values())
            renamed = [client.client_id for uci, client in old.items() if "names" in changes[uci]]
            if renamed:
                cursor.execute(
                    f"DELETE FROM {_NAME} WHERE client_id = ANY(%s) AND kind = %s", [renamed, NameKind.OFFICIAL.value]
                )
            for kind in ContactKind.values:
                left += _leave(cursor, [client for uci, client in old.items() if kind in changes[uci]], kind)
        with cursor.copy(f"COPY {_NAME} (client_id, position, text, folded) FROM STDIN") as copy:
            for uci, client in clients.items():
                if "names" in changes[uci]:
                    for position, text in enumerate(client.names):
                        copy.write_row((client.client_id, position, text, fold(text)[:_FOLDED]))
        with cursor.copy(f"COPY {_CONTACT} (client_id, kind, value) FROM STDIN") as copy:
            for client in new.values():
                for kind in ContactKind.values:
                    if value := getattr(client, kind):
                        copy.write_row((client.client_id, kind, value))
        for kind in ContactKind.values:
            moved = [client for uci, client in old.items() if kind in changes[uci] and getattr(client, kind)]
            if moved:
                # The address is not verified anew, and nothing has come back from it lately.
                cursor.execute(
                    f"INSERT INTO {_CONTACT} (client_id, kind, value)"
                    " SELECT id, %s, value FROM unnest(%s::bigint[], %s::text[]) AS new(id, value)"
                    " ON CONFLICT (client_id, kind, value)"
                    " DO UPDATE SET in_use = true, left_at = NULL, failing_since = NULL",
                    [kind, [one.client_id for one in moved], [getattr(one, kind) for one in moved]],
                )
    return left


# A stranger may have a number by now that nobody ever confirmed; an old mailbox is still read by its owner.
_LEAVE = f"""
UPDATE {_CONTACT} SET in_use = false, left_at = new.at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS new(id, at)
WHERE client_id = new.id AND kind = %s AND in_use
RETURNING {_CONTACT}.id, client_id,
    failing_since IS NULL AND (kind = 'email' OR verified_at IS NOT NULL) AND NOT EXISTS (
        SELECT 1 FROM clients_safecontact AS safe WHERE safe.client_id = new.id AND safe.ended_at IS NULL
    )
"""


def _leave(cursor: CursorWrapper, moved: Sequence[_Known], kind: str) -> list[ContactPointLeft]:
    """Use the addresses of these clients no longer, and return those that are told so."""
    if not moved:
        return []
    cursor.execute(_LEAVE, [[one.client_id for one in moved], [one.stamp[0] for one in moved], kind])
    return [
        ContactPointLeft(client_id=client_id, point=point, contact=kind)
        for point, client_id, is_told in cursor.fetchall()
        if is_told
    ]


def _update(cursor: CursorWrapper, clients: Iterable[_Known]) -> None:
    rows = [(one.client_id, *one.stamp, one.birth_date, one.country, one.language, one.channel) for one in clients]
    cursor.execute(
        f"UPDATE {_CLIENT} AS client SET known_as_of = new.at, known_event = new.event, birth_date = new.born,"
        " country = new.country, language = new.language, channel = new.channel"
        " FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[])"
        " AS new(id, at, event, born, country, language, channel) WHERE client.id = new.id",
        [list(column) for column in zip(*rows, strict=True)],
    )


def _take_ids(table: str, count: int) -> list[int]:
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [f"{table}_id_seq", count])
        return [row[0] for row in cursor.fetchall()]
