"""Seeing that a notice which nothing could carry has an owner: a person, by a day."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record_many
from guichet.notices.events import NoticeOwned, NoticeSettled
from guichet.notices.models import Notice, Undelivered
from guichet.notices.policy import notice_kind
from guichet.notices.terms import Resolution, UndeliveredState, WhyGivenUp
from guichet.worklists.actions import close_task, finish_task_about, open_task
from guichet.worklists.queries import due_for

# The kinds of task that this room opens: a client whom nothing reached, and a text that no machine could answer.
UNDELIVERED = "undelivered"
TEXT_ANSWER = "text_answer"


def own_at_once(notice_ids: Sequence[int], origin: Origin) -> None:
    """Give notices to a person that had no address to go to at all."""
    notices = list(Notice.objects.filter(id__in=notice_ids).order_by("id"))
    own(notices, origin)


def own(notices: Sequence[Notice], origin: Origin) -> None:
    """Give notices to a person: one task for each client, due by the earliest of their notices."""
    if not notices:
        return
    days = {must: due_for(f"{UNDELIVERED}_must" if must else UNDELIVERED, at=origin.at) for must in (True, False)}
    rows = [
        Undelivered(
            notice=notice,
            client_id=notice.client_id,
            state=UndeliveredState.OWNED,
            since=origin.at,
            owned_at=origin.at,
            due_at=days[notice_kind(notice.kind).must_reach],
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
        open_task(kind=UNDELIVERED, subject=subject_of(client_id), client_id=client_id, due_at=moment, origin=origin)


def resolve(
    rows: Iterable[Undelivered],
    resolution: Resolution,
    origin: Origin,
    *,
    reason: WhyGivenUp | None = None,
    viewer: Viewer | None = None,
) -> int:
    """Note that locked rows are resolved, and how; the task of each client who has none left is over.

    `viewer` is the person who did it; without one it settled itself. Raises CannotDoTask where a colleague has
    taken it.
    """
    done = list(rows)
    if not done:
        return 0
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
    clients = {row.client_id for row in done}
    owned = Undelivered.objects.filter(client_id__in=clients, state=UndeliveredState.OWNED)
    for client_id in sorted(clients - set(owned.values_list("client_id", flat=True))):
        end_task(UNDELIVERED, client_id, outcome=str(resolution), viewer=viewer, origin=origin)
    return len(done)


def end_task(kind: str, client_id: int, *, outcome: str, viewer: Viewer | None, origin: Origin) -> None:
    """Let nobody see to it any more: the viewer did, or it has settled itself. Raises CannotDoTask."""
    subject = subject_of(client_id)
    if viewer is None:
        close_task(kind=kind, subject=subject, outcome=outcome, origin=origin)
    else:
        finish_task_about(kind=kind, subject=subject, viewer=viewer, outcome=outcome, origin=origin)


def subject_of(client_id: int) -> str:
    """Return what a task about a client is about."""
    return f"client:{client_id}"
