"""What may be done with articles: taken in, written, approved or sent back, reviewed, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localtime

from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record, record_many
from guichet.journal.events import Event
from guichet.knowledge.events import (
    ArticlePublished,
    ArticleReviewed,
    ArticleSentBack,
    ArticleWithdrawn,
    ArticleWritten,
)
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.policy import former
from guichet.knowledge.queries import article_ids
from guichet.knowledge.rules import Article
from guichet.knowledge.shipped import faults_of
from guichet.knowledge.terms import GuidanceRefusal, VersionState
from guichet.worklists.actions import close_task

# The kind of task that reminds of a review, and what comes of it; `config/tasks.py` says more.
REVIEW_ARTICLE, REVIEWED = "REVIEW_ARTICLE", "REVIEWED"


class CannotPublish(Exception):
    """The rules refuse this with a version; `reason` says why, `what` names what is wrong with it."""

    def __init__(self, reason: GuidanceRefusal, what: tuple[str, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.what = what


class NoSuchVersion(Exception):
    """There is no such version in the making, or no such article."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking in the articles of the folders."""

    new: int
    replaced: int
    kept: int


@transaction.atomic
def take_in(articles: Mapping[str, Article], origin: Origin) -> TakenIn:
    """Publish the articles that came with the service; what staff have written on or withdrawn stays as it is.

    Taken in twice, nothing happens the second time. An article that is shipped no longer stays until staff withdraw it,
    unless it became a part of another one.
    """
    _alone()
    newest = {version.article: version for version in ArticleVersion.objects.order_by("article", "number")}
    new = replaced = kept = 0
    events: list[Event] = []
    rows: list[ArticleVersion] = []
    outdated: list[int] = []
    for name, article in articles.items():
        digest = article.digest
        before = newest.get(name)
        if before and (not before.is_shipped or before.digest == digest):
            kept += 1
            continue
        number = before.number + 1 if before else 1
        if before:
            outdated.append(before.pk)
        rows.append(_version(article, number=number, digest=digest, origin=origin, is_shipped=True))
        events.append(ArticlePublished(article=name, version=number))
        new, replaced = new + (before is None), replaced + (before is not None)
    ArticleVersion.objects.filter(pk__in=outdated, state=VersionState.PUBLISHED).update(state=VersionState.REPLACED)
    for was, now in former(localtime(origin.at).date()).items():
        before = newest.get(was)
        if was not in articles and now in articles and before and before.is_shipped:
            events += _joined(before, origin)
    ArticleVersion.objects.bulk_create(rows, batch_size=200)
    record_many([(event, origin.at) for event in events], origin)
    return TakenIn(new, replaced, kept)


def _joined(version: ArticleVersion, origin: Origin) -> list[Event]:
    """Take away what is published of an article that became a part of another one, and say so once."""
    if version.state != VersionState.PUBLISHED:
        return []
    version.state = VersionState.WITHDRAWN
    version.save(update_fields=["state"])
    _reviewed(version.article, origin)
    return [ArticleWithdrawn(article=version.article, version=version.number)]


@transaction.atomic
def write_version(*, article: Article, viewer: Viewer, origin: Origin) -> int:
    """Hand in a version of an article for a second person to approve, and return its number.

    It replaces what waits of the same writer. Raises CannotPublish.
    """
    if not viewer.may(Right.WRITE_GUIDANCE) or viewer.staff_id is None:
        raise CannotPublish(GuidanceRefusal.NOT_YOURS)
    if faults := faults_of(article, {*article_ids(), article.id}):
        raise CannotPublish(GuidanceRefusal.NAMES_NOTHING, tuple(faults))
    _alone()
    waiting = _in_the_making(article.id)
    if waiting and waiting.written_by_id != viewer.staff_id:
        raise CannotPublish(GuidanceRefusal.ANOTHER_WAITS)
    newest = ArticleVersion.objects.filter(article=article.id).aggregate(last=Max("number"))["last"] or 0
    digest = article.digest
    published = ArticleVersion.objects.filter(article=article.id, state=VersionState.PUBLISHED).first()
    if published and published.digest == digest:
        raise CannotPublish(GuidanceRefusal.NOTHING_CHANGED)
    if waiting:
        waiting.delete()
    version = _version(article, number=newest + 1, digest=digest, origin=origin, is_shipped=False)
    version.state, version.written_by_id = VersionState.WAITING, viewer.staff_id
    version.save()
    record(ArticleWritten(article=article.id, version=version.number), origin)
    return version.number


@transaction.atomic
def publish(*, article_id: str, number: int, viewer: Viewer, origin: Origin) -> None:
    """Approve a version that waits: both languages are published at once. Raises CannotPublish, NoSuchVersion."""
    version = _waiting(article_id, number, viewer)
    ArticleVersion.objects.filter(article=article_id, state=VersionState.PUBLISHED).update(state=VersionState.REPLACED)
    _decide(version, VersionState.PUBLISHED, viewer, origin)
    record(ArticlePublished(article=article_id, version=number), origin)
    _reviewed(article_id, origin)


@transaction.atomic
def send_back(*, article_id: str, number: int, why: str, viewer: Viewer, origin: Origin) -> None:
    """Send a version back to who wrote it, with the reason. Raises CannotPublish, NoSuchVersion."""
    version = _waiting(article_id, number, viewer)
    if not why.strip():
        raise CannotPublish(GuidanceRefusal.NO_REASON)
    version.note = why.strip()
    _decide(version, VersionState.SENT_BACK, viewer, origin)
    record(ArticleSentBack(article=article_id, version=number), origin)


@transaction.atomic
def note_review(*, article_id: str, review_by: date, viewer: Viewer, origin: Origin, today: date) -> None:
    """Note that an article was read again and is right as it is. Raises CannotPublish, NoSuchVersion."""
    if not viewer.may(Right.WRITE_GUIDANCE):
        raise CannotPublish(GuidanceRefusal.NOT_YOURS)
    if review_by <= today:
        raise CannotPublish(GuidanceRefusal.REVIEW_NOT_AHEAD)
    version = _published(article_id)
    version.reviewed_on, version.review_by = today, review_by
    version.save(update_fields=["reviewed_on", "review_by"])
    record(ArticleReviewed(article=article_id, version=version.number), origin)
    _reviewed(article_id, origin)


@transaction.atomic
def withdraw(*, article_id: str, viewer: Viewer, origin: Origin) -> None:
    """Take an article away from readers; its versions stay. Raises CannotPublish, NoSuchVersion."""
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise CannotPublish(GuidanceRefusal.NOT_YOURS)
    version = _published(article_id)
    version.state, version.is_shipped = VersionState.WITHDRAWN, False
    version.written_by_id = version.written_by_id or viewer.staff_id
    version.save(update_fields=["state", "is_shipped", "written_by"])
    record(ArticleWithdrawn(article=article_id, version=version.number), origin)


def _reviewed(article_id: str, origin: Origin) -> None:
    """Settle the task that reminds of the review."""
    close_task(kind=REVIEW_ARTICLE, subject=f"article:{article_id}", outcome=REVIEWED, origin=origin)


def _alone() -> None:
    """Wait for whoever else adds versions: of two at once, the second sees what the first has added."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('guichet.knowledge.versions'))")


def _version(article: Article, *, number: int, digest: str, origin: Origin, is_shipped: bool) -> ArticleVersion:
    return ArticleVersion(
        article=article.id,
        number=number,
        state=VersionState.PUBLISHED,
        topic=article.topic,
        content=article.model_dump(mode="json"),
        is_shipped=is_shipped,
        digest=digest,
        reviewed_on=article.reviewed_on,
        review_by=article.review_by,
        written_at=origin.at,
    )


def _in_the_making(article_id: str) -> ArticleVersion | None:
    found = ArticleVersion.objects.select_for_update(no_key=True)
    return found.filter(article=article_id, state__in=[VersionState.DRAFT, VersionState.WAITING]).first()


def _waiting(article_id: str, number: int, viewer: Viewer) -> ArticleVersion:
    version = _in_the_making(article_id)
    if version is None or version.number != number or version.state != VersionState.WAITING:
        raise NoSuchVersion
    if not viewer.may(Right.APPROVE_GUIDANCE) or viewer.staff_id is None:
        raise CannotPublish(GuidanceRefusal.NOT_YOURS)
    if version.written_by_id == viewer.staff_id:
        raise CannotPublish(GuidanceRefusal.YOUR_OWN)
    return version


def _published(article_id: str) -> ArticleVersion:
    found = ArticleVersion.objects.select_for_update(no_key=True)
    version = found.filter(article=article_id, state=VersionState.PUBLISHED).first()
    if version is None:
        raise NoSuchVersion
    return version


def _decide(version: ArticleVersion, state: VersionState, viewer: Viewer, origin: Origin) -> None:
    version.state, version.decided_by_id, version.decided_at = state, viewer.staff_id, origin.at
    version.save()
