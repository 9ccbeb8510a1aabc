"""How questions that got no answer are gathered into matters, and what of them is shown. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from guichet.language.meaning import Vectors
from guichet.language.stems import fold, words_of

# What stands in place of words that are not shown.
LEFT_OUT = "…"


def gathered(asked: Vectors, middles: Vectors, counts: Sequence[int], alike: float) -> list[int]:
    """Return for each question the place of its matter; from `len(middles)` on they are new, in the order of asking.

    A question joins the matter whose middle it is most like, if it is `alike` at least; what joins moves the middle.
    """
    known = list(middles)
    weights = list(counts)
    found: list[int] = []
    for vector in asked:
        scores = np.asarray(known) @ vector if known else np.zeros(0, dtype=np.float32)
        at = int(scores.argmax()) if scores.size else -1
        if at < 0 or scores[at] < alike:
            known.append(vector)
            weights.append(1)
            found.append(len(known) - 1)
            continue
        known[at], weights[at] = moved(known[at], weights[at], vector), weights[at] + 1
        found.append(at)
    return found


def moved(middle: Vectors, count: int, vector: Vectors) -> Vectors:
    """Return the middle of a matter of `count` questions after one more."""
    total = middle * count + vector
    length = float(np.linalg.norm(total))
    moved_there: Vectors = (total / length if length else total).astype(np.float32)
    return moved_there


def told(wordings: Iterable[tuple[str, str]], *, is_known: Callable[[str], bool], fewest: int) -> list[tuple[str, int]]:
    """Return how people asked, each wording with how many asked so, the most usual first.

    `wordings` are pairs: a visit, and what it asked. A word that guidance does not know may be somebody’s name: it
    stands only where `fewest` visits have it.
    """
    pairs = list(dict.fromkeys(wordings))
    bearers = Counter(word for _, word in {(visit, word) for visit, text in pairs for word in _folded(text)})

    def shown(word: str) -> str:
        plain = fold(word)
        return word if is_known(plain) or bearers[plain] >= fewest else LEFT_OUT

    visits: dict[str, set[str]] = {}
    for visit, text in pairs:
        words: list[str] = []
        for word in words_of(text):
            said = shown(word)
            if said != LEFT_OUT or words[-1:] != [LEFT_OUT]:
                words.append(said)
        if any(word != LEFT_OUT for word in words):
            visits.setdefault(" ".join(words), set()).add(visit)
    return sorted(((text, len(who)) for text, who in visits.items()), key=lambda one: (-one[1], one[0]))


def _folded(text: str) -> set[str]:
    return {fold(word) for word in words_of(text)}
