"""Does the difficulty of a text follow what people find hard? And how fast is `guichet letters check`?

Two versions of a news sentence (OneStopEnglish): the harder must come out as harder. Single sentences that people rated
(ReadMe++, held-out part): the ranks must agree. Both from `../shared/data`, or the folder that GUICHET_SHARED_DATA
names; without them only the speed is measured. Beside it the floor: Flesch–Kincaid in English, Flesch in French.
"""

import csv
import gzip
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Row
from guichet.language.plain import check
from guichet.language.readability import difficulty, sentences, syllables

SHARED = Path(os.environ.get("GUICHET_SHARED_DATA") or Path(__file__).parents[2] / "shared/data")
PAIRS = {"ADV-ELE": "≥ 0.746", "ADV-INT": "≥ 0.708", "ELE-INT": ""}
RATED = {"en": "≥ 0.75", "fr": "≥ 0.70"}
LETTER = "Your permit ends on 4 May 2027. You must apply before that day. Sign in and open your file. We answer. "
SOME = 500


def run(short: bool) -> list[Row]:
    """Measure, and return the figures."""
    rows: list[Row] = []
    for name, wanted in PAIRS.items():
        rows += _ordered(name, wanted, short=short)
    for language, wanted in RATED.items():
        rows += _rated(language, wanted)
    texts = [f"{LETTER}{n}" for n in range(200 if short else 2000)]
    rows.append(Row("texts graded in bulk", _rate(lambda text: difficulty(text, "en"), texts), "/s", None, "≥ 1,000"))
    rows.append(Row("texts checked, with findings", _rate(lambda text: check(text, "en"), texts), "/s"))
    return rows


def _ordered(name: str, wanted: str, *, short: bool) -> list[Row]:
    file = SHARED / "readability-onestop" / f"sentence-pairs-{name}.csv.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        pairs = [(row["harder"], row["easier"]) for row in csv.DictReader(opened)][: SOME if short else None]
    right = sum(difficulty(hard, "en").level > difficulty(easy, "en").level for hard, easy in pairs)
    floor = sum(_flesch(hard, "en") > _flesch(easy, "en") for hard, easy in pairs)
    return [Row(f"{name}, harder of {len(pairs)} pairs", right / len(pairs), "", floor / len(pairs), wanted)]


def _rated(language: str, wanted: str) -> list[Row]:
    file = SHARED / "readability-readmepp" / f"{language}-val.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8") as opened:
        rated = [(row["Sentence"], float(row["Rating"])) for row in csv.DictReader(opened)]
    people = [rating for _text, rating in rated]
    ours = _agreement([difficulty(text, language).level for text, _rating in rated], people)
    floor = _agreement([_flesch(text, language) for text, _rating in rated], people)
    return [Row(f"{language}, rank correlation over {len(rated)} sentences", ours, "", floor, wanted)]


def _flesch(text: str, language: str) -> float:
    """Return Flesch–Kincaid’s grade; in French Kandel and Moles’ ease, turned round: higher is harder."""
    words = [word for word in text.replace("’", "'").split() if any(map(str.isalpha, word))]
    many, spoken = max(1, len(words)), sum(syllables(word, language) for word in words)
    a_sentence = many / max(1, len(sentences(text)))
    if language == "fr":
        return 1.015 * a_sentence + 73.6 * spoken / many - 207.0
    return 0.39 * a_sentence + 11.8 * spoken / many - 15.59


def _agreement(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Spearman’s rank correlation, with ties at their middle rank."""
    a, b = _ranks(one), _ranks(other)
    mean = (len(a) + 1) / 2
    up = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return float(up / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(range(len(values)), key=values.__getitem__)
    ranks, at = [0.0] * len(values), 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and values[ordered[end]] == values[ordered[at]]:
            end += 1
        for place in ordered[at:end]:
            ranks[place] = (at + end + 1) / 2
        at = end
    return ranks


def _rate(do: Callable[[str], object], texts: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        do(text)
    return len(texts) / (time.perf_counter() - began)
