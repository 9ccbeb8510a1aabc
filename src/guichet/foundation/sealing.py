"""Sealing the most sensitive facts, so that whoever has the tables without the keys cannot read them.

Each key has a short name, kept with what it sealed: `k2:gAAAA…`. The first key seals; the others still open, until all
was sealed again with the first. Keys come from the settings (`SEALING_KEYS`), never from the database.
"""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models


class CannotOpen(Exception):
    """Something was sealed with a key that is not here, or was changed since."""


def seal(text: str) -> str:
    """Return a text sealed with the newest key; empty stays empty."""
    if not text:
        return ""
    name, key = next(iter(_keys().items()))
    return f"{name}:{key.encrypt(text.encode()).decode()}"


def unseal(sealed: str) -> str:
    """Return what was sealed. Raises CannotOpen where the key is missing or the text was changed."""
    if not sealed:
        return ""
    name, _, token = sealed.partition(":")
    try:
        return _keys()[name].decrypt(token.encode()).decode()
    except (KeyError, InvalidToken) as fault:
        raise CannotOpen(f"sealed with the key {name!r}") from fault


def key_of(sealed: str) -> str:
    """Return the name of the key that something was sealed with."""
    return sealed.partition(":")[0]


def marks(text: str) -> list[str]:
    """Return what stands for a text where it must be found again but never read: one mark for each key, newest first.

    A mark is made with the key and cannot be turned back, nor guessed by whoever has the tables only.
    """
    return [f"{name}:{_mark(key, text)}" for name, key in settings.SEALING_KEYS.items()]


def _mark(key: str, text: str) -> str:
    own = hashlib.sha256(b"guichet.marks:" + key.encode()).digest()
    return hmac.new(own, text.encode(), hashlib.sha256).hexdigest()[:40]


class SealedText(models.TextField):  # type: ignore[type-arg]
    """A text that is sealed in the database and plain in Python. It cannot be searched or sorted by."""

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Return the text as it was before sealing."""
        return None if value is None else unseal(value)

    def get_prep_value(self, value: Any) -> Any:
        """Return the text sealed."""
        return None if value is None else seal(str(value))


def _keys() -> dict[str, Fernet]:
    return _made(tuple(settings.SEALING_KEYS.items()))


@lru_cache(maxsize=4)
def _made(keys: tuple[tuple[str, str], ...]) -> dict[str, Fernet]:
    return {name: Fernet(key) for name, key in keys}
