"""What a person does about notices that no message could carry: tells the client, posts, gives up with a reason."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.notices.actions.climbing import begin_anew
from guichet.notices.actions.owning import resolve
from guichet.notices.actions.reporting import note_report
from guichet.notices.models import Delivery, Undelivered
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
    """Send all that had not reached the client once more, since an address was mended; return how many notices."""
    rows = list(_unresolved([client_id]).filter(state=UndeliveredState.OWNED))
    if rows:
        begin_anew(client_id, rows, origin)
    return len(rows)


@transaction.atomic
def note_returned_letter(*, delivery_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Note that a letter came back by post; return whether it had been posted. Raises NotAllowed as above."""
    letter = Delivery.objects.filter(pk=delivery_id, medium=Medium.POST, status=DeliveryStatus.SENT).first()
    if letter is None or letter.client_id is None:
        return False
    _check(letter.client_id, viewer)
    return note_report(reference=letter.reference, report=Report.RETURNED, origin=origin)


def _unresolved(client_ids: Iterable[int]) -> QuerySet[Undelivered]:
    open_ones = Undelivered.objects.select_for_update(of=("self",)).filter(client_id__in=list(client_ids))
    return open_ones.exclude(state=UndeliveredState.RESOLVED).order_by("notice_id")


def _check(client_id: int, viewer: Viewer) -> None:
    if viewer.staff_id is None or not viewer.may_see_client(client_id):
        raise NotAllowed(f"client:{client_id}")
