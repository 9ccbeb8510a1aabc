"""What others may ask about conversations: one’s own, one that was handed over, and how well the assistant does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from guichet.assistant.contacts import unseen as unseen_channels
from guichet.assistant.contacts import ways as contact_ways
from guichet.assistant.models import Conversation, Turn
from guichet.assistant.policy import help_for, limits, said_in
from guichet.assistant.rules import Piece, from_data, plain, receipt_number
from guichet.assistant.terms import Helped, Outcome, Outreach
from guichet.foundation.languages import Language
from guichet.foundation.small_groups import LEAST, guarded
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.language.personal import without_marks
from guichet.worklists.queries import due_for

__all__ = [
    "ConversationFacts", "Figures", "Missed", "NotAllowed", "TurnFacts", "contact_ways", "conversation", "figures",
    "handed_over", "help_for", "limits", "missed", "said_in", "unseen_channels",
]  # fmt: skip
# So many messages are read at most, and so many groups shown.
MOST_READ, MOST_MISSED = 20_000, 50


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """A message, personal information masked, and the reply as pieces."""

    position: int
    asked_at: datetime
    language: Language
    said: str
    pieces: tuple[Piece, ...]
    outcome: Outcome
    helped: Helped | None


@dataclass(frozen=True, slots=True)
class ConversationFacts:
    """A conversation. `receipt` and `due_at` are set where a person was asked for."""

    conversation_id: int
    client_id: int | None
    language: Language
    begun_at: datetime
    last_at: datetime
    is_over: bool
    turns: tuple[TurnFacts, ...]
    receipt: str
    handed_at: datetime | None
    due_at: datetime | None
    reach: str
    outreach: Outreach | None
    is_forgotten: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How well the assistant did in a span. None for what tells of fewer than five."""

    asked: int | None
    conversations: int | None
    outcomes: dict[Outcome, int | None]
    handed_over: int | None
    yes: int | None
    no: int | None
    measured: int | None
    contained: int | None


@dataclass(frozen=True, slots=True)
class Missed:
    """Words that several people asked in and got no answer to: plain, and in how many conversations."""

    words: str
    count: int


def conversation(key: UUID, *, viewer: Viewer) -> ConversationFacts | None:
    """Return a conversation to whoever holds it; None where there is none, or it is somebody else’s."""
    found = Conversation.objects.filter(key=key, forgotten_at=None).first()
    if found is None or found.user_id not in {None, viewer.user_id}:
        return None
    return _facts(found)


def handed_over(conversation_id: int, *, viewer: Viewer) -> ConversationFacts:
    """Return a conversation that somebody gave to a person. Raises NotAllowed for whoever opens no files."""
    found = Conversation.objects.filter(pk=conversation_id, handed_at__isnull=False).first()
    if found is None or viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed(f"conversation:{conversation_id}")
    return _facts(found)


def figures(*, viewer: Viewer, since: datetime, until: datetime) -> Figures:
    """Return how well the assistant did. Raises NotAllowed for whoever does not look after guidance."""
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed("figures")
    turns = Turn.objects.filter(asked_at__gte=since, asked_at__lt=until)
    by_outcome = dict(turns.order_by().values_list("outcome").annotate(n=Count("id")))
    helped = dict(turns.exclude(helped="").order_by().values_list("helped").annotate(n=Count("id")))
    talks = Conversation.objects.filter(begun_at__gte=since, begun_at__lt=until).aggregate(
        all=Count("id"),
        handed=Count("id", filter=Q(handed_at__isnull=False)),
        measured=Count("id", filter=Q(contained__isnull=False)),
        contained=Count("id", filter=Q(contained=True)),
    )
    shown = guarded({one: by_outcome.get(one.value, 0) for one in Outcome})
    verdicts = guarded({one: helped.get(one.value, 0) for one in Helped})
    kept = guarded({"in": talks["contained"], "out": talks["measured"] - talks["contained"]})
    return Figures(
        asked=_total(sum(by_outcome.values())),
        conversations=_total(talks["all"]),
        outcomes=shown,
        handed_over=_total(talks["handed"]),
        yes=verdicts[Helped.YES],
        no=verdicts[Helped.NO],
        measured=_total(talks["measured"]),
        contained=kept["in"],
    )


def missed(*, viewer: Viewer, since: datetime, until: datetime) -> list[Missed]:
    """Return what was asked in the same words in five conversations or more and got no answer, the most asked first.

    What fewer asked may tell of one person, and is not shown. Raises NotAllowed as `figures` does.
    """
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed("missed")
    asked = Turn.objects.filter(asked_at__gte=since, asked_at__lt=until, conversation__forgotten_at=None).filter(
        outcome__in=[Outcome.UNANSWERED, Outcome.UNSURE]
    )
    seen: dict[str, set[int]] = defaultdict(set)
    for talk, said in asked.order_by("-id").values_list("conversation_id", "said")[:MOST_READ]:
        seen[plain(without_marks(said))].add(talk)
    found = [Missed(words, len(talks)) for words, talks in seen.items() if words and len(talks) >= LEAST]
    return sorted(found, key=lambda one: (-one.count, one.words))[:MOST_MISSED]


def _total(count: int) -> int | None:
    return guarded({"all": count})["all"]


def _facts(found: Conversation) -> ConversationFacts:
    return ConversationFacts(
        conversation_id=found.pk,
        client_id=found.client_id,
        language=Language.of(found.language),
        begun_at=found.begun_at,
        last_at=found.last_at,
        is_over=found.ended_at is not None,
        turns=_turns(found.turns.order_by("position")),
        receipt=receipt_number(found.pk) if found.handed_at else "",
        handed_at=found.handed_at,
        due_at=due_for("handover", at=found.handed_at) if found.handed_at else None,
        reach=found.reach,
        outreach=Outreach(found.outreach) if found.outreach else None,
        is_forgotten=found.forgotten_at is not None,
    )


def _turns(rows: Iterable[Turn]) -> tuple[TurnFacts, ...]:
    return tuple(
        TurnFacts(
            position=row.position,
            asked_at=row.asked_at,
            language=Language.of(row.language),
            said=row.said,
            pieces=from_data(row.reply),
            outcome=Outcome(row.outcome),
            helped=Helped(row.helped) if row.helped else None,
        )
        for row in rows
    )
