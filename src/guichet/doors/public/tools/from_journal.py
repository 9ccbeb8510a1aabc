"""What the travel journal that somebody has open says of the residency obligation, and the form filled in from it."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.drafts import draft_of
from guichet.doors.entrance import Visit
from guichet.doors.public.tools.asking import Asker
from guichet.doors.public.tools.residence import MOST_ROWS
from guichet.foundation.dates import days
from guichet.plans.queries import count_journal
from guichet.plans.rules.journal.content import Journal, NotAJournal, TripEntry, unpacked
from guichet.plans.rules.journal.counting import CREDITED_TO_RESIDENTS
from guichet.plans.terms import PlanKind

# No day before this matters to the obligation.
LONG_AGO = timedelta(days=6 * 366)


def journal_of(visit: Visit) -> Journal | None:
    """Return the journal that somebody has open on this device or in their account; None: none, or one of no use."""
    try:
        journal = unpacked(draft_of(visit, PlanKind.JOURNAL).content)
    except NotAJournal:
        return None
    return journal if journal.resident_since else None


def from_journal(journal: Journal, asker: Asker) -> Iterator[parts.Part]:
    """Yield what the journal comes to, exactly, and the way to have the form filled in from it."""
    found = count_journal(journal, asker.on).obligation
    if found is None:
        return
    said = {"days": days(found.best, asker.language), "needed": days(found.needed, asker.language)}
    fill = parts.Link(text=_("Fill in this form from my journal"), href=f"?{urlencode(filled_in(journal, asker))}")
    exact = parts.Link(text=_("See how the journal counts"), href=f"{reverse('public:days')}#obligation")
    yield parts.NoticeBanner(
        title=_("By your travel journal: %(days)s; %(needed)s are asked.") % said,
        body=parts.Sentence(
            pieces=[_("It knows your trips already. To try something else, change the form."), " ", exact]
        ),
        action=fill,
    )


def filled_in(journal: Journal, asker: Asker) -> list[tuple[str, str]]:
    """Return the form of the tool as an address says it: since when, and the trips that matter, the latest kept."""
    since = journal.resident_since
    assert since
    said = [(f"resident_since_{part}", str(getattr(since, part))) for part in ("day", "month", "year")]
    begins = max(since, asker.on - LONG_AGO)
    trips = [trip for trip in journal.taken if trip.back is None or trip.back >= begins][-MOST_ROWS:]
    for place, trip in enumerate(trips, start=1):
        said.append((f"trip{place}_out", trip.out.isoformat()))
        if trip.back:
            said.append((f"trip{place}_back", trip.back.isoformat()))
        if _counts(trip, journal):
            said.append((f"trip{place}_counts", "on"))
    return said


def _counts(trip: TripEntry, journal: Journal) -> bool:
    """Return whether the whole of a trip counts as time in Canada; of a part of one the form knows nothing."""
    last = trip.back
    return any(
        one.first <= trip.out and (one.last is None or (last is not None and last <= one.last))
        for one in journal.periods
        if one.kind in CREDITED_TO_RESIDENTS
    )
