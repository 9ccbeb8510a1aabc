"""Keeping what the search could not answer, for those who write; nothing of who asked."""

from secrets import token_hex

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit
from guichet.doors.public.search.finding import Found
from guichet.knowledge.actions import note_missed
from guichet.knowledge.queries import is_missed
from guichet.knowledge.terms import MissedSource

TWO_DAYS = 2 * 24 * 60 * 60
# Links of other sites lead here with any words; those who type them are on a page of ours.
OUR_OWN = {"", "same-origin", "none"}


def note_what_is_missing(request: Visit, text: str, found: Found) -> None:
    """Keep a question that nothing here answers: no answer that is likely, no program, no file of the reader’s."""
    on = local_day(request.origin.at)
    if found.programs or found.files or not is_missed(found.confidence, on):
        return
    asked_here = request.method == "GET" and request.headers.get("Sec-Fetch-Site", "") in OUR_OWN
    if asked_here and request.viewer.staff_id is None:
        note_missed(
            text=text, language=found.written_in, source=MissedSource.SEARCH, visit=_visit(request, on.isoformat()),
            on=on,
        )  # fmt: skip


def _visit(request: Visit, day: str) -> str:
    """Return what tells the visitors of a day apart. The key of the day goes; then it leads back to nobody."""
    key = str(cache.get_or_set(f"visits:{day}", token_hex, TWO_DAYS))
    said = f"{day} {get_adapter().get_client_ip(request)} {request.headers.get('User-Agent', '')[:200]}"
    return salted_hmac(key, said, algorithm="sha256").hexdigest()
