"""What was read of a question, with what a person put right over it; what was set aside; how often it was right."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from guichet.enquiries.models import Contact, Correction, Link, Reading
from guichet.enquiries.reading_policy import sign_name as sign_name
from guichet.enquiries.reading_terms import Axis, Mood, Urgency
from guichet.enquiries.rules import reference_of
from guichet.enquiries.terms import Channel
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right

MOST = 100
FEWEST = 5
BEGINNING = 200


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """What was read of a question, as it holds now. `said_by_person` names what a person said."""

    urgency: Urgency
    needs: tuple[str, ...]
    perhaps: tuple[str, ...]
    mood: Mood
    is_unwanted: bool
    language: str
    unsure: tuple[Axis, ...]
    said_by_person: frozenset[Axis]
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A question that was set aside as unwanted, with how it begins, for a person to look at."""

    enquiry_id: int
    reference: str
    channel: Channel
    read_at: datetime
    confidence: float
    begins: str


@dataclass(frozen=True, slots=True)
class AxisFigures:
    """Of one axis, class and language: how often it was read so, and how often a person said otherwise."""

    axis: Axis
    said: str
    language: Language
    read: int
    corrected: int


def reading_of(enquiry_id: int) -> ReadFacts | None:
    """Return what was read of a question; None where nothing was yet. For whom the question was opened already."""
    row = Reading.objects.filter(pk=enquiry_id).first()
    if row is None:
        return None
    said: dict[str, Correction] = {}
    for one in Correction.objects.filter(enquiry=enquiry_id).order_by("pk"):
        said[one.axis] = one
    return _facts(row, said)


def unwanted(*, viewer: Viewer) -> list[Unwanted]:
    """Return what was set aside as unwanted and nobody looked at yet, the latest first. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed("unwanted")
    rows = Reading.objects.filter(is_unwanted=True, reviewed_at=None, enquiry__forgotten_at=None, enquiry__client=None)
    rows = rows.select_related("enquiry").order_by("-read_at")[:MOST]
    first: dict[int, Contact] = {}
    links = Link.objects.filter(enquiry__in=[row.pk for row in rows], undone_at=None).select_related("contact")
    for link in links.order_by("-contact"):
        first[link.enquiry_id] = link.contact
    return [
        Unwanted(
            row.pk,
            reference_of(row.pk),
            Channel(row.enquiry.channel),
            row.read_at,
            row.unwanted_confidence,
            " ".join(f"{first[row.pk].subject} {first[row.pk].text}".split())[:BEGINNING] if row.pk in first else "",
        )
        for row in rows
    ]


def reading_figures(*, viewer: Viewer, since: datetime, until: datetime) -> Sequence[AxisFigures]:
    """Return how often each class was read and put right in a span, by language; small numbers are left out.

    Raises NotAllowed. What is read otherwise in one language than in the other shows here.
    """
    if viewer.staff_id is None or not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("reading figures")
    span = {"read_at__gte": since, "read_at__lt": until}
    read: Counter[tuple[Axis, str, str]] = Counter()
    for axis, name in ((Axis.URGENCY, "urgency"), (Axis.MOOD, "mood"), (Axis.UNWANTED, "is_unwanted")):
        for row in Reading.objects.filter(**span).values("enquiry__language", name).annotate(n=Count("pk")).order_by():
            read[axis, _code(axis, row[name]), row["enquiry__language"]] += row["n"]
    corrected: defaultdict[tuple[Axis, str, str], set[int]] = defaultdict(set)
    for one in Correction.objects.filter(corrected_at__gte=since, corrected_at__lt=until):
        if one.said != one.right:
            corrected[Axis(one.axis), one.said, one.language].add(one.enquiry_id)
    # What a person called wanted is no longer read as unwanted: it counts with what was read so.
    for (axis, said, language), these in corrected.items():
        if axis is Axis.UNWANTED:
            read[axis, said, language] += len(these)
    return [
        AxisFigures(axis, said, Language.of(language), count, len(corrected[axis, said, language]))
        for (axis, said, language), count in sorted(read.items())
        if count >= FEWEST
    ]


def _code(axis: Axis, value: object) -> str:
    if axis is Axis.UNWANTED:
        return "UNWANTED" if value else "WANTED"
    return str(value)


def _facts(row: Reading, said: Mapping[str, Correction]) -> ReadFacts:
    urgency, by_person = Urgency(row.urgency), set(map(Axis, said))
    if (given := said.get(Axis.URGENCY)) is not None:
        # A later message may be more urgent than what the person had read.
        later = given.up_to < row.up_to and row.urgency > int(given.right)
        urgency = Urgency(row.urgency) if later else Urgency(int(given.right))
        by_person -= {Axis.URGENCY} if later else set()
    mood = said.get(Axis.MOOD)
    language = said.get(Axis.LANGUAGE)
    return ReadFacts(
        urgency=urgency,
        needs=tuple(row.needs),
        perhaps=tuple(row.perhaps),
        mood=Mood(mood.right) if mood and mood.up_to == row.up_to else Mood(row.mood),
        is_unwanted=row.is_unwanted,
        language=language.right if language else row.language,
        unsure=tuple(Axis(one) for one in row.unsure),
        said_by_person=frozenset(by_person),
        signs=row.signs,
    )
