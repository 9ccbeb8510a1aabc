"""What those see who lead a crisis: how much came and waits, who was lent, the answers, what was learnt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, F, Min, Q

from guichet.crises.models import Case, Crisis, Family, Lent, Lesson
from guichet.crises.queries.open_ones import CrisisFacts, facts
from guichet.crises.queries.working import PassageFacts, may_work, passage_facts, passages
from guichet.crises.terms import Band, LessonKind
from guichet.enquiries.terms import Channel, MessageKind
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class Figures:
    """How a crisis stands, in numbers.

    `questions` came, of `families`, of which `families_waiting` wait, `by_band` of each band; `answered` questions have
    their answer, on average after `answered_after`. `by_mail` came by e-mail from people without an account, and
    `acknowledged` of these senders were told that we have it; who used the form or an account saw their receipt at
    once.
    """

    questions: int
    families: int
    families_waiting: int
    by_band: Mapping[Band, int]
    oldest_at: datetime | None
    answered: int
    answered_after: timedelta | None
    by_mail: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class LentFacts:
    """Somebody who was lent to a crisis."""

    lent_id: int
    name: str
    until: datetime
    trained_at: datetime | None
    ended_at: datetime | None

    def helps(self, now: datetime) -> bool:
        """Return whether their rights hold now."""
        return self.ended_at is None and self.until > now


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """One thing that was learnt."""

    kind: LessonKind
    text: str


def all_crises(*, viewer: Viewer) -> list[CrisisFacts]:
    """Return all crises, open ones first, the latest first. Raises NotAllowed."""
    _must_lead(viewer)
    found = Crisis.objects.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-id")
    return [facts(row) for row in found[:200]]


def one_crisis(crisis_id: int, *, viewer: Viewer) -> CrisisFacts:
    """Return one crisis. Raises NotAllowed, and alike where there is none."""
    _must_lead(viewer)
    row = Crisis.objects.filter(pk=crisis_id).first()
    if row is None:
        raise NotAllowed(f"crisis:{crisis_id}")
    return facts(row)


def figures_of(crisis_id: int, *, viewer: Viewer) -> Figures:
    """Return how a crisis stands. Raises NotAllowed."""
    _must_lead(viewer)
    waiting = Q(waiting__gt=0, joined_to=None)
    families = Family.objects.filter(crisis=crisis_id).aggregate(
        every=Count("id", filter=Q(joined_to=None)),
        still=Count("id", filter=waiting),
        oldest=Min("first_at", filter=waiting),
        **{f"band_{band.value}": Count("id", filter=waiting & Q(band=band)) for band in Band},
    )
    cases = Case.objects.filter(crisis=crisis_id)
    counted = cases.aggregate(
        every=Count("id"),
        answered=Count("id", filter=Q(answered_at__isnull=False)),
        after=Avg(F("answered_at") - F("taken_at"), filter=Q(answered_at__isnull=False)),
    )
    by_mail = cases.filter(enquiry__channel=Channel.EMAIL, enquiry__client=None)
    told = by_mail.filter(
        enquiry__messages__kind__in=(MessageKind.RECEIPT, MessageKind.ADDED), enquiry__messages__sent_at__isnull=False
    )
    return Figures(
        questions=counted["every"],
        families=families["every"],
        families_waiting=families["still"],
        by_band={band: families[f"band_{band.value}"] for band in Band},
        oldest_at=families["oldest"],
        answered=counted["answered"],
        answered_after=counted["after"],
        by_mail=by_mail.count(),
        acknowledged=told.distinct().count(),
    )


def lent_to(crisis_id: int, *, viewer: Viewer) -> list[LentFacts]:
    """Return who was lent to a crisis, those who help now first. Raises NotAllowed."""
    _must_lead(viewer)
    found = Lent.objects.select_related("staff").filter(crisis=crisis_id)
    return [
        LentFacts(row.pk, row.staff.name, row.until, row.trained_at, row.ended_at)
        for row in found.order_by(F("ended_at").desc(nulls_first=True), "-until", "id")
    ]


def lessons_of(crisis_id: int, *, viewer: Viewer) -> list[LessonFacts]:
    """Return what was learnt. Raises NotAllowed."""
    _must_lead(viewer)
    kept = {row.kind: row.text for row in Lesson.objects.filter(crisis=crisis_id)}
    return [LessonFacts(kind, kept[kind.value]) for kind in LessonKind if kind.value in kept]


def passages_of(crisis_id: int, *, viewer: Viewer, now: datetime) -> list[PassageFacts]:
    """Return the answers of a crisis: all for those who lead or approve; for who answers, those that were approved.

    Raises NotAllowed.
    """
    found = [passage_facts(row) for row in passages(crisis_id)]
    if viewer.staff_id is not None and (viewer.may(Right.LEAD_CRISIS) or viewer.may(Right.APPROVE_GUIDANCE)):
        return found
    may_work(crisis_id, viewer=viewer, now=now)
    return [one for one in found if one.approved_at is not None]


def _must_lead(viewer: Viewer) -> None:
    if viewer.staff_id is None or not viewer.may(Right.LEAD_CRISIS):
        raise NotAllowed("crises")
