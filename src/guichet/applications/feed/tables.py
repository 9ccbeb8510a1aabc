"""Reading and writing the tables of files in bulk: one statement for many rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def copy_rows(model: type[Model], columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table by COPY; `columns` names what each row holds, in its order."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def take_ids(model: type[Model], count: int) -> list[int]:
    """Return `count` numbers for new rows of a table."""
    if not count:
        return []
    return [row[0] for row in fetched(
        "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", f"{model._meta.db_table}_id_seq", count
    )]  # fmt: skip


def fetched(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def executed(statement: str, *values: Any) -> None:
    """Carry out a statement that gives no rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def columns_of(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return rows as columns, as `unnest` takes them."""
    return [list(column) for column in zip(*rows, strict=True)]
