"""Queries whose SQL is made once: for pages that many open, making it takes longer than having it answered."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, Lookup, QuerySet


class Given(Expression):
    """A value that is given each time a statement is asked, by its name: `filter(number=Given("number"))`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Leave a place for the value, as Django asks of every expression."""
        return "%s", (self,)


class OneOf(Lookup):
    """That a column is one of the values in a list that is given: `filter(OneOf(F("number"), Given("numbers")))`."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the comparison, as Django asks of every lookup."""
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*values, self.rhs)


class Statement:
    """A query with places for what is given, made by `queryset` when it is first asked."""

    def __init__(self, queryset: Callable[[], QuerySet[Any, Any]]) -> None:
        self._queryset = queryset

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them (so JSON is text), with these values in their places.

        Raises KeyError where a value is missing.
        """
        statement, values = self._sql
        with connection.cursor() as cursor:
            cursor.execute(statement, [given[one.name] if isinstance(one, Given) else one for one in values])
            return list(cursor)

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        statement, values = self._queryset().query.sql_with_params()
        return statement, tuple(values)
