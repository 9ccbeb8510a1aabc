"""Bearer tokens of machines that use the API, and the answers they may ask for again. Used through `actions`."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from guichet.identity.events import TokenIssued, TokenRevoked
from guichet.identity.models import ApiAnswer, ApiToken
from guichet.identity.terms import Scope
from guichet.journal.actions import Origin, record

PREFIX = "guichet_"
# That a token was used is noted once in so long: enough to see which ones nobody uses any more.
NOTED_EVERY = timedelta(minutes=5)
LONGEST_NAME = 60
ANSWERS_KEPT = timedelta(hours=24)


class CannotIssueToken(Exception):
    """There is a token of that name that is not revoked, the name is empty or too long, or no scope was given."""


class NoSuchToken(Exception):
    """There is no token of that name that is not revoked."""


class KeyUsedOtherwise(Exception):
    """An idempotency key came before with another request."""


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """Whose token it is, and what it opens."""

    token_id: int
    name: str
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered to a request."""

    status: int
    body: dict[str, Any]


@transaction.atomic
def issue_token(*, name: str, scopes: Iterable[Scope], origin: Origin) -> str:
    """Make a token and return it. It is shown this once: only its hash is kept. Raises CannotIssueToken."""
    wanted = sorted({Scope(scope) for scope in scopes})
    usable = 0 < len(name.strip()) <= LONGEST_NAME and "\0" not in name
    if not wanted or not usable or ApiToken.objects.filter(name=name.strip(), revoked_at=None).exists():
        raise CannotIssueToken(name)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(name=name.strip(), digest=_digest(secret), scopes=wanted, issued_at=origin.at)
    record(TokenIssued(token=token.pk, scopes=tuple(wanted)), origin)
    return secret


@transaction.atomic
def revoke_token(*, name: str, origin: Origin) -> None:
    """End a token: from now on it opens nothing. Raises NoSuchToken."""
    token = ApiToken.objects.select_for_update().filter(name=name, revoked_at=None).order_by("id").first()
    if token is None:
        raise NoSuchToken(name)
    token.revoked_at = origin.at
    token.save(update_fields=["revoked_at"])
    record(TokenRevoked(token=token.pk), origin)


def token_behind(*, secret: str, now: datetime) -> TokenFacts | None:
    """Return the token that a secret is, or None where it is none that opens anything now."""
    token = ApiToken.objects.filter(digest=_digest(secret), revoked_at=None).order_by("id").first()
    if token is None:
        return None
    unused = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
    ApiToken.objects.filter(unused, pk=token.pk).update(last_used_at=now)
    return TokenFacts(token.pk, token.name, frozenset(Scope(scope) for scope in token.scopes))


@contextmanager
def one_at_a_time(*, token_id: int, key: str) -> Iterator[None]:
    """Keep requests with one key apart: the second begins when the first has its answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, %s))", [key, token_id])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, %s))", [key, token_id])


def kept_answer(*, token_id: int, key: str, request_digest: str, now: datetime) -> KeptAnswer | None:
    """Return what was answered to a request with this key in the last day. Raises KeyUsedOtherwise."""
    kept = ApiAnswer.objects.filter(token_id=token_id, key=key, answered_at__gt=now - ANSWERS_KEPT).first()
    if kept is None:
        return None
    if kept.request_digest != request_digest:
        raise KeyUsedOtherwise(key)
    return KeptAnswer(kept.status, kept.body)


def keep_answer(*, token_id: int, key: str, request_digest: str, answer: KeptAnswer, now: datetime) -> None:
    """Keep what was answered for a day, and forget what is older."""
    ApiAnswer.objects.filter(answered_at__lte=now - ANSWERS_KEPT).delete()
    ApiAnswer.objects.update_or_create(
        token_id=token_id,
        key=key,
        defaults={"request_digest": request_digest, "status": answer.status, "body": answer.body, "answered_at": now},
    )


def _digest(secret: str) -> str:
    # A secret of 256 bits needs no slow hash: there is nothing to guess.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
