"""How alike two names are, whatever their order, script or spelling. Pure."""

from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from guichet.language.names import fold

# A word that one name has and the other lacks (a middle name, a particle) costs this much.
MISSING_WORD = 0.06
# At most so much of the likeness is lost to words that only one of the two has.
MOST_LOST = 0.3


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 (nothing in common) to 1 (the same but for order, marks and script)."""
    return folded_likeness(fold(one), fold(other))


def folded_likeness(one: str, other: str) -> float:
    """Return `likeness` for names that are folded already: what a search compares thousands of times."""
    fewer, more = sorted((one.split(), other.split()), key=len)
    if not fewer:
        return 0.0
    apart = _matched(fewer, more)
    # Abdul Rahman and Abdulrahman: the same letters, parted otherwise.
    glued = JaroWinkler.similarity("".join(one.split()), "".join(other.split())) if len(fewer) != len(more) else 0.0
    return max(apart, glued - MISSING_WORD / 2)


def word_likeness(one: str, other: str) -> float:
    """Return how alike two folded words are, from 0 to 1; what they begin with counts more."""
    return float(JaroWinkler.similarity(one, other))


def _matched(fewer: Sequence[str], more: Sequence[str]) -> float:
    """Return how well each word of the shorter name is met by a word of its own in the longer one."""
    left = list(more)
    reached = letters = 0.0
    for word in sorted(fewer, key=len, reverse=True):
        best = max(left, key=lambda candidate: JaroWinkler.similarity(word, candidate))
        left.remove(best)
        reached += JaroWinkler.similarity(word, best) * len(word)
        letters += len(word)
    return max(0.0, reached / letters - min(MOST_LOST, MISSING_WORD * len(left)))
