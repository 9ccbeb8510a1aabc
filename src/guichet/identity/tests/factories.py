"""Looks, for tests."""

from datetime import UTC, datetime
from typing import Any

from guichet.identity.actions.looks import keep_look
from guichet.identity.models import Look
from guichet.identity.terms import Purpose

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def a_look(*, client_id: int = 7, **more: Any) -> Look:
    """Return a look that was noted, with its entry in the access log."""
    facts = {"subject": f"client:{client_id}", "page": "desk:client:files", "looked_at": NOON} | more
    if "staff" in facts or "staff_id" in facts:
        facts.setdefault("purpose", Purpose.CLIENT_ASKED)
        facts.setdefault("roles", list(facts["staff"].roles) if "staff" in facts else ["AGENT"])
    look = keep_look(Look(client_id=client_id, **facts))
    assert look
    return look
