"""What may be done about questions that got no answer: noted, gathered into matters, seen to, forgotten."""

import hmac
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.knowledge.actions.articles import write_version
from guichet.knowledge.events import MissedTopicSettled
from guichet.knowledge.models import ArticleVersion, MissedQuestion, MissedTopic
from guichet.knowledge.policy import misses
from guichet.knowledge.rules import Article
from guichet.knowledge.rules.misses import gathered, moved
from guichet.knowledge.terms import SET_ASIDE_FOR, MissedOutcome, MissedRefusal, MissedSource, MissedState, VersionState
from guichet.language.meaning import Vectors, encoder
from guichet.language.personal import personal_in
from guichet.language.stems import fold, stems, words_of
from guichet.worklists.actions import close_task, finish_task_about, open_task
from guichet.worklists.policy import due_for

# The kind of task that asks for an answer; `config/tasks.py` says more.
MISSED_TOPIC = "MISSED_TOPIC"
FORGOTTEN = "FORGOTTEN"
# A question is seldom longer; what is longer tells a story, and stories are about people.
LONGEST = 200
# Of one visit: enough for a family or a library, too few to fill a table.
MOST_OF_A_VISIT = 30
# So many questions are gathered at a time: a chore is quick.
AT_ONCE = 500
# How vectors are kept: half the room, and no less alike.
KEPT_AS = np.float16


class CannotSettle(Exception):
    """The rules refuse this with a matter that people asked about; `reason` says why."""

    def __init__(self, reason: MissedRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class NoSuchTopic(Exception):
    """There is no such matter."""


def note_missed(*, text: str, language: Language, source: MissedSource, visit: str, on: date) -> bool:
    """Keep a question that got no answer, and return whether it was kept.

    What holds anything personal is not kept at all, nor what is too long, has no word in it, or is one too many.
    `visit` is what tells those who ask apart; only a keyed digest of it stays, so that nobody counts twice.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST or "⟦" in text or personal_in(text) or not stems(text, language):
        return False
    asker = salted_hmac("guichet.missed.asker", visit, algorithm="sha256").hexdigest()[:32]
    if MissedQuestion.objects.filter(asker=asker).count() >= MOST_OF_A_VISIT:
        return False
    said = fold(" ".join(words_of(text)))
    row = MissedQuestion(
        source=source,
        language=language.value,
        day=on,
        words=text,
        asker=asker,
        said=hmac.new(settings.SECRET_KEY.encode(), f"missed:{said}".encode(), sha256).hexdigest()[:32],
    )
    MissedQuestion.objects.bulk_create([row], ignore_conflicts=True)
    return True


@transaction.atomic
def gather_missed(*, origin: Origin, today: date) -> int:
    """Put new questions to their matters, open a task for what enough people asked, forget what is old.

    Returns how many questions were new. Done twice, it is done once.
    """
    new = list(MissedQuestion.objects.select_for_update(skip_locked=True).filter(topic=None).order_by("pk")[:AT_ONCE])
    if new:
        _put_together(new, misses(today).alike)
    _forget(today, origin)
    _open_again(today)
    _open_tasks(today, origin)
    return len(new)


@transaction.atomic
def link_question(
    *, topic_id: int, article_id: str, english: Sequence[str], french: Sequence[str], viewer: Viewer, origin: Origin
) -> int:
    """Hand in a version of an article with new ways of asking, which settles the matter; return its number.

    A second person approves it as any version. Raises NoSuchTopic, CannotSettle, CannotPublish and CannotDoTask.
    """
    topic = _waiting(topic_id, viewer)
    if any(personal_in(one) for one in (*english, *french)):
        raise CannotSettle(MissedRefusal.PERSONAL)
    versions = ArticleVersion.objects.filter(article=article_id)
    mine = versions.filter(state=VersionState.WAITING, written_by=viewer.staff_id).first()
    before = mine or versions.filter(state=VersionState.PUBLISHED).first()
    if before is None:
        raise CannotSettle(MissedRefusal.NO_ANSWER)
    article = Article.model_validate(before.content)
    content = article.model_dump(mode="json")
    added = 0
    for language, lines in ((Language.EN, english), (Language.FR, french)):
        had = {fold(one) for one in article.say(language).questions}
        more = [one for one in dict.fromkeys(line.strip() for line in lines) if one and fold(one) not in had]
        content[language.value]["questions"] += more
        added += len(more)
    if not added:
        raise CannotSettle(MissedRefusal.NO_WORDS)
    number = write_version(article=Article.model_validate(content), viewer=viewer, origin=origin)
    _settle(topic, MissedOutcome.LINKED, article_id, viewer, origin)
    return number


@transaction.atomic
def note_written(*, topic_id: int, article_id: str, viewer: Viewer, origin: Origin) -> None:
    """Note that an answer was written for a matter. Raises NoSuchTopic, CannotSettle and CannotDoTask."""
    topic = _waiting(topic_id, viewer)
    if not ArticleVersion.objects.filter(article=article_id).exists():
        raise CannotSettle(MissedRefusal.NO_ANSWER)
    _settle(topic, MissedOutcome.WRITTEN, article_id, viewer, origin)


@transaction.atomic
def set_aside(*, topic_id: int, why: MissedOutcome, viewer: Viewer, origin: Origin) -> None:
    """Set a matter aside with the reason; it is not asked for again. Raises NoSuchTopic, CannotSettle, CannotDoTask."""
    topic = _waiting(topic_id, viewer)
    if why not in SET_ASIDE_FOR:
        raise CannotSettle(MissedRefusal.NO_REASON)
    _settle(topic, why, "", viewer, origin)


def _waiting(topic_id: int, viewer: Viewer) -> MissedTopic:
    if not viewer.may(Right.WRITE_GUIDANCE) or viewer.staff_id is None:
        raise CannotSettle(MissedRefusal.NOT_YOURS)
    topic = MissedTopic.objects.select_for_update(no_key=True).filter(pk=topic_id).first()
    if topic is None:
        raise NoSuchTopic
    if topic.state != MissedState.WAITING:
        raise CannotSettle(MissedRefusal.OVER)
    return topic


def _settle(topic: MissedTopic, outcome: MissedOutcome, article: str, viewer: Viewer, origin: Origin) -> None:
    topic.state = MissedState.SET_ASIDE if outcome in SET_ASIDE_FOR else MissedState.ANSWERED
    topic.outcome, topic.article = outcome, article
    topic.decided_by_id, topic.decided_on = viewer.staff_id, timezone.localtime(origin.at).date()
    topic.save(update_fields=["state", "outcome", "article", "decided_by", "decided_on"])
    finish_task_about(kind=MISSED_TOPIC, subject=str(topic), viewer=viewer, outcome=outcome.value, origin=origin)
    record(MissedTopicSettled(missed_topic=topic.pk, outcome=outcome.value, article=article), origin)


def _put_together(new: Sequence[MissedQuestion], alike: float) -> None:
    topics = list(MissedTopic.objects.select_for_update(no_key=True).order_by("pk"))
    middles = _vectors([topic.meaning for topic in topics])
    # Here, not where it is noted: reading a text takes longer than all the rest, and a person waits there.
    asked = encoder().vectors([one.words for one in new])
    places = gathered(asked, middles, [topic.questions for topic in topics], alike)
    for one, vector, place in zip(new, asked, places, strict=True):
        if place == len(topics):
            topics.append(MissedTopic.objects.create(
                meaning=_kept(vector), questions=1, first_on=one.day, last_on=one.day
            ))  # fmt: skip
        else:
            topic = topics[place]
            topic.meaning = _kept(moved(_vectors([topic.meaning])[0], topic.questions, vector))
            topic.questions, topic.last_on = topic.questions + 1, max(topic.last_on, one.day)
        one.topic = topics[place]
    touched = {topic.pk: topic for topic in (topics[place] for place in places)}
    MissedTopic.objects.bulk_update(touched.values(), ["meaning", "questions", "last_on"])
    MissedQuestion.objects.bulk_update(new, ["topic"])


def _open_tasks(today: date, origin: Origin) -> None:
    """Open a task for each matter that waits and enough people asked about; what has one already keeps it."""
    rules = misses(today)
    asked = MissedQuestion.objects.filter(day__gt=today - rules.within, topic__state=MissedState.WAITING)
    enough = asked.values("topic").annotate(people=Count("asker", distinct=True)).filter(people__gte=rules.fewest)
    for topic in enough.order_by("-people", "topic").values_list("topic", flat=True):
        open_task(
            kind=MISSED_TOPIC,
            subject=f"missed_topic:{topic}",
            client_id=None,
            due_at=due_for(MISSED_TOPIC, at=origin.at),
            origin=origin,
        )


def _open_again(today: date) -> None:
    """Let a matter wait again that enough people asked about after its answer was published."""
    rules = misses(today)
    answered = MissedTopic.objects.filter(state=MissedState.ANSWERED, last_on__gt=today - rules.within)
    names = {topic.article for topic in answered}
    in_the_making = set(
        ArticleVersion.objects.filter(article__in=names, state=VersionState.WAITING).values_list("article", flat=True)
    )
    decided = ArticleVersion.objects.filter(article__in=names, state=VersionState.PUBLISHED)
    published = dict(decided.values_list("article").annotate(at=Max("decided_at")))
    for topic in answered:
        since = published.get(topic.article)
        if topic.article in in_the_making or topic.decided_on is None:
            continue
        after = max(topic.decided_on, timezone.localtime(since).date()) if since else topic.decided_on
        after = max(after, today - rules.within)
        people = topic.asked.filter(day__gt=after).aggregate(n=Count("asker", distinct=True))["n"]
        if people >= rules.fewest:
            MissedTopic.objects.filter(pk=topic.pk).update(state=MissedState.WAITING)


def _forget(today: date, origin: Origin) -> None:
    """Take away old words, and what waits and has none left."""
    MissedQuestion.objects.filter(day__lt=today - misses(today).keep).delete()
    empty = MissedTopic.objects.filter(state=MissedState.WAITING, asked=None, last_on__lt=today - timedelta(days=1))
    for topic in empty:
        close_task(kind=MISSED_TOPIC, subject=str(topic), outcome=FORGOTTEN, origin=origin)
        topic.delete()


def _vectors(kept: Sequence[bytes | memoryview]) -> Vectors:
    rows = [np.frombuffer(bytes(one), dtype=KEPT_AS).astype(np.float32) for one in kept]
    return np.vstack(rows) if rows else np.zeros((0, 512), dtype=np.float32)


def _kept(vector: Vectors) -> bytes:
    return vector.astype(KEPT_AS).tobytes()
