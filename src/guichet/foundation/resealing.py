"""Sealing again with the newest key what an older one sealed: every sealed column there is, found in the tables.

In short batches, each its own transaction, beside a service that runs: a fact that changed meanwhile is left as it
was written. Ended at any point and begun again, it goes on with what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, LiteralString

from django.apps import apps
from django.db import connection, transaction
from psycopg.sql import SQL, Composed, Identifier

from guichet.foundation.sealing import CannotOpen, SealedText, newest_key, seal, unseal

BATCH = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column of sealed facts: as people call it, its table, the table's key, and its own name there."""

    label: str
    table: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many facts of a column one key sealed."""

    column: str
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one batch: how many were sealed anew, how many have no key here, how many changed meanwhile."""

    resealed: int
    unopened: int
    changed: int


def sealed_columns() -> list[Column]:
    """Return every sealed column of every table, in the order of their names."""
    return sorted(
        (
            Column(f"{model._meta.label}.{field.name}", model._meta.db_table, _key_of(model), str(field.column))
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy
            for field in model._meta.local_concrete_fields
            if isinstance(field, SealedText)
        ),
        key=lambda column: column.label,
    )


def census() -> list[Sealed]:
    """Return how many facts each key sealed, column by column. A table that is not there yet has none."""
    counts = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for column in sealed_columns():
            if column.table not in there:
                continue
            cursor.execute(
                _filled(
                    "SELECT split_part({name}, ':', 1), count(*) FROM {table} WHERE {name} <> '' GROUP BY 1 ORDER BY 1",
                    column,
                )
            )
            counts += [Sealed(column.label, key, count) for key, count in cursor.fetchall()]
    return counts


def reseal(column: Column, *, batch: int = BATCH) -> Iterator[Step]:
    """Seal again whatever another key than the newest sealed, and yield after each batch, which is then kept."""
    newest, last = newest_key(), None
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            waiting = _waiting(cursor, column, newest, last, batch)
            if not waiting:
                return
            step = _reseal_these(cursor, column, waiting)
        last = waiting[-1][0]
        yield step


def _waiting(cursor: Any, column: Column, newest: str, last: Any, batch: int) -> list[tuple[Any, str]]:
    others = "SELECT {key}, {name} FROM {table} WHERE {name} <> '' AND split_part({name}, ':', 1) <> %s"
    in_order = "ORDER BY {key} LIMIT %s"
    if last is None:
        cursor.execute(_filled(f"{others} {in_order}", column), [newest, batch])
    else:
        cursor.execute(_filled(f"{others} AND {{key}} > %s {in_order}", column), [newest, last, batch])
    return list(cursor.fetchall())


def _reseal_these(cursor: Any, column: Column, waiting: list[tuple[Any, str]]) -> Step:
    resealed = unopened = 0
    for key, sealed in waiting:
        try:
            anew = seal(unseal(sealed))
        except CannotOpen:
            unopened += 1
            continue
        # Only while it is still what was read: somebody may have written a newer fact since.
        cursor.execute(
            _filled("UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s", column), [anew, key, sealed]
        )
        resealed += cursor.rowcount
    return Step(resealed, unopened, len(waiting) - resealed - unopened)


def _key_of(model: Any) -> str:
    key = model._meta.pk
    assert key is not None
    return str(key.column)


def _filled(text: LiteralString, column: Column) -> Composed:
    return SQL(text).format(table=Identifier(column.table), key=Identifier(column.key), name=Identifier(column.name))
