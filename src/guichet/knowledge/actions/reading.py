"""What readers of articles do and say, counted; and the tasks that follow from it for those who write."""

from datetime import date

from django.db import connection, transaction

from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin
from guichet.knowledge.actions.articles import REVIEW_ARTICLE, CannotPublish, NoSuchVersion
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.policy import reminder
from guichet.knowledge.terms import GuidanceRefusal, ReaderSign, VersionState
from guichet.worklists.actions import open_task
from guichet.worklists.policy import due_for

# The kind of task that asks for a better article, and what may come of it; `config/tasks.py` says more.
BETTER_ARTICLE = "BETTER_ARTICLE"
IMPROVED, RIGHT_AS_IT_IS = "IMPROVED", "RIGHT_AS_IT_IS"

_COUNT = """
INSERT INTO knowledge_articleday (article, language, day, sign, count) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (day, article, language, sign) DO UPDATE SET count = knowledge_articleday.count + 1
"""


def note_sign(*, article_id: str, language: Language, sign: ReaderSign, on: date) -> None:
    """Count something that a reader of an article did or said. Nothing is kept of the reader."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [article_id, language.value, on, sign.value])


@transaction.atomic
def ask_for_better(*, article_id: str, viewer: Viewer, origin: Origin) -> int:
    """Have somebody improve an article, and return the number of the task. Raises CannotPublish, NoSuchVersion."""
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise CannotPublish(GuidanceRefusal.NOT_YOURS)
    if not ArticleVersion.objects.filter(article=article_id, state=VersionState.PUBLISHED).exists():
        raise NoSuchVersion
    return _open(BETTER_ARTICLE, article_id, origin)


@transaction.atomic
def remind_of_reviews(*, origin: Origin, today: date) -> int:
    """Open a task for each article that is to be read again soon; return for how many. Done twice, it is done once."""
    due = ArticleVersion.objects.filter(state=VersionState.PUBLISHED, review_by__lte=today + reminder(today))
    names = list(due.order_by("review_by", "article").values_list("article", flat=True))
    for name in names:
        _open(REVIEW_ARTICLE, name, origin)
    return len(names)


def _open(kind: str, article_id: str, origin: Origin) -> int:
    return open_task(
        kind=kind,
        subject=f"article:{article_id}",
        client_id=None,
        due_at=due_for(kind, at=origin.at),
        origin=origin,
    )
