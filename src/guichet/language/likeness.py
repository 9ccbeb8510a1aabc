"""How alike two names are, whatever their order, script or spelling. Pure."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from guichet.language.names import fold

# A word that one name has and the other lacks (a middle name, a particle) costs this much.
MISSING_WORD = 0.06
# At most so much of the likeness is lost to words that only one of the two has.
MOST_LOST = 0.3

# How a word sounds: letters together that are one sound, then letters that stand for one another where a script has
# only one of them (Arabic has no p, v or g), and no vowels. The table of words of names holds the same, made by the
# database: changing it needs a migration (guichet.clients.models.people).
TOGETHER = (
    ("sch", "s"), ("tch", "s"), ("tsh", "s"), ("sh", "s"), ("ch", "s"), ("dzh", "j"), ("zh", "j"), ("dz", "s"),
    ("ts", "s"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("dj", "j"), ("dh", "d"), ("x", "ks"), ("ck", "k"),
    ("kh", "k"),
)  # fmt: skip
LETTERS, SOUNDS = "qcgjzvpaeiouwy", "kkkksfb"
# Words that sound alike are a little more alike than their letters show.
BY_SOUND = 0.1
_LETTERS = {ord(letter): (SOUNDS[n] if n < len(SOUNDS) else None) for n, letter in enumerate(LETTERS)}
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return how a folded word sounds: its consonants, those that other scripts do not tell apart made one."""
    for letters, one in TOGETHER:
        word = word.replace(letters, one)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


def sound_likeness(one: str, other: str) -> float:
    """Return how alike two folded words are where one was written down by ear: in another script, or from a call.

    Half of it is the sound, half the letters. Weighed on pairs of names in Arabic, Cyrillic and Latin letters.
    """
    heard = Levenshtein.normalized_similarity(sound(one), sound(other))
    written = Levenshtein.normalized_similarity(one, other)
    return min(1.0, (heard + written) / 2 + BY_SOUND)


def folded_sound_likeness(one: str, other: str) -> float:
    """Return `likeness` of two folded names whose words were written down by ear."""
    return _matched(*sorted((one.split(), other.split()), key=len), alike=_by_ear) if one and other else 0.0


def _by_ear(one: str, other: str) -> float:
    return max(float(JaroWinkler.similarity(one, other)), sound_likeness(one, other))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 (nothing in common) to 1 (the same but for order, marks and script)."""
    return folded_likeness(fold(one), fold(other))


def folded_likeness(one: str, other: str) -> float:
    """Return `likeness` for names that are folded already: what a search compares thousands of times."""
    fewer, more = sorted((one.split(), other.split()), key=len)
    if not fewer:
        return 0.0
    apart = _matched(fewer, more, alike=word_likeness)
    # Abdul Rahman and Abdulrahman: the same letters, parted otherwise.
    glued = JaroWinkler.similarity("".join(one.split()), "".join(other.split())) if len(fewer) != len(more) else 0.0
    return max(apart, glued - MISSING_WORD / 2)


def word_likeness(one: str, other: str) -> float:
    """Return how alike two folded words are, from 0 to 1; what they begin with counts more."""
    return float(JaroWinkler.similarity(one, other))


def _matched(fewer: Sequence[str], more: Sequence[str], *, alike: Callable[[str, str], float]) -> float:
    """Return how well each word of the shorter name is met by a word of its own in the longer one."""
    left = list(more)
    reached = letters = 0.0
    for word in sorted(fewer, key=len, reverse=True):
        best = max(left, key=lambda candidate: alike(word, candidate))
        left.remove(best)
        reached += alike(word, best) * len(word)
        letters += len(word)
    return max(0.0, reached / letters - min(MOST_LOST, MISSING_WORD * len(left)))
