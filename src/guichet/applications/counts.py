"""How many files people have: for lists of people, without a look into any file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from guichet.applications.models import Application
from guichet.applications.terms import Overall
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class FileCount:
    """How many files a client has, and how many of them are open."""

    files: int
    open: int


def file_counts(client_ids: Iterable[int], *, viewer: Viewer) -> dict[int, FileCount]:
    """Return how many files each of these clients has, for a list of search results. One query.

    Raises NotAllowed without the right to search.
    """
    if not viewer.may(Right.SEARCH_CLIENTS):
        raise NotAllowed("search")
    counted = (
        Application.objects.filter(client_id__in=list(client_ids))
        .order_by()
        .values_list("client_id")
        .annotate(files=Count("id"), open=Count("id", filter=~Q(overall=Overall.CLOSED)))
    )
    return {client_id: FileCount(files, still_open) for client_id, files, still_open in counted}
