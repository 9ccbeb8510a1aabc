"""What others may ask about articles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.policy import former, grace
from guichet.knowledge.rules import Article, Wording, freshness
from guichet.knowledge.terms import Freshness, Topic, VersionState


@dataclass(frozen=True, slots=True)
class Published:
    """An article as readers see it, with how fresh it is. Its own days of review may be later than the text’s."""

    article: Article
    number: int
    reviewed_on: date
    review_by: date
    freshness: Freshness

    def say(self, language: Language) -> Wording:
        """Return it in one language."""
        return self.article.say(language)


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version, as those see it who write and approve guidance."""

    article: Article
    number: int
    state: VersionState
    is_shipped: bool
    written_by: int | None
    written_by_name: str
    written_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Overview:
    """An article in the list of those who write: `freshness` is None where it was never published."""

    article_id: str
    title: Mapping[Language, str]
    topic: Topic
    review_by: date
    freshness: Freshness | None
    waits: bool


def published(article_id: str, *, on: date) -> Published | None:
    """Return an article as it is published; None where there is none, or nobody reviewed it in time."""
    version = ArticleVersion.objects.filter(article=article_id, state=VersionState.PUBLISHED).first()
    found = _published(version, on) if version else None
    return found if found and found.freshness is not Freshness.GONE else None


def now_part_of(article_id: str, *, on: date) -> str | None:
    """Return the id of the article of which one became a part, if that is shown; None where there is none."""
    kept = former(on).get(article_id)
    return kept if kept and published(kept, on=on) else None


def published_of(article_ids_wanted: Sequence[str], *, on: date) -> tuple[Published, ...]:
    """Return some articles as they are published, in the order in which they are named, without those not shown."""
    rows = ArticleVersion.objects.filter(article__in=article_ids_wanted, state=VersionState.PUBLISHED)
    found = {row.article: _published(row, on) for row in rows}
    known = [found[name] for name in dict.fromkeys(article_ids_wanted) if name in found]
    return tuple(one for one in known if one.freshness is not Freshness.GONE)


def articles_of(topic: Topic, *, on: date) -> list[Published]:
    """Return the articles of a topic that are shown on a day, in the order of their ids."""
    rows = ArticleVersion.objects.filter(topic=topic, state=VersionState.PUBLISHED).order_by("article")
    found = (_published(row, on) for row in rows)
    return [one for one in found if one.freshness is not Freshness.GONE]


def titles(article_ids_wanted: Sequence[str], *, on: date) -> Mapping[str, Mapping[Language, str]]:
    """Return the titles of some articles, without those that are not shown."""
    rows = ArticleVersion.objects.filter(article__in=article_ids_wanted, state=VersionState.PUBLISHED)
    last = on - grace(on)
    return {
        name: {Language.EN: english, Language.FR: french}
        for name, english, french in rows.filter(review_by__gte=last).values_list(
            "article", "content__en__title", "content__fr__title"
        )
    }


def topics(*, on: date) -> Mapping[Topic, int]:
    """Return how many articles each topic shows, in the order of the topics; none without any."""
    last = on - grace(on)
    rows = ArticleVersion.objects.filter(state=VersionState.PUBLISHED, review_by__gte=last)
    counted = Counter(rows.values_list("topic", flat=True))
    return {topic: counted[topic.value] for topic in Topic if counted[topic.value]}


def article_ids() -> frozenset[str]:
    """Return the ids of all published articles, shown or too old."""
    return frozenset(ArticleVersion.objects.filter(state=VersionState.PUBLISHED).values_list("article", flat=True))


def all_articles(*, viewer: Viewer, on: date, waiting: bool = False, overdue: bool = False) -> list[Overview]:
    """Return every article with its newest day of review, the one to be read again first. Raises NotAllowed.

    `waiting` gives those with a version that waits for approval, `overdue` those whose day of review has passed.
    """
    if not viewer.may(Right.WRITE_GUIDANCE) and not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed
    in_force = ArticleVersion.objects.filter(state=VersionState.PUBLISHED)
    waits = set(ArticleVersion.objects.filter(state=VersionState.WAITING).values_list("article", flat=True))
    found = [
        Overview(row.article, _title(row), Topic(row.topic), row.review_by, _fresh(row, on), waits=row.article in waits)
        for row in in_force.order_by("review_by", "article")
    ]
    shown = {one.article_id for one in found}
    new = ArticleVersion.objects.filter(state=VersionState.WAITING).exclude(article__in=shown).order_by("article")
    found += [Overview(row.article, _title(row), Topic(row.topic), row.review_by, None, waits=True) for row in new]
    return [
        one
        for one in found
        if (one.waits or not waiting) and (one.freshness not in (Freshness.REVIEWED, None) or not overdue)
    ]


def versions(article_id: str, *, viewer: Viewer) -> list[VersionFacts]:
    """Return all versions of an article, the newest first. Raises NotAllowed."""
    if not viewer.may(Right.WRITE_GUIDANCE) and not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed
    rows = ArticleVersion.objects.filter(article=article_id).select_related("written_by", "decided_by")
    return [_facts(row) for row in rows.order_by("-number")]


def _published(row: ArticleVersion, on: date) -> Published:
    return Published(
        article=Article.model_validate(row.content),
        number=row.number,
        reviewed_on=row.reviewed_on,
        review_by=row.review_by,
        freshness=freshness(row.review_by, on, grace(on)),
    )


def _title(row: ArticleVersion) -> dict[Language, str]:
    return {language: row.content[language.value]["title"] for language in Language}


def _fresh(row: ArticleVersion, on: date) -> Freshness:
    return freshness(row.review_by, on, grace(on))


def _facts(row: ArticleVersion) -> VersionFacts:
    return VersionFacts(
        article=Article.model_validate(row.content),
        number=row.number,
        state=VersionState(row.state),
        is_shipped=row.is_shipped,
        written_by=row.written_by_id,
        written_by_name=row.written_by.name if row.written_by else "",
        written_at=row.written_at,
        decided_by_name=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        note=row.note,
    )
