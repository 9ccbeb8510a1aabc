"""Seeing that a notice which nothing could carry has an owner: a person, by a day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.journal.actions import Origin, record_many
from guichet.notices.events import NoticeOwned, NoticeSettled
from guichet.notices.models import Notice, Undelivered
from guichet.notices.policy import assurance, notice_kind
from guichet.notices.terms import Resolution, UndeliveredState, WhyGivenUp

TASK = "undelivered"


def own_at_once(notice_ids: Sequence[int], origin: Origin) -> None:
    """Give notices to a person that had no address to go to at all."""
    notices = list(Notice.objects.filter(id__in=notice_ids).order_by("id"))
    own(notices, origin)


def own(notices: Sequence[Notice], origin: Origin) -> None:
    """Give notices to a person: one task for each client, due by the earliest of their notices."""
    if not notices:
        return
    promised = assurance(origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    rows = [
        Undelivered(
            notice=notice,
            client_id=notice.client_id,
            state=UndeliveredState.OWNED,
            since=origin.at,
            owned_at=origin.at,
            due_at=origin.at
            + (promised.see_to_it_if_must if notice_kind(notice.kind).must_reach else promised.see_to_it),
        )
        for notice in notices
    ]
    Undelivered.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["notice"],
        update_fields=["state", "owned_at", "due_at"],
    )
    record_many([(NoticeOwned(client_id=notice.client_id, notice=notice.pk), origin.at) for notice in notices], origin)
    due: dict[int, datetime] = {}
    for row in rows:
        assert row.due_at
        due[row.client_id] = min(row.due_at, due.get(row.client_id, row.due_at))
    for client_id, moment in sorted(due.items()):
        _open_task(client_id, due_at=moment, origin=origin)


def resolve(
    rows: Iterable[Undelivered],
    resolution: Resolution,
    origin: Origin,
    *,
    reason: WhyGivenUp | None = None,
) -> int:
    """Note that locked rows are resolved, and how; settle the task of each client who has none left."""
    done = list(rows)
    for row in done:
        row.state, row.resolution, row.resolved_at = UndeliveredState.RESOLVED, resolution, origin.at
        row.reason, row.by = str(reason or ""), origin.actor
    Undelivered.objects.bulk_update(done, ["state", "resolution", "resolved_at", "reason", "by"])
    record_many(
        [
            (NoticeSettled(client_id=row.client_id, notice=row.notice_id, how=str(resolution)), origin.at)
            for row in done
        ],
        origin,
    )
    still = set(
        Undelivered.objects.filter(
            client_id__in={row.client_id for row in done}, state=UndeliveredState.OWNED
        ).values_list("client_id", flat=True)
    )
    for client_id in sorted({row.client_id for row in done} - still):
        _close_task(client_id, outcome=str(resolution), origin=origin)
    return len(done)


def _open_task(client_id: int, *, due_at: datetime, origin: Origin) -> None:
    """Have a person see to what this client does not know yet."""


def _close_task(client_id: int, *, outcome: str, origin: Origin) -> None:
    """Let nobody see to it any more: it has settled itself, or was just done."""


def open_text_task(client_id: int, *, due_at: datetime, origin: Origin) -> None:
    """Have a person read the texts of this client that no machine could answer."""


def close_text_task(client_id: int, *, outcome: str, origin: Origin) -> None:
    """Let nobody read them any more: it was done."""
