"""How often people had to come back: for one question, and over all, each share with what it is a share of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from guichet.enquiries.models import Repeat
from guichet.enquiries.rules.repeats import WEEK, Share
from guichet.enquiries.terms import Channel
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class Again:
    """What one contact repeats, as far as it was counted."""

    same_day: bool
    within_day: bool
    within_week: bool
    by_another_way: bool


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often people came back in a time; `settled` is of issues whose seven days are over."""

    same_day: Share
    within_day: Share
    within_week: Share
    by_another_way: Share
    settled: Share


def repeats_among(contact_ids: Iterable[int]) -> Mapping[int, Again]:
    """Return what contacts repeat, those that repeat anything. For whom the question was opened already."""
    rows = Repeat.objects.filter(contact__in=list(contact_ids)).filter(
        Q(same_day=True) | Q(within_day=True) | Q(within_week=True)
    )
    return {row.pk: Again(row.same_day, row.within_day, row.within_week, row.by_another_way) for row in rows}


def repeats_in(
    since: datetime, until: datetime, *, viewer: Viewer, now: datetime
) -> tuple[Repeats, Mapping[Channel, Repeats]]:
    """Return how often people came back, over all channels and by each. Raises NotAllowed."""
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed("repeats")
    rows = Repeat.objects.filter(received_at__gte=since, received_at__lt=until)
    by_channel = {
        Channel(row["contact__channel"]): _shares(row) for row in _counted(rows.values("contact__channel"), now)
    }
    every = _counted(rows.values("contact__automatic"), now)
    return (_shares(every[0]) if every else _shares({})), by_channel


def _counted(rows: Any, now: datetime) -> list[dict[str, Any]]:
    over = Q(is_issue=True, received_at__lte=now - WEEK)
    return list(
        rows.annotate(
            contacts=Count("pk"),
            days=Count("pk", filter=Q(same_day=True)),
            hours=Count("pk", filter=Q(within_day=True)),
            weeks=Count("pk", filter=Q(within_week=True)),
            ways=Count("pk", filter=Q(by_another_way=True)),
            issues=Count("pk", filter=over),
            settled=Count("pk", filter=over & Q(came_back=False)),
        ).order_by()
    )


def _shares(row: Mapping[str, Any]) -> Repeats:
    contacts = row.get("contacts", 0)
    return Repeats(
        same_day=Share(row.get("days", 0), contacts),
        within_day=Share(row.get("hours", 0), contacts),
        within_week=Share(row.get("weeks", 0), contacts),
        by_another_way=Share(row.get("ways", 0), contacts),
        settled=Share(row.get("settled", 0), row.get("issues", 0)),
    )
