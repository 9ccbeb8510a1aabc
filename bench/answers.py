"""How well the engine answers questions that nobody used in building it: only totals are shown.

`tests/data/questions` judges: nobody looks at single questions there to make the engine better (the page beside them
says why). `short` asks the questions that may be looked at, over a few articles, to see that all of it works; its
shares mean nothing. The floor of a question is comparing its words with each article's in turn.
"""

import json
import os
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from bench.figures import Row

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "questions"
FEW = 40
WANTED = {"first": "≥ 90 %", "answered": "≥ 80 %", "wrong": "≤ 4 %", "declined": "≥ 90 %"}


def run(short: bool) -> list[Row]:
    """Ask every question, and return the shares. Learning some hundred articles takes about two minutes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.config.settings.development")
    django.setup()
    from guichet.knowledge.shipped import shipped

    articles = dict(sorted(shipped(None).articles.items())[: FEW if short else None])
    if short:
        rows = [
            row for row in _rows("development.jsonl") if not row["articles"] or set(row["articles"]) & set(articles)
        ]
        known, unknown = [row for row in rows if row["articles"]], [row for row in rows if not row["articles"]]
    else:
        known, unknown = _rows("answerable.jsonl"), _rows("unanswerable.jsonl")
    return _asked(articles, known, unknown)


def _asked(articles: dict[str, Any], known: list[dict[str, Any]], unknown: list[dict[str, Any]]) -> list[Row]:
    from guichet.language.matching import SURE_ENOUGH
    from guichet.language.meaning import encoder

    matcher = _matcher(articles)
    # A process loads the encoder once.
    encoder().vectors([""])
    seconds: list[float] = []
    groups: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for row in known:
        ranked, confidence = _ask(matcher, row, seconds)
        right = set(row["articles"])
        told = (bool(right & set(ranked[:1])), bool(right & set(ranked[:5])), confidence)
        for group in ("all", row["language"], row.get("style", "")):
            groups[group].append(told)
    found: list[Row] = []
    for group, told in sorted(groups.items(), key=lambda one: (one[0] != "all", one[0])):
        answered = [right for right, _, confidence in told if confidence >= SURE_ENOUGH]
        name = f"{group or 'no style'} ({len(told)})"
        shares = {
            "first": _share([one[0] for one in told]),
            "in five": _share([one[1] for one in told]),
            "answered": 100 * len(answered) / len(told),
            "wrong": 100 - _share(answered) if answered else 0.0,
        }
        wanted = WANTED if group == "all" else {}
        found += [Row(f"{name}: {what}", share, "%", wanted=wanted.get(what, "")) for what, share in shares.items()]
    declined = [_ask(matcher, row, seconds)[1] < SURE_ENOUGH for row in unknown]
    found.append(Row(f"no answer ({len(declined)}): declined", _share(declined), "%", wanted=WANTED["declined"]))
    seconds.sort()
    late = seconds[len(seconds) * 95 // 100] * 1e3
    return [*found, Row("ranking one question, p95", late, "ms", _plain_words(articles, known), "≤ 300 ms")]


def _ask(matcher: Any, row: dict[str, Any], seconds: list[float]) -> tuple[list[str], float]:
    from guichet.foundation.languages import Language
    from guichet.language.detection import language_of
    from guichet.language.meaning import encoder

    begun = time.perf_counter()
    readers = Language(row["language"])
    language = language_of(row["text"], otherwise=readers).language or readers
    found = matcher.rank(row["text"], language, encoder())
    seconds.append(time.perf_counter() - begun)
    return [name for name, _ in found.ranked], found.confidence


def _plain_words(articles: dict[str, Any], known: list[dict[str, Any]]) -> float:
    """Return milliseconds for the plainest way to find an article: how many words of the question each one has."""
    texts = [
        set(json.dumps(one.model_dump(mode="json"), ensure_ascii=False).lower().split()) for one in articles.values()
    ]
    taken = []
    for row in known[:100]:
        begun = time.perf_counter()
        words = row["text"].lower().split()
        max(sum(word in text for word in words) for text in texts)
        taken.append((time.perf_counter() - begun) * 1e3)
    return sorted(taken)[len(taken) * 95 // 100]


def _matcher(articles: dict[str, Any]) -> Any:
    from django.conf import settings

    from guichet.knowledge.finding import entry_of
    from guichet.language import matching
    from guichet.language.keeping import ENGINE, Unreadable, keep, take_up
    from guichet.language.meaning import encoder

    entries = [entry_of(one) for one in articles.values()]
    path = Path(settings.INDEX_FOLDER) / f"bench-{ENGINE}-{matching.digest(entries)}.npz"
    try:
        return take_up(path)
    except (FileNotFoundError, Unreadable):
        keep(matching.read(entries, encoder(), tell=_tell), path)
        return take_up(path)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _rows(name: str) -> list[dict[str, Any]]:
    """Return the questions of a file; an answer that became a part of another article is named by that one’s id."""
    from guichet.knowledge.policy import former

    now = former(datetime.now(UTC).date())
    rows = [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row | {"articles": [now.get(one, one) for one in row.get("articles", ())]} for row in rows]


def _share(values: list[bool]) -> float:
    return 100 * sum(values) / len(values) if values else 0.0
