"""What others may ask about how articles are read, and which should be improved first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.knowledge.models import ArticleDay, ArticleVersion
from guichet.knowledge.policy import backlog_policy
from guichet.knowledge.rules import BacklogLine, ranked
from guichet.knowledge.terms import ReaderSign, VersionState

# Those that matter most: nobody works through more.
MOST = 100


@dataclass(frozen=True, slots=True)
class BacklogItem:
    """An article of the backlog: what readers did, its title, and which unit answers for it."""

    line: BacklogLine
    title: dict[Language, str]
    owner: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The articles to improve first, over so many days; figures below `fewest` are not told."""

    items: list[BacklogItem]
    days: int
    fewest: int


def backlog(*, viewer: Viewer, on: date) -> Backlog:
    """Return the articles to improve first, as of a day. Three queries. Raises NotAllowed."""
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise NotAllowed
    days, fewest = backlog_policy(on)
    first = on - timedelta(days=days - 1)
    now, before = _counted(first, on), _counted(first - timedelta(days=days), first - timedelta(days=1))
    lines = ranked([BacklogLine(article_id=name, now=said, before=before.get(name, {})) for name, said in now.items()])
    shown = [line for line in lines if line.weight][:MOST]
    known = {
        name: ({Language.EN: english, Language.FR: french}, owner)
        for name, english, french, owner in ArticleVersion.objects.filter(
            article__in=[line.article_id for line in shown], state=VersionState.PUBLISHED
        ).values_list("article", "content__en__title", "content__fr__title", "content__owner")
    }
    items = [BacklogItem(line, *known[line.article_id]) for line in shown if line.article_id in known]
    return Backlog(items, days, fewest)


def _counted(first: date, last: date) -> dict[str, dict[ReaderSign, int]]:
    found: dict[str, dict[ReaderSign, int]] = defaultdict(dict)
    rows = ArticleDay.objects.filter(day__range=(first, last)).values_list("article", "sign").order_by()
    for article, sign, count in rows.annotate(total=Sum("count")):
        found[article][ReaderSign(sign)] = count
    return found
