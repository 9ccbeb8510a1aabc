"""Handing back what one was allowed, with the reason that the client reads."""

from django.db import transaction

from guichet.clients.actions.authority import CannotGive, end_row
from guichet.clients.authority_policy import hand_back_reasons
from guichet.clients.models import Authority, HandBack
from guichet.clients.queries.authority import is_holder, local_day
from guichet.clients.terms import AuthorityEnd, AuthorityRefusal
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin


@transaction.atomic
def hand_back(*, authority_id: int, reason: str, viewer: Viewer, origin: Origin, words: str = "") -> None:
    """End at once what this account holds; the client is told, with the reason, and reads the words in their account.

    `reason` is a code of `hand_backs.yaml`. Raises CannotGive: where they do not hold it, or it is over.
    """
    row = Authority.objects.select_for_update(of=("self",)).filter(pk=authority_id).first()
    if row is None or not is_holder(viewer, authority_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if reason not in {one.code for one in hand_back_reasons(local_day(origin.at))}:
        raise CannotGive(AuthorityRefusal.REASON)
    HandBack.objects.create(authority=row, reason=reason, words=words.strip(), handed_at=origin.at)
    end_row(row, AuthorityEnd.HOLDER, origin, reason=reason)
