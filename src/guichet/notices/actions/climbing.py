"""The ladder: what a message failed to carry goes another way, then by post, then to a person who sees to it.

In the transaction that notes the failure, so that at no moment a notice that did not arrive is nobody's.
"""

from collections import defaultdict
from collections.abc import Sequence

from guichet.clients.reach import Reachable, reach_of
from guichet.journal.actions import Origin, record_many
from guichet.notices.actions.beside import held_beside
from guichet.notices.actions.bundling import Parcel, post
from guichet.notices.actions.owning import own, resolve
from guichet.notices.actions.reaching import ways_to
from guichet.notices.events import NoticeQueued
from guichet.notices.models import Carried, Delivery, Notice, Undelivered
from guichet.notices.policy import notice_kind
from guichet.notices.rules import Reach, Way, has_arrived, next_way
from guichet.notices.terms import DeliveryStatus, Medium, Resolution, UndeliveredState, WhyGivenUp

UNDER_WAY = {DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.SENT}


def climb(failed: Delivery, origin: Origin) -> None:
    """Send what a locked, failed message carried by the next way of each notice, or give it to a person."""
    if failed.says or failed.client_id is None:
        return  # an answer to a text that did not arrive is no notice: whoever asked may ask again
    notices = list(failed.notices.select_for_update(of=("self",)).order_by("id"))
    see_to(failed.client_id, notices, origin)


def begin_anew(client_id: int, rows: Sequence[Undelivered], origin: Origin) -> None:
    """Try locked, unresolved rows of a client once more by every way, since an address was mended."""
    for row in rows:
        row.round += 1
    Undelivered.objects.bulk_update(rows, ["round"])
    notices = list(Notice.objects.select_for_update().filter(undelivered__in=rows).order_by("id"))
    see_to(client_id, notices, origin)


def has_come_through(delivery: Delivery, origin: Origin, *, after_all: bool = False) -> None:
    """Settle what a locked message carried, where it counts as arrived and something had failed before."""
    if not has_arrived(Medium(delivery.medium), DeliveryStatus(delivery.status)):
        return
    rows = list(
        Undelivered.objects.select_for_update()
        .filter(notice__carried__delivery=delivery)
        .exclude(state=UndeliveredState.RESOLVED)
        .order_by("notice_id")
    )
    if not rows:
        return
    anew = [row for row in rows if row.round]
    first = [row for row in rows if not row.round]
    resolve(anew, Resolution.ARRIVED if after_all else Resolution.MENDED, origin)
    resolve(first, Resolution.ARRIVED if after_all else Resolution.OTHER_WAY, origin)


def see_to(client_id: int, notices: Sequence[Notice], origin: Origin) -> None:
    """Have each of a client’s locked notices that did not arrive go the next way, or be resolved, or owned."""
    rows = _rows(client_id, notices, origin)
    unread = [notice for notice in notices if notice.opened_at is None]
    resolve([rows[notice.pk] for notice in notices if notice.opened_at], Resolution.OPENED, origin)
    reachable = reach_of([client_id]).get(client_id)
    reach = ways_to({client_id: reachable})[client_id] if reachable else Reach("")
    tried = _tried(unread, rows)
    came, unwanted, nowhere, parcels = [], [], [], []
    for notice in unread:
        stands, must_reach = tried[notice.pk], notice_kind(notice.kind).must_reach
        if any(has_arrived(medium, status) for medium, status in stands.items()):
            came.append(rows[notice.pk])
        elif UNDER_WAY & set(stands.values()):
            continue
        elif (way := next_way(reach, tried=frozenset(stands), must_reach=must_reach)) and reachable:
            parcels.append(_parcel(notice, way, reachable, rows[notice.pk].round))
        elif reach.wants_messages or must_reach:
            nowhere.append(notice)
        else:
            unwanted.append(rows[notice.pk])
    resolve(came, Resolution.OTHER_WAY, origin)
    resolve(unwanted, Resolution.GIVEN_UP, origin, reason=WhyGivenUp.CLIENT_WISHES)
    if parcels:
        _go_on(parcels, rows, origin)
    beside = held_beside(nowhere, origin.at)
    resolve([rows[notice.pk] for notice in nowhere if notice.pk in beside], Resolution.BESIDE, origin)
    own([notice for notice in nowhere if notice.pk not in beside], origin)


def _rows(client_id: int, notices: Sequence[Notice], origin: Origin) -> dict[int, Undelivered]:
    """Return the locked row of each notice, made where there is none, and opened again where it was resolved."""
    Undelivered.objects.bulk_create(
        [
            Undelivered(notice=notice, client_id=client_id, state=UndeliveredState.TRYING, since=origin.at)
            for notice in notices
        ],
        ignore_conflicts=True,
    )
    rows = {
        row.notice_id: row
        for row in Undelivered.objects.select_for_update().filter(notice__in=notices).order_by("notice_id")
    }
    again = [row for row in rows.values() if row.state == UndeliveredState.RESOLVED]
    for row in again:
        # What counted as arrived came back: an e-mail may bounce, and a letter be returned, days later.
        row.state, row.resolution, row.resolved_at, row.by = UndeliveredState.TRYING, "", None, ""
        row.reason = ""
    Undelivered.objects.bulk_update(again, ["state", "resolution", "resolved_at", "by", "reason"])
    return rows


def _tried(notices: Sequence[Notice], rows: dict[int, Undelivered]) -> dict[int, dict[Medium, DeliveryStatus]]:
    """Return, for each notice, the media tried in this round, and how far each came."""
    tried: dict[int, dict[Medium, DeliveryStatus]] = defaultdict(dict)
    found = Carried.objects.filter(notice__in=notices).values_list("notice_id", "medium", "round", "delivery__status")
    for number, medium, round_, status in found:
        if round_ == rows[number].round:
            tried[number][Medium(medium)] = DeliveryStatus(status)
    return tried


def _parcel(notice: Notice, way: Way, reachable: Reachable, round_: int) -> Parcel:
    assert way.medium
    return Parcel(
        notice_id=notice.pk,
        client_id=notice.client_id,
        medium=way.medium,
        address=way.address,
        reachable=reachable,
        urgent=notice_kind(notice.kind).urgent,
        round=round_,
    )


def _go_on(parcels: Sequence[Parcel], rows: dict[int, Undelivered], origin: Origin) -> None:
    trying = [rows[parcel.notice_id] for parcel in parcels]
    for row in trying:
        row.state, row.owned_at, row.due_at = UndeliveredState.TRYING, None, None
    Undelivered.objects.bulk_update(trying, ["state", "owned_at", "due_at"])
    Notice.objects.filter(id__in=[parcel.notice_id for parcel in parcels]).exclude(not_sent="").update(not_sent="")
    post(parcels, at=origin.at)
    record_many(
        [
            (
                NoticeQueued(client_id=parcel.client_id, notice=parcel.notice_id, medium=str(parcel.medium)),
                origin.at,
            )
            for parcel in parcels
        ],
        origin,
    )
