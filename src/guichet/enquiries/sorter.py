"""Working out what questions are about and what they say, after they were received: by a worker, not in the intake."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import localtime

from guichet.applications.queries import programs_of_clients
from guichet.enquiries.actions.reading import keep_reading
from guichet.enquiries.hearing import learnt
from guichet.enquiries.models import Contact, Enquiry, Link, Reading
from guichet.enquiries.reading_policy import made_of, signs
from guichet.enquiries.reading_terms import Axis
from guichet.enquiries.rules import Sorting, sorting
from guichet.enquiries.rules import reading as rules
from guichet.enquiries.terms import Ground
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel as Way
from guichet.knowledge.queries import Finding, find, published
from guichet.language.detection import language_of

# Of one question so many messages are read, the latest ones: nobody says danger only in their first of forty.
MOST_CONTACTS = 20
# Below this a language is a guess.
SURE_OF_LANGUAGE = 0.8

Hear = Callable[[Sequence[str]], Sequence[Mapping[str, float]]]


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


def read_enquiries(enquiry_ids: Iterable[int], *, at: datetime, asking: Asking = find, hear: Hear = learnt) -> int:
    """Note what each of these questions says of danger, need and mood, and whether it is unwanted; return of how many.

    What was read up to its last message is not read again. What is urgent comes first among the tasks; what nobody
    wants is set aside for a person to look at. A question that guidance answers, and one of a client, is never that.
    """
    rows = list(Enquiry.objects.filter(pk__in=set(enquiry_ids), forgotten_at=None))
    contacts = _contacts_of([row.pk for row in rows])
    read = dict(Reading.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "up_to"))
    count = 0
    for row in rows:
        these = contacts[row.pk]
        if not these or read.get(row.pk) == these[-1].pk:
            continue
        found = _read(row, these, at, asking, hear)
        detected = language_of(f"{these[0].subject}\n{these[0].text}", otherwise=Language.of(row.language))
        is_unsure = detected.probability < SURE_OF_LANGUAGE or detected.code != row.language
        keep_reading(
            enquiry_id=row.pk,
            found=found,
            up_to=these[-1].pk,
            engine=made_of(),
            language=detected.code,
            unsure=(*found.unsure, *([Axis.LANGUAGE] if is_unsure else [])),
            origin=Origin(actor="sorter", channel=Way.SYSTEM, at=at),
        )
        count += 1
    return count


def _read(row: Enquiry, contacts: Sequence[Contact], at: datetime, asking: Asking, hear: Hear) -> rules.Reading:
    known = signs(localtime(at).date())
    is_known = row.client_id is not None or row.user_id is not None
    heard = [rules.heard_in(f"{one.subject}\n{one.text}", known, hear) for one in contacts]
    found = rules.reading(heard, known, is_known=is_known)
    if found.is_unwanted:
        # Guidance is asked only now: it takes longer, and most of what comes is wanted.
        about = _about(f"{contacts[0].subject}\n{contacts[0].text}", Language.of(row.language), frozenset(), at, asking)
        if about.topic:
            found = rules.reading(heard, known, is_known=True)
    return found


def _contacts_of(enquiry_ids: Sequence[int]) -> dict[int, list[Contact]]:
    """Return the last messages of each question, the first one first."""
    links = Link.objects.filter(enquiry__in=enquiry_ids, undone_at=None).select_related("contact").order_by("contact")
    found: dict[int, list[Contact]] = defaultdict(list)
    for one in links:
        found[one.enquiry_id].append(one.contact)
    return defaultdict(list, {number: these[-MOST_CONTACTS:] for number, these in found.items()})


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
