"""Which notices somebody who represents their client has, where the policy says that this is enough. Writes nothing."""

from collections.abc import Sequence
from datetime import datetime

from guichet.clients.queries import copies_of_entries, told_beside
from guichet.clients.terms import CopyState
from guichet.notices.models import Notice
from guichet.notices.policy import notice_kind

ABOUT_FILE = "application:"


def held_beside(notices: Sequence[Notice], at: datetime) -> frozenset[int]:
    """Return those of the notices that reached somebody who, at this moment, may read them for their client.

    Only of kinds of which the policy says that this is enough: nearly always nothing is asked of the database.
    """
    enough = [notice for notice in notices if notice_kind(notice.kind).beside_is_enough]
    if not enough:
        return frozenset()
    sent = [copy for copy in copies_of_entries(one.entry_id for one in enough) if copy.state is CopyState.SENT]
    if not sent:
        return frozenset()
    beside = told_beside({notice.client_id for notice in enough}, at=at)
    return frozenset(
        notice.pk
        for notice in enough
        for copy in sent
        for who in beside
        if copy.entry_id == notice.entry_id
        and (who.party_id, who.client_id) == (copy.party_id, notice.client_id)
        and (not who.files or notice.subject.removeprefix(ABOUT_FILE) in who.files)
    )
