"""Learn which messages are the same question, and write the table that comes with the code.

    python tools/learn_sameness.py [--vectors FILE] [--out FILE]

What it learns from: the questions that people ask of each article of the guidance that ships (two of one article are
close), the wordings of the synthetic country's mail (two of one matter are the same question), and sentences that stand
around a question (`tools/around_questions.txt`). Nobody wrote a word of it to a department. The same sources give the
same table. It prints what it reaches on wordings and topics that it did not see. Half an hour with nothing kept; with
`--vectors`, what sentences mean is kept in a file for the next time.
"""

import argparse
import os
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any

import django
import numpy as np

WIDTH, SHRINK, PARTS = 64, 0.3, 3
PER_ARTICLE = 40
MAIL_PAIRS, ARTICLE_PAIRS = 9_000, 4_000
# Two questions of one article are close, and not always the same: they count for less.
OF_ARTICLES = 0.35
# What is hardest to tell apart is rare among the pairs, and counts for more.
HARD = {"near_question": 3.0, "other_thing": 2.0}
HOLD_ASKING, HOLD = 30.0, 1.0
MEASURED = 2_000
LONGEST_QUESTION = 90


def main() -> None:
    """Learn, print what is reached, write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--vectors", type=Path)
    arguments.add_argument("--out", type=Path)
    given = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.config.settings.development")
    django.setup()
    from guichet.language import sameness

    embedder = Kept(given.vectors)
    found = learn(embedder)
    embedder.keep()
    measure(sameness.of_arrays(found), embedder)
    embedder.keep()
    halves = {name: array.astype(np.float16 if array.ndim > 1 or len(array) > 1_000 else np.float32)
              for name, array in found.items()}  # fmt: skip
    np.savez_compressed(given.out or sameness.DATA, **halves)


class Kept:
    """The encoder, which need not be asked twice what a sentence means."""

    def __init__(self, path: Path | None) -> None:
        from guichet.language.meaning import encoder

        self._encoder, self._path, self._known = encoder(), path, {}
        self.name = self._encoder.name
        if path and path.exists():
            with np.load(path) as held:
                self._known = dict(zip(held["texts"].tolist(), held["vectors"].astype(np.float32), strict=True))

    def vectors(self, texts: Any) -> Any:
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if len(new) > 500:
            tell(f"understanding {len(new)} sentences")
        for at in range(0, len(new), 500):
            some = new[at : at + 500]
            self._known.update(zip(some, self._encoder.vectors(some), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32).reshape(len(texts), 512)

    def keep(self) -> None:
        if self._path:
            texts = list(self._known)
            np.savez(self._path, texts=np.array(texts), vectors=np.array([self._known[t] for t in texts], np.float16))


def learn(embedder: Any) -> dict[str, Any]:
    """Return the arrays of the table."""
    from guichet.language.grams import rarity
    from guichet.language.learning import logistic
    from guichet.rehearsal.pairs import pairs

    asked = questions()
    texts = [text for _, _, text in asked]
    vectors = embedder.vectors(texts)
    mail = list(pairs(seed=1, count=MAIL_PAIRS, which="learnt"))
    words = [each.text for pair in mail for each in (pair.one, pair.other)]
    languages = [each.language for pair in mail for each in (pair.one, pair.other)]
    from guichet.foundation.languages import Language

    weigh = rarity([*texts, *words], [*(language for _, language, _ in asked), *(Language(one) for one in languages)])
    ask = asking_weights(texts, vectors, embedder)
    bare = {"asking": ask, "weigh": weigh}
    # What people write of the topics of mail, as far as learning sees it, stands beside the articles' questions.
    topics = [(f"mail:{matter}", language, text) for matter, language, text in wordings(mail)]
    known = [*((f"article:{owner}", language, text) for owner, language, text in asked), *topics]
    looked = looks(known, weigh, embedder)
    classes = np.array([name for name, _, _ in known])
    # How sure one may be is learnt with views that do not know what it is learnt from: each of three parts in turn.
    parts = np.array([part_of(name) for name in classes])
    signs, right, weight = [], [], []
    for part in range(PARTS):
        view = view_of(looked[parts != part], classes[parts != part])
        rows = [((pair.one.text, pair.other.text), pair.same, HARD.get(pair.kind, 1.0))
                for pair in mail if part_of(f"mail:{pair.topic}") == part]  # fmt: skip
        away = parts[: len(asked)] == part
        rows += [(pair, same, OF_ARTICLES) for pair, same in article_pairs(asked, vectors, away)]
        signs.append(signs_of(bare | {"view": view}, [pair for pair, _, _ in rows], embedder))
        right += [same for _, same, _ in rows]
        weight += [much for _, _, much in rows]
        tell(f"part {part + 1} of {PARTS}: {len(rows)} pairs")
    sure = logistic(np.vstack(signs), np.array(right), np.array(weight, dtype=np.float32), hold=HOLD)
    return bare | {
        "view": view_of(looked, classes), "centre": sure.centre, "spread": sure.spread, "weights": sure.weights,
    }  # fmt: skip


def part_of(name: str) -> int:
    """Return in which part of what is known a topic or an article stands."""
    return zlib.crc32(name.partition("|")[0].encode()) % PARTS


def wordings(mail: Any) -> list[tuple[str, Any, str]]:
    """Return what is asked in letters: topic and thing, language, the sentence with no letter around it."""
    from guichet.foundation.languages import Language

    found = {
        (f"{pair.topic}|{words.thing}", Language(words.language), words.asked)
        for pair in mail if pair.same for words in (pair.one, pair.other)
    }  # fmt: skip
    return sorted(found)


def looks(known: Any, weigh: Any, embedder: Any) -> Any:
    """Return sentences as the view looks at them."""
    from guichet.foundation.languages import Language
    from guichet.language.sameness import looked_at

    found: dict[str, Any] = {}
    for language in Language:
        texts = list(dict.fromkeys(text for _, said_in, text in known if said_in is language))
        for at in range(0, len(texts), 2_000):
            some = texts[at : at + 2_000]
            found.update(
                zip(((language, one) for one in some),
                    looked_at(some, embedder.vectors(some), language, weigh).astype(np.float32), strict=True)
            )  # fmt: skip
    return np.array([found[language, text] for _, language, text in known])


def questions() -> list[tuple[int, Any, str]]:
    """Return the articles' titles and questions: whose, in which language."""
    from guichet.foundation.languages import Language
    from guichet.knowledge.shipped import shipped

    articles = shipped(None).articles
    return [
        (owner, language, text)
        for owner, name in enumerate(sorted(articles))
        for language in Language
        for text in [articles[name].say(language).title, *articles[name].say(language).questions[:PER_ARTICLE]]
    ]


def view_of(vectors: Any, owners: Any) -> Any:
    """Return the directions in which questions of one article lie close and those of others apart."""
    centre = vectors.mean(axis=0)
    rows = vectors - centre
    means = np.array([rows[owners == owner].mean(axis=0) for owner in np.unique(owners)])
    places = {owner: at for at, owner in enumerate(np.unique(owners))}
    inside = rows - means[[places[owner] for owner in owners]]
    spread = inside.T @ inside / len(rows)
    spread = (1 - SHRINK) * spread + SHRINK * np.eye(len(spread)) * np.trace(spread) / len(spread)
    values, directions = np.linalg.eigh(spread)
    white = directions / np.sqrt(values)
    _, _sizes, main_ones = np.linalg.svd(means @ white, full_matrices=False)
    return np.asarray(white @ main_ones[:WIDTH].T, dtype=np.float32)


def asking_weights(texts: list[str], vectors: Any, embedder: Any) -> Any:
    """Return by what one sees that a sentence asks, and does not only stand around a question."""
    from guichet.language.learning import logistic
    from guichet.language.sameness import asking_signs
    from guichet.rehearsal.country import content
    from guichet.rehearsal.pairs import latin_names

    known = content("mail")
    around = Path(__file__).with_name("around_questions.txt").read_text(encoding="utf-8").splitlines()
    around = [line for line in around if line and not line.startswith("#")]
    for name in ("greetings", "stories", "closings", "references", "thanks", "spam"):
        for language in ("en", "fr"):
            around += [one for at, one in enumerate(known[name][language]) if at % 3 != 2]
    chance = Random(2)  # noqa: S311 - the same each time, and nothing secret
    given, family = latin_names()
    around += [f"{chance.choice(given)} {chance.choice(family)}" for _ in range(150)]
    around += [one.lower().rstrip(".,") for one in around]
    some = np.array([at for at in range(0, len(texts), 3) if len(texts[at]) < LONGEST_QUESTION])
    signs = np.vstack([asking_signs([texts[at] for at in some], vectors[some]),
                       asking_signs(around, embedder.vectors(around))])  # fmt: skip
    right = np.r_[np.ones(len(some), dtype=bool), np.zeros(len(around), dtype=bool)]
    weight = np.r_[np.ones(len(some)), np.full(len(around), len(some) / len(around))].astype(np.float32)
    found = logistic(signs, right, weight, hold=HOLD_ASKING)
    weights = found.weights[1:] / found.spread
    place = vectors.shape[1]
    weights[place] += found.weights[0] - float(weights @ found.centre)
    return weights.astype(np.float32)


def article_pairs(asked: Any, vectors: Any, away: Any) -> list[tuple[tuple[str, str], bool]]:
    """Return pairs of questions of one article, and of two: any two, and two that lie close."""
    chance = Random(1)  # noqa: S311 - the same each time, and nothing secret
    places = np.flatnonzero(away).tolist()
    own = defaultdict(list)
    for at in places:
        own[asked[at][0]].append(at)
    found = []
    for _ in range(ARTICLE_PAIRS // PARTS):
        one = chance.choice(places)
        if chance.random() < 0.45:
            found.append((one, chance.choice(own[asked[one][0]])))
            continue
        others = chance.sample(places, 30 if chance.random() < 0.5 else 1)
        found.append((one, max(others, key=lambda at: (asked[at][0] != asked[one][0], vectors[one] @ vectors[at]))))
    return [
        ((asked[one][2], asked[other][2]), asked[one][0] == asked[other][0]) for one, other in found if one != other
    ]


def signs_of(held: dict[str, Any], rows: Any, embedder: Any) -> Any:
    """Return the signs of pairs of texts."""
    from guichet.language.learning import Logistic
    from guichet.language.sameness import Sameness, signs

    known = Sameness(held["asking"], held["view"], held["weigh"], Logistic(*(np.zeros(1, np.float32),) * 3))
    texts = list(dict.fromkeys(text for row in rows for text in row))
    said = dict(zip(texts, known.read(texts, embedder), strict=True))
    return np.array([signs(said[one], said[other]) for one, other in rows])


def measure(known: Any, embedder: Any) -> None:
    """Print what is reached on wordings and topics that were kept back."""
    from guichet.language.sameness import SAME_ENOUGH, probabilities
    from guichet.rehearsal.pairs import pairs

    rows = list(pairs(seed=2, count=MEASURED, which="kept_back"))
    scores = np.array(probabilities([(row.one.text, row.other.text) for row in rows], embedder, known))
    same = np.array([row.same for row in rows])
    for least in (0.3, 0.4, SAME_ENOUGH, 0.6, 0.7, 0.8, 0.9):
        taken = scores >= least
        right = (taken & same).sum()
        tell(f"from {least}: precision {right / max(taken.sum(), 1):.4f}, recall {right / same.sum():.4f}")
    for kind in sorted({row.kind for row in rows}):
        mine = np.array([row.kind == kind for row in rows])
        tell(f"{kind} ({mine.sum()}): taken for the same {100 * (scores[mine] >= SAME_ENOUGH).mean():.1f} %")


def tell(what: str) -> None:
    """Say what is being done."""
    sys.stderr.write(f"{what}\n")


if __name__ == "__main__":
    main()
