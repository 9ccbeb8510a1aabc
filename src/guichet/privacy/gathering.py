"""Reading all that is held about one person, table by table as `purposes.yaml` says: rows as plain values.

The tables are other rooms’; they are met here by name only, as disposals meet them. What a person reads of themself in
another form (what happened, what they were told, who looked) is asked of the rooms that show it, with their rules.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from guichet.applications.queries import timeline
from guichet.foundation.languages import Language
from guichet.identity.queries import looks_at
from guichet.identity.rules import Viewer
from guichet.notices.queries import messages_of_client
from guichet.privacy.purposes import ACCOUNT, CLIENT, NUMBERS, THROUGH, Held

Row = dict[str, Any]
# So many lines are asked for at a time.
PAGE = 200
# Texts that hold JSON: shown as what they hold.
_HOLDS_JSON = {
    "clients.PostalAddress": {"parts", "latin"},
    "clients.SafeContact": {"details"},
    "plans.Plan": {"content"},
}
# Fields that name who did something as the journal does: said as what they are, never by number.
_ACTORS = {"given_by", "revoked_by", "made_by", "answered_by", "actor"}
_KINDS_OF_ACTOR = {"user": "account", "staff": "staff"}


@dataclass(frozen=True, slots=True)
class Person:
    """Whose copy it is: all their records, the account that asked, and what must be known to ask for the rest."""

    viewer: Viewer
    clients: tuple[int, ...]
    numbers: tuple[str, ...]
    is_in_danger: bool
    language: Language
    now: datetime


def rows_of(held: Held, person: Person) -> Iterator[Row]:
    """Yield what a copy gives of one table, row by row: its fields in their order, as values that JSON knows."""
    if held.how == THROUGH:
        yield from _THROUGH[held.by[0]](person)
        return
    fields = [name for name in held.gives if not (person.is_in_danger and name in held.place)]
    found = _found(held, person)
    if found is None:
        return
    opened = _HOLDS_JSON.get(held.table, set())
    for values in found.values_list(*fields).iterator(chunk_size=500):
        yield {name: _plain(name, value, opened) for name, value in zip(fields, values, strict=True)}


def phones_of(clients: Sequence[int]) -> tuple[str, ...]:
    """Return the telephone numbers of a person, past ones that are still known among them."""
    points = apps.get_model("clients.ContactPoint")._base_manager.filter(client_id__in=clients, kind="PHONE")
    return tuple(points.values_list("value", flat=True))


def field_of(table: str, path: str) -> "Field[Any, Any]":
    """Return the field that a path leads to: `application__number` of a stage is the number of its file."""
    model: type[Model] = apps.get_model(table)
    *through, last = path.split("__")
    for step in through:
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    return model._meta.get_field(last)  # type: ignore[return-value]


def _found(held: Held, person: Person) -> "QuerySet[Model] | None":
    wanted: Sequence[Any] = {
        CLIENT: person.clients,
        ACCOUNT: (person.viewer.user_id,),
        NUMBERS: person.numbers,
    }.get(held.how, ())
    if not wanted:
        return None
    whose = Q()
    for path in held.by:
        whose |= Q(**{f"{path}__in": wanted})
    found: QuerySet[Model] = apps.get_model(held.table)._base_manager.filter(whose)
    for name, values in held.but.items():
        found = found.exclude(**{f"{name}__in": values})
    return found.order_by("pk")


def _plain(name: str, value: Any, opened: set[str]) -> Any:
    if name in _ACTORS:
        return _actor(value)
    if name in opened:
        return _opened(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain("", one, opened) for one in value]
    return value


def _opened(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _actor(value: str | None) -> str:
    """Return what somebody is who did something: an account, staff, or the service itself; never which."""
    kind = (value or "").partition(":")[0]
    return _KINDS_OF_ACTOR.get(kind, "service") if kind else ""


def _happened(person: Person) -> Iterator[Row]:
    """Yield what happened, latest first, as its sentences."""
    before = None
    while True:
        page = timeline(
            viewer=person.viewer,
            language=person.language,
            client_id=person.clients[0],
            before=before,
            limit=PAGE,
        )
        for line in page.lines:
            yield {"occurred_at": line.at.isoformat(), "subject": line.number, "kind": line.kind, "text": line.sentence}
        if page.older is None:
            return
        before = page.older


def _told(person: Person) -> Iterator[Row]:
    """Yield each notice as the person reads it in their account, latest first."""
    before = None
    while True:
        page = messages_of_client(
            person.clients[0], viewer=person.viewer, language=person.language, before=before, limit=PAGE
        )
        for one in page.messages:
            letter = one.letter
            yield {
                "occurred_at": one.at.isoformat(),
                "subject": one.number,
                "kind": one.entry.kind,
                "text": "\n".join([letter.subject, letter.happened, *letter.points, letter.next]),
                "opened_at": one.told.opened_at.isoformat() if one.told.opened_at else None,
                "not_sent": one.told.not_sent,
                "ways": [way.sentence for way in one.told.ways],
            }
        if page.older is None:
            return
        before = page.older


def _looked(person: Person) -> Iterator[Row]:
    """Yield who looked, latest first; looks of an investigation only once it is over."""
    before = None
    while True:
        found = looks_at(
            person.clients[0], viewer=person.viewer, now=person.now, before=before, limit=PAGE
        )  # fmt: skip
        for look in found:
            yield {
                "looked_at": look.looked_at.isoformat(),
                "roles": [role.value for role in look.roles],
                "holder": look.holder.value if look.holder else "",
                "office": "" if person.is_in_danger else look.office,
                "purpose": look.purpose.value if look.purpose else "",
                "subject": look.subject.partition(":")[2] if look.subject.startswith("application:") else "",
            }
        if len(found) < PAGE:
            return
        before = found[-1].place


_THROUGH: Mapping[str, Callable[[Person], Iterator[Row]]] = {
    "timeline": _happened,
    "messages": _told,
    "looks": _looked,
}
