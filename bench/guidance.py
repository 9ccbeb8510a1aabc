"""How long a search page takes, whole, at two sizes of guidance: found, not found, and mistyped.

The articles are those that are shipped, and variations of them up to the wanted number: in each text of a variation
every third longer word is another, invented one of the same length, so that the words to know grow with the articles.
What is asked are questions of `tests/data/questions/development.jsonl`: as they are, with two letters changed places
in the longest word, and turned into nonsense. Asked in this process, through all layers and middleware.

The floor is a page of one line by Django's templates, through the same layers, in the same run.
"""

import json
import os
import random
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.figures import Row
from bench.scratch import ROOT, scratch_database

SMALL, LARGE = 1_000, 10_000
SHORT, FEW_QUESTIONS = 5, 8
ASKED, ASKED_SHORT = 150, 12
WANTED_MS = 100
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
        from django.core.management import call_command

        django.setup()
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        settings.INDEX_FOLDER, settings.ALLOWED_HOSTS = folder, ["testserver"]
        try:
            for size in (SHORT,) if short else (SMALL, LARGE):
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
    from guichet.knowledge.finding import learn
    from guichet.knowledge.queries import find, meant

    articles = dict(_articles(size, short=short))
    take_in(articles, Origin(actor="bench", channel=Channel.SYSTEM, at=datetime.now(UTC)))
    began = time.perf_counter()
    learn()
    learnt = time.perf_counter() - began
    browser, draw, today = Client(), random.Random(7), date.today()  # noqa: DTZ011
    plain = draw.sample(_questions(), asked)
    kinds: dict[str, list[str]] = {
        "as people ask": plain,
        "with a slip": [_slipped(text, draw) for text in plain],
        "nonsense": [_varied(text, draw) for text in plain],
    }
    floor = _p95([lambda: _fetched(browser, "/floor/public/")] * asked)
    rows = [Row(f"learn {size:,} articles", learnt, "s")]
    every: list[float] = []
    for kind, texts in kinds.items():
        times = _times([lambda text=text: _page(browser, text) for text in texts])
        every += times
        rows.append(Row(f"search page, {kind}, p95 of {size:,}", _at_95(times), "ms", floor, f"≤ {WANTED_MS}"))
    rows += [
        Row(f"search page, all of these, p95 of {size:,}", _at_95(every), "ms", floor, f"≤ {WANTED_MS}"),
        Row("of it: finding the answer, p95", _p95([lambda t=t: find(t, Language.EN, on=today) for t in plain]), "ms"),
        Row("of it: what was meant, p95", _p95([lambda t=t: meant(t) for t in kinds["with a slip"]]), "ms"),
        Row("memory of the process at most", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    ]
    return rows


def _page(browser: Any, text: str) -> None:
    _fetched(browser, f"/en/search/?{urlencode({'q': text})}")


def _fetched(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code


def _articles(size: int, *, short: bool) -> Iterator[tuple[str, Any]]:
    """Yield the shipped articles, then variations of them; where `short`, some of them with few questions.

    Always the same.
    """
    from guichet.knowledge.rules import Article
    from guichet.knowledge.shipped import shipped

    known = list(shipped(None).articles.values())
    if short:
        known = [_brief(one) for one in known[: size - 2]]
    yield from ((one.id, one) for one in known[:size])
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


def _times(calls: list[Callable[[], object]]) -> list[float]:
    """Return how long each call took, in milliseconds; the first, which warms up, is not counted."""
    calls[0]()
    taken = []
    for call in calls:
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _p95(calls: list[Callable[[], object]]) -> float:
    return _at_95(_times(calls))


def _at_95(times: list[float]) -> float:
    return sorted(times)[ceil(len(times) * 0.95) - 1]
