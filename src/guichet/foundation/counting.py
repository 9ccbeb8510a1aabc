"""Counting what comes from one place, without knowing which place it was."""

import hmac
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.db.models import Model


def count_from(place: str, model: type[Model], *, amount: str, **period: date) -> int:
    """Count one more from a place in a period, and return how many it is now.

    `model` has the columns `place`, that of the period, and `amount`, unique by the first two; of the place it holds a
    hash that nobody makes without the key of this service. Safe where many count at once.
    """
    ((column, moment),) = period.items()
    table = model._meta.db_table
    keyed = hmac.new(settings.SECRET_KEY.encode(), f"{table}:{place}".encode(), sha256).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (place, {column}, {amount}) VALUES (%s, %s, 1) "  # noqa: S608 (names of columns)
            f"ON CONFLICT (place, {column}) DO UPDATE SET {amount} = {table}.{amount} + 1 RETURNING {amount}",
            [keyed, moment],
        )
        return int(cursor.fetchone()[0])
