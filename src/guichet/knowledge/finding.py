"""Which article answers a question: the engine of `guichet.language`, over what is published."""

from dataclasses import dataclass
from datetime import date
from threading import Lock

import numpy as np

from guichet.foundation.languages import Language
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.policy import grace
from guichet.knowledge.rules import Article
from guichet.knowledge.terms import VersionState
from guichet.language.detection import language_of
from guichet.language.meaning import Vectors, encoder

MOST_RANKED = 10


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
    """Return the articles shown on a day that answer a question in either language."""
    written = language_of(text, otherwise=language).language or language
    shown = list(
        ArticleVersion.objects.filter(state=VersionState.PUBLISHED, review_by__gte=on - grace(on))
        .order_by("article")
        .values_list("article", "number")
    )
    if not text.strip() or not shown:
        return Finding(written, (), 0.0, answered=False)
    names, vectors = _index(tuple(shown))
    close = vectors @ encoder().vectors([text])[0]
    best: dict[str, float] = {}
    for name, value in zip(names, close, strict=True):
        best[name] = max(best.get(name, -1.0), float(value))
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))[:MOST_RANKED]
    margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    weights = np.exp(np.array([value for _, value in ranked]) * 20)
    sure = 1 / (1 + np.exp(-(8 * (ranked[0][1] - 0.6) + 10 * margin)))
    shares = sure * weights / weights.sum()
    found = tuple(Match(name, float(share)) for (name, _), share in zip(ranked, shares, strict=True))
    return Finding(written, found, float(sure), answered=bool(sure >= 0.7))


_LOCK = Lock()
_KEPT: dict[tuple[tuple[str, int], ...], tuple[list[str], Vectors]] = {}


def _index(shown: tuple[tuple[str, int], ...]) -> tuple[list[str], Vectors]:
    """Return the vectors of all titles and questions of some versions, with the article of each."""
    with _LOCK:
        if shown not in _KEPT:
            names: list[str] = []
            texts: list[str] = []
            for content in ArticleVersion.objects.filter(state=VersionState.PUBLISHED).values_list(
                "content", flat=True
            ):
                article = Article.model_validate(content)
                for one in Language:
                    wording = article.say(one)
                    said = [wording.title, *wording.questions]
                    names += [article.id] * len(said)
                    texts += said
            _KEPT.clear()
            _KEPT[shown] = names, encoder().vectors(texts)
        return _KEPT[shown]
