"""What others may ask about questions that got no answer: the matters, and how people asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.knowledge.models import MissedQuestion, MissedTopic
from guichet.knowledge.policy import misses
from guichet.knowledge.rules.misses import LEFT_OUT, told
from guichet.knowledge.terms import MissedOutcome, MissedSource, MissedState
from guichet.knowledge.vocabulary import vocabulary

# Those that matter most: nobody works through more.
MOST = 100
# Of so many questions the words are read, the latest first; all are counted.
MOST_READ = 2_000


@dataclass(frozen=True, slots=True)
class MissedTopicFacts:
    """A matter, with how many people asked about it lately, in which language and where, and their words.

    `words` holds nothing that guidance does not know and fewer than `fewest` people said; the most usual stands first,
    for each language. `people` counts each visit once.
    """

    topic_id: int
    state: MissedState
    people: int
    languages: Mapping[Language, int]
    sources: Mapping[MissedSource, int]
    last_on: date
    words: Mapping[Language, Sequence[tuple[str, int]]]
    outcome: MissedOutcome | None
    article: str
    decided_by_name: str
    decided_on: date | None
    fewest: int

    def most_usual(self, language: Language) -> tuple[Language, str]:
        """Return how it is asked most, and in which language: whole wordings before broken ones, `language` first."""
        said = [(one, text) for one in sorted(Language, key=lambda one: one != language) for text, _ in self.words[one]]
        whole = [(one, text) for one, text in said if LEFT_OUT not in text]
        return (whole or said or [(language, LEFT_OUT)])[0]


@dataclass(frozen=True, slots=True)
class Missed:
    """Matters that enough people asked about, over so many days; what fewer than `fewest` asked is not told."""

    topics: list[MissedTopicFacts]
    days: int
    fewest: int


def missed_topics(*, viewer: Viewer, on: date, state: MissedState = MissedState.WAITING) -> Missed:
    """Return the matters in a state that enough people asked about lately, what most asked first. Raises NotAllowed."""
    _allow(viewer)
    rules = misses(on)
    lately = Q(asked__day__gt=on - rules.within)
    found = MissedTopic.objects.filter(state=state).select_related("decided_by")
    found = found.annotate(people=Count("asked__asker", filter=lately, distinct=True))
    if state is MissedState.WAITING:
        found = found.filter(people__gte=rules.fewest).order_by("-people", "-last_on", "pk")
    else:
        found = found.order_by("-decided_on", "-pk")
    return Missed(_facts(found[:MOST], on), rules.within.days, rules.fewest)


def missed_topic(topic_id: int, *, viewer: Viewer, on: date) -> MissedTopicFacts | None:
    """Return one matter; None where there is none, or too few asked for it to be told. Raises NotAllowed."""
    _allow(viewer)
    found = _facts(MissedTopic.objects.filter(pk=topic_id).select_related("decided_by"), on)
    if not found or (found[0].state is MissedState.WAITING and found[0].people < misses(on).fewest):
        return None
    return found[0]


def is_missed(confidence: float, on: date) -> bool:
    """Return whether a question counts as missed, whose best answer is as probable as this."""
    return confidence < misses(on).unsure_below


def _allow(viewer: Viewer) -> None:
    if not viewer.may(Right.WRITE_GUIDANCE) and not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed("missed topics")


def _facts(found: QuerySet[MissedTopic], on: date) -> list[MissedTopicFacts]:
    rules, rows = misses(on), list(found)
    lately = MissedQuestion.objects.filter(topic__in=rows, day__gt=on - rules.within)
    counted = [_people(lately, *by) for by in (("topic",), ("topic", "language"), ("topic", "source"))]
    knows = vocabulary().knows
    words: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for one in lately.order_by("-pk")[:MOST_READ]:
        words[one.topic_id or 0, one.language].append((one.asker, one.words))
    return [
        MissedTopicFacts(
            topic_id=row.pk,
            state=MissedState(row.state),
            people=counted[0].get((row.pk,), 0),
            languages={code: counted[1].get((row.pk, code.value), 0) for code in Language},
            sources={code: counted[2].get((row.pk, code.value), 0) for code in MissedSource},
            last_on=row.last_on,
            words={code: told(words[row.pk, code.value], is_known=knows, fewest=rules.fewest) for code in Language},
            outcome=MissedOutcome(row.outcome) if row.outcome else None,
            article=row.article,
            decided_by_name=row.decided_by.name if row.decided_by else "",
            decided_on=row.decided_on,
            fewest=rules.fewest,
        )
        for row in rows
    ]


def _people(asked: QuerySet[MissedQuestion], *by: str) -> dict[tuple[object, ...], int]:
    rows = asked.order_by().values_list(*by).annotate(people=Count("asker", distinct=True))
    return {tuple(row[:-1]): row[-1] for row in rows}
