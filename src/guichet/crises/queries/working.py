"""What those see who answer in a crisis: the list of families, and one of them with what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from guichet.crises.models import Case, Crisis, Family, Lent, Passage
from guichet.crises.queries.open_ones import CrisisFacts, facts
from guichet.crises.rules import refusal_to_work
from guichet.crises.terms import Band, CrisisRefusal
from guichet.enquiries.queries import EnquiryFacts, lane_question
from guichet.foundation.languages import Text
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right

# Of a family with more questions than anybody reads, the latest are shown.
MOST_CASES = 30
# Where the next page of the list goes on: band, moment, number.
Place = tuple[int, datetime, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a crisis: why they may not answer in it, or None; until when they were lent, if so."""

    refusal: CrisisRefusal | None
    lent_until: datetime | None
    # Whether their own role covers it: then they may open files as always.
    works_here: bool


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One line of the list."""

    family_id: int
    band: Band
    points: int
    first_at: datetime
    waiting: int

    @property
    def place(self) -> Place:
        """Return where the list goes on after it."""
        return int(self.band), self.first_at, self.family_id


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One question of a family: what was said of the risk, and the question itself with all that was written."""

    question: EnquiryFacts
    answers: dict[str, str]
    urgency: int
    band: Band
    points: int


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """A family with its questions, most at risk first; `joined` are the lines that were joined to it by hand."""

    line: FamilyLine
    crisis: CrisisFacts
    cases: tuple[CaseFacts, ...]
    joined: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """An answer of a crisis, and how far it is."""

    passage_id: int
    title: Text
    text: Text
    written_by: int
    written_by_name: str
    approved_by_name: str
    approved_at: datetime | None


def standing_in(crisis_id: int, *, viewer: Viewer, now: datetime) -> Standing:
    """Return how somebody stands to a crisis."""
    works_here = viewer.staff_id is not None and viewer.may(Right.CRISIS_WORK)
    row = None
    if viewer.staff_id is not None and not works_here:
        found = Lent.objects.filter(crisis=crisis_id, staff=viewer.staff_id, ended_at=None)
        row = found.order_by("-until").first()
    until, trained = (row.until, row.trained_at is not None) if row else (None, False)
    refusal = refusal_to_work(works_here=works_here, lent_until=until, trained=trained, now=now)
    return Standing(refusal, until, works_here)


def may_work(crisis_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Raise NotAllowed for whoever may not read and answer in a crisis now."""
    if standing_in(crisis_id, viewer=viewer, now=now).refusal is not None:
        raise NotAllowed(f"crisis:{crisis_id}")


def my_crises(viewer: Viewer, *, now: datetime) -> list[CrisisFacts]:
    """Return the open crises in which this person may answer, or will once they had the training."""
    found: QuerySet[Crisis] = Crisis.objects.filter(closed_at=None)
    if viewer.staff_id is None:
        return []
    if not viewer.may(Right.CRISIS_WORK):
        lent = Lent.objects.filter(staff=viewer.staff_id, ended_at=None, until__gt=now)
        found = found.filter(pk__in=lent.values("crisis"))
    return [facts(row) for row in found.order_by("-opened_at", "-id")]


def waiting_families(
    crisis_id: int, *, viewer: Viewer, now: datetime, after: Place | None = None, limit: int = 50
) -> list[FamilyLine]:
    """Return the families that wait, most at risk first, then whoever wrote first. Raises NotAllowed."""
    may_work(crisis_id, viewer=viewer, now=now)
    found = Family.objects.filter(crisis=crisis_id, waiting__gt=0, joined_to=None)
    if after is not None:
        band, moment, number = after
        found = found.filter(
            Q(band__lt=band) | Q(band=band, first_at__gt=moment) | Q(band=band, first_at=moment, id__gt=number)
        )
    return [_line(row) for row in found.order_by("-band", "first_at", "id")[:limit]]


def family_of(family_id: int, *, viewer: Viewer, now: datetime) -> FamilyFacts:
    """Return a family with what they wrote in this crisis, or the one it was joined to. Raises NotAllowed.

    Of a client’s question the look is to be noted before a word is shown: see each `question.client_id`.
    """
    row = Family.objects.select_related("crisis").filter(pk=family_id).first()
    if row is None:
        raise NotAllowed(f"family:{family_id}")
    if row.joined_to_id is not None:
        row = Family.objects.select_related("crisis").get(pk=row.joined_to_id)
    may_work(row.crisis_id, viewer=viewer, now=now)
    joined = tuple(Family.objects.filter(joined_to=row).order_by("id").values_list("pk", flat=True))
    cases = Case.objects.filter(family__in=[row.pk, *joined]).order_by("-band", "-points", "taken_at", "id")[
        :MOST_CASES
    ]
    return FamilyFacts(
        line=_line(row),
        crisis=facts(row.crisis),
        cases=tuple(
            CaseFacts(lane_question(case.enquiry_id, now=now), case.answers, case.urgency, Band(case.band), case.points)
            for case in cases
        ),
        joined=joined,
    )


def passages(crisis_id: int) -> Sequence[Passage]:
    """Return the answers of a crisis that were not withdrawn, with who wrote and approved them."""
    found = Passage.objects.select_related("written_by", "approved_by").filter(crisis=crisis_id, withdrawn_at=None)
    return list(found.order_by("id"))


def passage_facts(row: Passage) -> PassageFacts:
    """Return a row as facts."""
    return PassageFacts(
        passage_id=row.pk,
        title=Text(row.title_en, row.title_fr),
        text=Text(row.text_en, row.text_fr),
        written_by=row.written_by_id,
        written_by_name=row.written_by.name,
        approved_by_name=row.approved_by.name if row.approved_by else "",
        approved_at=row.approved_at,
    )


def _line(row: Family) -> FamilyLine:
    return FamilyLine(row.pk, Band(row.band), row.points, row.first_at, row.waiting)
