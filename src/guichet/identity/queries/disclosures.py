"""To whom outside facts about a client were given, as the access log keeps it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from guichet.identity.models import AccessReference
from guichet.identity.terms import AccessKind


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    """That facts were given to somebody: to what receiver, which facts, by what right. All codes."""

    to: str
    what: tuple[str, ...]
    authority: str
    at: datetime


def disclosures_about(client_ids: Collection[int], *, since: datetime) -> list[DisclosureFacts]:
    """Return to whom facts about a client were given since a moment, the latest first. Source: Privacy Act, s. 8.

    For rooms that have checked who asks.
    """
    found = AccessReference.objects.filter(
        client_id__in=client_ids, record__kind=AccessKind.DISCLOSED, record__at__gte=since
    ).order_by("-record__at", "-record_id")
    return [_facts(facts, at) for facts, at in found.values_list("record__facts", "record__at")]


def _facts(facts: str, at: datetime) -> DisclosureFacts:
    said = json.loads(facts)
    return DisclosureFacts(str(said["to"]), tuple(str(said["what"]).split()), str(said["authority"]), at)
