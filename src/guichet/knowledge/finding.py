"""Which article answers a question: the engine of `guichet.language`, over what is published.

What the engine has learnt is kept in a file for each set of published versions, so that every process learns it once.
A process takes up a new publication with the next question. Where it has to be learnt first, the old set goes on
answering meanwhile; what is withdrawn is never shown, whatever the engine still knows.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.db.models import Count, F, Func, IntegerField, Sum

from guichet.foundation.languages import Language
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.policy import grace
from guichet.knowledge.rules import Article, plain
from guichet.knowledge.terms import VersionState
from guichet.language.detection import language_of
from guichet.language.keeping import ENGINE, Unreadable, keep, take_up
from guichet.language.matching import SURE_ENOUGH, Entry, Matcher, Progress, read
from guichet.language.meaning import encoder

# So few are learnt at once, within seconds; more are learnt beside the questions that come.
FEW = 20
# An index is of use for another set of articles if it knows at least this share of them.
OF_USE = 0.5
# Articles whose question takes so many texts that the nearest decides: then each keeps its first ones.
MOST_TEXTS = 60_000
LONGEST_QUESTION = 1_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Match:
    """An article that may answer, and how probable it is that it does."""

    article_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question.

    `ranked` names the articles, the most probable first; `confidence` is the probability that the first is right, and
    `answered` whether it is high enough to be given as the answer: otherwise a person is asked, or several are offered.
    `text_language` is the language of the question as it was written, which need not be the reader's.
    """

    text_language: Language
    ranked: tuple[Match, ...]
    confidence: float
    answered: bool


def find(text: str, language: Language, *, on: date) -> Finding:
    """Return the articles shown on a day that answer a question in either language; `language` is the reader's."""
    text = text[:LONGEST_QUESTION]
    written = language_of(text, otherwise=language).language or language
    matcher = _index()
    if matcher is None or not any(one.isalnum() for one in text):
        return Finding(written, (), 0.0, answered=False)
    ranking = matcher.rank(text, written, encoder())
    shown = set(
        ArticleVersion.objects.filter(
            article__in=[name for name, _ in ranking.ranked],
            state=VersionState.PUBLISHED,
            review_by__gte=on - grace(on),
        ).values_list("article", flat=True)
    )
    ranked = tuple(Match(name, share) for name, share in ranking.ranked if name in shown)
    confidence = ranked[0].probability if ranked else 0.0
    return Finding(written, ranked, confidence, answered=confidence >= SURE_ENOUGH)


def learn(*, tell: Progress = lambda _: None) -> bool:
    """Learn what is published now, if it is not yet kept, and return whether there was anything to learn."""
    articles = _articles()
    path = _path(articles)
    if not articles or path.exists():
        return False
    _learnt(articles, path, tell)
    return True


def entry_of(article: Article) -> Entry:
    """Return an article as the engine reads it: its answer, too, says what is asked."""
    return Entry(
        id=article.id,
        asked=tuple(
            (one, text)
            for one in Language
            for text in (article.say(one).title, plain(article.say(one).answer), *article.say(one).questions)
        ),
        body=tuple((one, plain(article.say(one).shown)) for one in Language),
    )


@dataclass(slots=True)
class _Held:
    """What this process knows: of which publication, and what was learnt of it."""

    mark: tuple[int, int, int] | None = None
    matcher: Matcher | None = None


_LOCK = Lock()
_HELD = _Held()


def _index() -> Matcher | None:
    mark = _mark()
    if mark == _HELD.mark:
        return _HELD.matcher
    with _LOCK:
        if mark == _HELD.mark:
            return _HELD.matcher
        articles = _articles()
        if not articles:
            _HELD.mark, _HELD.matcher = mark, None
            return None
        path = _path(articles)
        try:
            _HELD.matcher = take_up(path)
        except (FileNotFoundError, Unreadable):
            if len(articles) > FEW and _is_of_use(_HELD.matcher, articles):
                Thread(target=_learnt_beside, args=(articles, path), daemon=True).start()
            else:
                _HELD.matcher = _learnt(articles, path)
        _HELD.mark = mark
        return _HELD.matcher


def _learnt_beside(articles: Sequence[Article], path: Path) -> None:
    """Learn while the old index answers, and let the next question take up the new one."""
    try:
        _learnt(articles, path)
    except Exception:
        log.exception("guidance could not be learnt; what was learnt before goes on answering")
    else:
        _HELD.mark = None


def _learnt(articles: Sequence[Article], path: Path, tell: Progress = lambda _: None) -> Matcher:
    most = max(2, MOST_TEXTS // len(articles))
    entries = [entry_of(article) for article in articles]
    entries = [Entry(one.id, one.asked[:most], one.body) for one in entries]
    matcher = read(entries, encoder(), tell=tell)
    try:
        keep(matcher, path)
        _forget_older(path)
    except OSError:
        # A full or read-only disk costs every process the work of learning, and nothing else.
        log.exception("what was learnt of guidance could not be kept")
    return matcher


def _is_of_use(matcher: Matcher | None, articles: Sequence[Article]) -> bool:
    if matcher is None:
        return False
    known = set(matcher.ids)
    return sum(article.id in known for article in articles) >= OF_USE * len(articles)


def _mark() -> tuple[int, int, int]:
    """Return numbers that change whenever what is published does, in one quick query."""
    rows = ArticleVersion.objects.filter(state=VersionState.PUBLISHED)
    hashed = Func(F("digest"), function="hashtext", output_field=IntegerField())
    found = rows.aggregate(count=Count("pk"), keys=Sum("pk"), texts=Sum(hashed))
    return found["count"], found["keys"] or 0, found["texts"] or 0


def _articles() -> list[Article]:
    rows = ArticleVersion.objects.filter(state=VersionState.PUBLISHED).order_by("article")
    return [Article.model_validate(content) for content in rows.values_list("content", flat=True).iterator()]


def _path(articles: Iterable[Article]) -> Path:
    digests = "\n".join(f"{article.id} {article.digest}" for article in articles)
    key = sha256(f"{ENGINE}\n{encoder().name}\n{digests}".encode()).hexdigest()[:24]
    return Path(settings.INDEX_FOLDER) / f"guidance-{key}.npz"


def _forget_older(path: Path) -> None:
    """Keep the newest few, for processes that are being replaced; tests and departments share no folder."""
    kept = sorted(path.parent.glob("guidance-*.npz"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in kept[12:]:
        one.unlink(missing_ok=True)
