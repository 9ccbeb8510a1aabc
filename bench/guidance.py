"""How long a search page takes, whole, at two sizes of guidance: found, not found, and mistyped.

The articles are those that are shipped, and variations of them up to the wanted number: in each text of a variation
every third longer word is another, invented one of the same length, so that the words to know grow with the articles.
What is asked are questions of `tests/data/questions/development.jsonl`: as they are, with two letters changed places
in the longest word, and turned into nonsense. Asked in this process, through all layers and middleware.

Guidance is learnt before the clock runs, and more cheaply than a department's: eight questions to an article in each
language; in a fifth of the steps, and how sure it may be from a tenth of the trials; what a variation means is drawn by
chance, not read. All of it has the size that it would have otherwise, and the time of a page depends on that alone. How
well answers are found, `bench.answers` says.

The floor is a page of one line by Django's templates, through the same layers, in the same run: one after each page, so
that both are met by whatever else the machine does. The work of the process itself (all its threads, without the
database's) hardly depends on that.
"""

import json
import os
import random
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from math import ceil
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from zlib import crc32

import numpy as np

from bench.figures import Row
from bench.scratch import ROOT, scratch_database

SIZES = (1_000, 10_000)
SHORT, FEW_QUESTIONS = 5, 8
ASKED, ASKED_SHORT = 150, 12
WANTED_MS = 100
ROUNDS, STEPS, TRIALS = 1, 80, 400
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
# Figures, links and live parts of an article are left as they are: both languages name the same.
_KEPT = re.compile(r"\{[^}]*\}|\]\([^)]*\)|[^\W\d_]{6,}")


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise minutes, most of them to learn."""
    rows: list[Row] = []
    folder = tempfile.mkdtemp(prefix="guichet-bench-")
    with scratch_database("guichet_bench_guidance") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "bench.floor_settings"}
        import django
        from django.conf import settings

        django.setup()
        settings.INDEX_FOLDER, settings.ALLOWED_HOSTS = folder, ["testserver"]
        try:
            for size in (SHORT,) if short else SIZES:
                rows += _measured(size, ASKED_SHORT if short else ASKED, short=short)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return rows


def _measured(size: int, asked: int, *, short: bool) -> list[Row]:
    from django.test import Client

    from guichet.foundation.languages import Language
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel
    from guichet.knowledge.actions import take_in
    from guichet.knowledge.queries import find, meant

    articles = dict(_articles(size))
    take_in(articles, Origin(actor="bench", channel=Channel.SYSTEM, at=datetime.now(UTC)))
    learnt = _work_of(lambda: _learn(articles, cheaply=not short))
    browser, draw, today = Client(), random.Random(7), date.today()  # noqa: DTZ011
    plain = draw.sample(_questions(), asked)
    kinds: dict[str, list[str]] = {
        "as people ask": plain,
        "with a slip": [_slipped(text, draw) for text in plain],
        "nonsense": [_varied(text, draw) for text in plain],
    }
    _fetched(browser, "/floor/public/")
    first = _work_of(lambda: _page(browser, "xyzzy"))
    rows = [
        Row(f"learn {size:,} articles, work", learnt[1] / 1000, "s"),
        Row("the first page of a process: what was learnt and the words are read", first[0], "ms"),
    ]
    taken: list[tuple[float, float]] = []
    floors: list[float] = []
    for kind, texts in kinds.items():
        times = []
        for text in texts:
            times.append(_work_of(lambda text=text: _page(browser, text)))
            floors.append(_work_of(lambda: _fetched(browser, "/floor/public/"))[0])
        taken += times
        rows.append(_row(f"search page, {kind}, p95 of {size:,}", [one for one, _ in times], floors[-len(times) :]))
    return [
        *rows,
        _row(f"search page, all of these, p95 of {size:,}", [one for one, _ in taken], floors),
        Row("of it: work of the process, p95", _at_95([one for _, one in taken]), "ms"),
        Row("of it: finding the answer, p95", _p95([lambda t=t: find(t, Language.EN, on=today) for t in plain]), "ms"),
        Row("of it: what was meant, p95", _p95([lambda t=t: meant(t) for t in kinds["with a slip"]]), "ms"),
        Row("memory of the process at most", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    ]


def _row(name: str, times: list[float], floors: list[float]) -> Row:
    return Row(name, _at_95(times), "ms", _at_95(floors), f"≤ {WANTED_MS}")


def _learn(articles: dict[str, Any], *, cheaply: bool) -> None:
    from guichet.knowledge import finding
    from guichet.language import learning, matching

    if not cheaply:
        finding.learn()
        return
    shipped = {text for name, one in articles.items() if not name.startswith("varied-") for text in _texts(one)}
    drawn = _Drawn(finding.encoder(), shipped)
    with (
        patch.multiple(learning, ROUNDS=ROUNDS, LEAST_STEPS=STEPS),
        patch.object(matching, "MOST_TRIED", TRIALS),
        patch.object(finding, "encoder", lambda: drawn),
    ):
        finding.learn()


def _texts(article: Any) -> list[str]:
    from guichet.knowledge.finding import entry_of

    return [text for _, text in entry_of(article).asked]


class _Drawn:
    """Reads some texts, and draws by chance what the others mean: a vector of length one for each."""

    def __init__(self, actual: Any, known: set[str]) -> None:
        self.actual, self.known, self.name = actual, known, actual.name

    def vectors(self, texts: Sequence[str]) -> Any:
        """Return one row for each text."""
        found = np.array([np.random.default_rng(crc32(one.encode())).normal(size=512) for one in texts], np.float32)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        which = [at for at, text in enumerate(texts) if text in self.known]
        if which:
            found[which] = self.actual.vectors([texts[at] for at in which])
        return found


def _page(browser: Any, text: str) -> None:
    _fetched(browser, f"/en/search/?{urlencode({'q': text})}")


def _fetched(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code


def _articles(size: int) -> Iterator[tuple[str, Any]]:
    """Yield the shipped articles with their first questions, then variations of them. Always the same."""
    from guichet.knowledge.rules import Article
    from guichet.knowledge.shipped import shipped

    known = [_brief(one) for one in shipped(None).articles.values()][: max(1, size - 2)]
    yield from ((one.id, one) for one in known)
    draw = random.Random(11)
    for number in range(size - len(known)):
        content = known[number % len(known)].model_dump(mode="json")
        content["id"] = f"varied-{number}"
        for language in ("en", "fr"):
            wording = content[language]
            for name in ("title", "answer", "body"):
                wording[name] = _varied(wording[name], draw, every=3)
            wording["questions"] = [_varied(text, draw, every=3) for text in wording["questions"]]
        yield content["id"], Article.model_validate(content)


def _brief(article: Any) -> Any:
    content = article.model_dump(mode="json")
    for language in ("en", "fr"):
        content[language]["questions"] = content[language]["questions"][:FEW_QUESTIONS]
    return type(article).model_validate(content)


def _varied(text: str, draw: random.Random, every: int = 1) -> str:
    """Return a text with each so-manieth longer word replaced by an invented one of the same length."""
    seen = 0

    def other(match: re.Match[str]) -> str:
        nonlocal seen
        if not match[0].isalpha():
            return match[0]
        seen += 1
        return _invented(len(match[0]), draw) if seen % every == 0 else match[0]

    return _KEPT.sub(other, text)


def _invented(length: int, draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(length))[:length]


def _slipped(text: str, draw: random.Random) -> str:
    word = max(text.split(), key=len)
    place = draw.randrange(1, max(2, len(word) - 1))
    return text.replace(word, word[:place] + word[place : place + 2][::-1] + word[place + 2 :], 1)


def _questions() -> list[str]:
    path = Path(ROOT, "tests", "data", "questions", "development.jsonl")
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def _work_of(call: Callable[[], object]) -> tuple[float, float]:
    """Return how long a call took and how much this process worked for it, in milliseconds."""
    began, had = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - began) * 1000, (time.process_time() - had) * 1000


def _p95(calls: list[Callable[[], object]]) -> float:
    return _at_95([_work_of(call)[0] for call in calls])


def _at_95(times: list[float]) -> float:
    return sorted(times)[ceil(len(times) * 0.95) - 1]
