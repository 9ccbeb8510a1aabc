"""Which words guidance uses, in either language: what it knows, and what somebody may have meant to type."""

from dataclasses import dataclass, field
from threading import Lock

from django.db import connection
from django.db.models import Count, Max, Sum

from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.rules.synonyms import Spellings
from guichet.knowledge.terms import VersionState
from guichet.language.stems import STOP_WORDS, fold

# The database reads the articles: 10,000 of them would take a process seconds to fetch and take apart.
_WORDS = """
SELECT word, nentry FROM ts_stat($$
    SELECT jsonb_to_tsvector('simple', content, '["string"]') FROM knowledge_articleversion WHERE state = 'PUBLISHED'
$$)
"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of guidance without accents, each with how it is written and how often it stands there."""

    spellings: Spellings

    def knows(self, word: str) -> bool:
        """Return whether guidance uses a word, given in small letters without accents."""
        return word in self.spellings.words or any(word in stop for stop in STOP_WORDS.values())


@dataclass(slots=True)
class _Held:
    """What this process knows, and of which publication."""

    mark: tuple[int, int, int] | None = None
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(Spellings.of({})))


_LOCK = Lock()
_HELD = _Held()


def vocabulary() -> Vocabulary:
    """Return the words of what is published now; read again once that has changed."""
    mark = _mark()
    if _HELD.mark != mark:
        with _LOCK:
            if _HELD.mark != mark:
                _HELD.mark, _HELD.vocabulary = mark, _read()
    return _HELD.vocabulary


def _read() -> Vocabulary:
    with connection.cursor() as cursor:
        cursor.execute(_WORDS)
        rows = cursor.fetchall()
    found: dict[str, tuple[str, int]] = {}
    for word, count in rows:
        plain = fold(word)
        if plain.isalpha() and count > found.get(plain, ("", 0))[1]:
            found[plain] = word, count
    return Vocabulary(Spellings.of(found))


def _mark() -> tuple[int, int, int]:
    """Return numbers that change whenever what is published does: versions are never changed, only replaced."""
    rows = ArticleVersion.objects.filter(state=VersionState.PUBLISHED)
    found = rows.aggregate(count=Count("pk"), last=Max("pk"), keys=Sum("pk"))
    return found["count"], found["last"] or 0, found["keys"] or 0
