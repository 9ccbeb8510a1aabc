"""Working out what questions are about, after they were received: by a worker, beside the intake and never in it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import localtime

from guichet.applications.queries import programs_of_clients
from guichet.enquiries.models import Enquiry, Link
from guichet.enquiries.rules import Sorting, sorting
from guichet.enquiries.terms import Ground
from guichet.foundation.languages import Language
from guichet.knowledge.queries import Finding, find, published


class Asking(Protocol):
    """Whatever finds articles for a question, as `knowledge.queries.find` does."""

    def __call__(self, text: str, language: Language, *, on: date) -> Finding:
        """Return the articles that answer a question."""
        ...


def sort_enquiries(enquiry_ids: Iterable[int], *, at: datetime, asking: Asking = find) -> int:
    """Note what each of these questions is about, where that was not done yet; return of how many. No event."""
    rows = list(Enquiry.objects.filter(pk__in=list(enquiry_ids), sorted_at=None, forgotten_at=None))
    own = programs_of_clients({row.client_id for row in rows if row.client_id is not None})
    firsts = {
        one.enquiry_id: one.contact
        for one in Link.objects.filter(
            enquiry__in=[row.pk for row in rows], ground=Ground.FIRST, undone_at=None
        ).select_related("contact")
    }
    for row in rows:
        first = firsts.get(row.pk)
        words = f"{first.subject}\n{first.text}" if first else ""
        found = _about(words, Language.of(row.language), own.get(row.client_id or 0, frozenset()), at, asking)
        Enquiry.objects.filter(pk=row.pk, sorted_at=None).update(
            topic=found.topic, program=found.program, confidence=found.confidence, sorted_at=at
        )
    return len(rows)


def _about(words: str, language: Language, own: frozenset[str], at: datetime, asking: Asking) -> Sorting:
    on = localtime(at).date()
    finding = asking(words, language, on=on)
    first = published(finding.ranked[0].article_id, on=on) if finding.ranked else None
    return sorting(
        [(one.article_id, one.probability) for one in finding.ranked],
        is_sure=finding.answered and first is not None,
        programs={first.article.id: first.article.programs} if first else {},
        own=own,
    )
