"""How well the engine answers questions that nobody used in building it: only totals are printed.

`python -m bench.answers` reads `tests/data/questions`; nobody looks at single questions there to make it better (the
page beside them says why). `--development` uses the set that may be looked at.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import django

from guichet.foundation.languages import Language
from guichet.language import matching
from guichet.language.detection import language_of
from guichet.language.keeping import ENGINE, Unreadable, keep, take_up
from guichet.language.matching import SURE_ENOUGH, Matcher
from guichet.language.meaning import encoder

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "questions"


def main() -> None:
    """Print the share that is found first and among five, answered, answered wrongly, and rightly declined."""
    django.setup()
    matcher = _matcher()
    if "--development" in sys.argv:
        rows = _rows("development.jsonl")
        known, unknown = [row for row in rows if row["articles"]], [row for row in rows if not row["articles"]]
    else:
        known, unknown = _rows("answerable.jsonl"), _rows("unanswerable.jsonl")
    seconds: list[float] = []
    groups: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for row in known:
        ranked, confidence = _ask(matcher, row, seconds)
        right = set(row["articles"])
        told = (bool(right & set(ranked[:1])), bool(right & set(ranked[:5])), confidence)
        for group in ("all", row["language"], row.get("style", "")):
            groups[group].append(told)
    declined = [_ask(matcher, row, seconds)[1] < SURE_ENOUGH for row in unknown]
    print(f"{'group':<16}{'n':>6}{'first':>8}{'in five':>9}{'answered':>10}{'wrong':>8}")
    for group, told in groups.items():
        answered = [right for right, _, confidence in told if confidence >= SURE_ENOUGH]
        wrong = 1 - sum(answered) / len(answered) if answered else 0.0
        first, five = (_share(one[at] for one in told) for at in (0, 1))
        share = len(answered) / len(told)
        print(f"{group:<16}{len(told):>6}{first:>8.3f}{five:>9.3f}{share:>10.3f}{wrong:>8.3f}")
    print(f"declined of {len(declined)} that have no answer: {_share(declined):.3f}")
    seconds.sort()
    median, late = (seconds[len(seconds) * share // 100] * 1e3 for share in (50, 95))
    print(f"milliseconds: median {median:.0f}, p95 {late:.0f}")


def _ask(matcher: Matcher, row: dict[str, Any], seconds: list[float]) -> tuple[list[str], float]:
    begun = time.perf_counter()
    readers = Language(row["language"])
    language = language_of(row["text"], otherwise=readers).language or readers
    found = matcher.rank(row["text"], language, encoder())
    seconds.append(time.perf_counter() - begun)
    return [name for name, _share_ in found.ranked], found.confidence


def _matcher() -> Matcher:
    # Tables can be named only once Django knows them.
    from django.conf import settings

    from guichet.knowledge.finding import entry_of
    from guichet.knowledge.shipped import shipped

    articles = shipped(None).articles
    key = matching.digest([entry_of(one) for one in articles.values()])
    path = Path(settings.INDEX_FOLDER) / f"bench-{ENGINE}-{key}.npz"
    try:
        return take_up(path)
    except (FileNotFoundError, Unreadable):
        keep(matching.read([entry_of(one) for one in articles.values()], encoder(), tell=_tell), path)
        return take_up(path)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def _share(values: Any) -> float:
    given = list(values)
    return sum(given) / len(given) if given else 0.0


if __name__ == "__main__":
    main()
