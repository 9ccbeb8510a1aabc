"""Which article answers a question: the engine of `guichet.language`, over what is published.

What the engine has learnt is kept in a file for each set of published versions, so that it is learnt once for all
processes. A process takes up a new publication with the next question. Where it has to be learnt first, a process of
its own does that, since it takes a gigabyte for a minute or two, and the old set goes on answering meanwhile; where
there is none, a part of the new one, learnt within seconds. What is withdrawn is never shown, whatever the engine still
knows.
"""

import fcntl
import logging
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
from guichet.language.matching import MOST_AT_ONCE, MOST_LEARNT, SURE_ENOUGH, Entry, Matcher, Progress, outside, read
from guichet.language.meaning import encoder

# So few are learnt at once, within seconds; more are learnt beside the questions that come.
FEW = 20
# Somebody waits while so many texts are learnt, where nothing else could answer.
WITHIN_SECONDS = MOST_AT_ONCE
# How often one looks whether another process has learnt it.
LOOK_SECONDS = 2.0
# Where learning broke off, it is tried again after so long, and then left: until the next publication, or a start.
TRY_AGAIN_SECONDS = (30.0, 120.0, 600.0, 3_600.0)
# An index is of use for another set of articles if it knows at least this share of them.
OF_USE = 0.5
# With more texts than this each article keeps its first ones, or learning takes an hour and a question a second.
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
    """Learn what is published now, if it is not yet kept, and return whether there was anything to learn.

    One process does it at a time: the others wait, and find it done. A part goes first, to answer with meanwhile.
    """
    articles = _articles()
    path = _path(articles)
    if not articles or path.exists():
        return False
    with _alone(path):
        if len(articles) > FEW:
            _part(articles, path)
        _whole(articles, path, tell)
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
        if mark != _HELD.mark:
            _HELD.matcher = _taken_up(mark)
            _HELD.mark = mark
        return _HELD.matcher


def _taken_up(mark: tuple[int, int, int]) -> Matcher | None:
    """Return what answers from now on; where learning takes longer than anybody waits, begin it beside."""
    articles = _articles()
    if not articles:
        return None
    path = _path(articles)
    try:
        return take_up(path)
    except (FileNotFoundError, Unreadable):
        pass
    if len(articles) <= FEW:
        return _whole(articles, path)
    meanwhile = _HELD.matcher if _is_of_use(_HELD.matcher, articles) else _part(articles, path)
    Thread(target=_learn_beside, args=(articles, path, mark), daemon=True).start()
    return meanwhile


def _learn_beside(articles: Sequence[Article], path: Path, mark: tuple[int, int, int]) -> None:
    """Have it learnt while something else answers, and then have this answer.

    What breaks off is tried again a few times: a process that ended for want of memory may find some later.
    """
    for wait in (*TRY_AGAIN_SECONDS, None):
        try:
            matcher = _learnt_elsewhere(path) if settings.LEARNS_ELSEWHERE else _whole(articles, path)
            break
        except Exception:
            log.exception("guidance could not be learnt; what was learnt before goes on answering")
        if wait is None:
            return
        time.sleep(wait)
        if _HELD.mark != mark:
            # Something else was published meanwhile, and is being learnt.
            return
    # Under the lock: whoever began this writes down after that which publication is held, and must not do so too late.
    with _LOCK:
        if _HELD.mark == mark:
            _HELD.matcher = matcher


def _learnt_elsewhere(path: Path) -> Matcher:
    """Have another process learn what is published, unless one does, and return what it has learnt.

    Raises CalledProcessError, and FileNotFoundError where something else was published meanwhile.
    """
    while _somebody_learns(path):
        time.sleep(LOOK_SECONDS)
    if path.exists():
        return take_up(path)
    command = [sys.executable, "-m", "guichet", "guidance", "learn", "--gently"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)  # noqa: S603 (our own)
    return take_up(path)


def _whole(articles: Sequence[Article], path: Path, tell: Progress = lambda _: None) -> Matcher:
    """Return what all that was published teaches; another process may have learnt it meanwhile."""
    try:
        return take_up(path)
    except (FileNotFoundError, Unreadable):
        most = MOST_TEXTS // len(articles)
        return _learnt([_begin(one, most, bodies=len(articles) <= MOST_LEARNT) for one in articles], path, tell)


def _part(articles: Sequence[Article], path: Path) -> Matcher | None:
    """Return what the titles and the first questions teach: enough to answer with for a few minutes.

    None where there are so many articles that even this would take longer than anybody waits.
    """
    path = path.with_stem(f"{path.stem}-part")
    most = (WITHIN_SECONDS - len(outside())) // len(articles)
    if most < len(Language):
        log.warning("nothing can be found before guidance is learnt; `guichet guidance learn` does it beforehand")
        return None
    try:
        return take_up(path)
    except (FileNotFoundError, Unreadable):
        return _learnt([_begin(one, most, bodies=False) for one in articles], path)


def _begin(article: Article, most: int, *, bodies: bool) -> Entry:
    """Return an article as an entry with its first texts: as many in one language as in the other, one at least."""
    entry = entry_of(article)
    texts = [[one for one in entry.asked if one[0] is language][: max(1, most // 2)] for language in Language]
    return Entry(entry.id, tuple(one for said in texts for one in said), entry.body if bodies else ())


def _learnt(entries: Sequence[Entry], path: Path, tell: Progress = lambda _: None) -> Matcher:
    matcher = read(entries, encoder(), tell=tell)
    try:
        keep(matcher, path)
        _forget_older(path)
    except OSError:
        # A full or read-only disk costs every process the work of learning, and nothing else.
        log.exception("what was learnt of guidance could not be kept")
    return matcher


def _somebody_learns(path: Path) -> bool:
    """Return whether a process holds the right to learn just now."""
    try:
        with (path.parent / ".learning").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process learn at a time: the others wait, and take up what it has learnt."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = (path.parent / ".learning").open("w")
    except OSError:
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


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
