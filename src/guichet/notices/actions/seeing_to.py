"""What a person does about notices that no message could carry: tells the client, posts, gives up with a reason."""

from collections.abc import Iterable
from itertools import groupby

from django.db import transaction
from django.db.models import Q, QuerySet

from guichet.clients.actions import note_returned_letter as note_bad_address
from guichet.clients.queries import everyone_of
from guichet.clients.reach import postal_reach_of, reach_of
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.notices.actions.climbing import begin_anew
from guichet.notices.actions.owning import resolve
from guichet.notices.actions.reaching import ways_to
from guichet.notices.actions.reporting import note_report
from guichet.notices.models import Delivery, Undelivered
from guichet.notices.policy import notice_kind
from guichet.notices.rules import next_way
from guichet.notices.terms import DeliveryStatus, Medium, Report, Resolution, UndeliveredState, WhyGivenUp


@transaction.atomic
def note_told_in_person(*, client_id: int, viewer: Viewer, origin: Origin) -> int:
    """Note that a person told the client all that had not reached them; return how many notices that was.

    Raises NotAllowed for those who have not opened the client’s file; CannotDoTask where a colleague has taken it.
    """
    _check(client_id, viewer)
    return resolve(_unresolved(viewer.everyone_of(client_id)), Resolution.PERSON, origin, viewer=viewer)


@transaction.atomic
def give_up(*, client_id: int, reason: WhyGivenUp, viewer: Viewer, origin: Origin) -> int:
    """Note that nobody goes on trying to reach the client, and why; return how many notices that was.

    What they are told of stays in their account. Raises NotAllowed as above.
    """
    _check(client_id, viewer)
    return resolve(
        _unresolved(viewer.everyone_of(client_id)), Resolution.GIVEN_UP, origin, reason=reason, viewer=viewer
    )


@transaction.atomic
def try_again(*, client_id: int, origin: Origin) -> int:
    """Send all that had not reached the person once more, since an address was mended; return how many notices.

    What there is still no way for stays with whoever sees to it, by the same day as before.
    """
    everyone = everyone_of([client_id]).get(client_id, (client_id,))
    # What somebody who represents them has is still theirs to hear.
    to_send = Q(state=UndeliveredState.OWNED) | Q(resolution=Resolution.BESIDE, notice__opened_at=None)
    owned = Undelivered.objects.select_for_update(of=("self",)).filter(to_send, client_id__in=everyone)
    reach = ways_to(reach_of(everyone))
    going = [
        row
        for row in owned.select_related("notice").order_by("client_id", "notice_id")
        if next_way(reach[row.client_id], tried=frozenset(), must_reach=notice_kind(row.notice.kind).must_reach)
    ]
    for number, rows in groupby(going, key=lambda row: row.client_id):
        begin_anew(number, list(rows), origin)
    return len(going)


@transaction.atomic
def note_returned_letter(*, delivery_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Note that a letter came back by post; return whether it had been posted. Raises NotAllowed as above."""
    letter = Delivery.objects.filter(pk=delivery_id, medium=Medium.POST, status=DeliveryStatus.SENT).first()
    if letter is None or letter.client_id is None:
        return False
    _check(letter.client_id, viewer)
    today = postal_reach_of([letter.client_id]).get(letter.client_id, ())
    if letter.address == "\n".join(today):
        # Before the ladder goes on, so that no other letter follows this one.
        note_bad_address(client_id=letter.client_id, origin=origin)
    return note_report(reference=letter.reference, report=Report.RETURNED, origin=origin)


def _unresolved(client_ids: Iterable[int]) -> QuerySet[Undelivered]:
    open_ones = Undelivered.objects.select_for_update(of=("self",)).filter(client_id__in=list(client_ids))
    return open_ones.exclude(state=UndeliveredState.RESOLVED).order_by("notice_id")


def _check(client_id: int, viewer: Viewer) -> None:
    if viewer.staff_id is None or not viewer.may_see_client(client_id):
        raise NotAllowed(f"client:{client_id}")
