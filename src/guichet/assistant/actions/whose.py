"""Whose a conversation is, and how the journal tells of it."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Q, QuerySet

from guichet.assistant.models import Conversation
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin


def own(key: UUID, viewer: Viewer) -> QuerySet[Conversation]:
    """Return the conversation of this key, if it is this visitor’s: begun without signing in, or with their account."""
    theirs = Q(user_id=None) if viewer.user_id is None else Q(user_id=None) | Q(user_id=viewer.user_id)
    return Conversation.objects.filter(theirs, key=key, forgotten_at=None)


def nobodys(origin: Origin) -> Origin:
    """Return the origin without who it was: what somebody asked about is nothing that a journal keeps for ever."""
    return replace(origin, actor="visitor")
