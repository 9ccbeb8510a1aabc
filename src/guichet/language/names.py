"""Names in any script, brought to one plain form in which they can be found and compared. Pure.

`fold` is what the table of names keeps beside each name. Changing what it gives means folding every stored
name again.
"""

import unicodedata
from functools import cache

from anyascii import anyascii

# What the column holds: the longest form kept. No passport holds a name that is longer when folded.
LONGEST = 250

# Letters that stand for a syllable or a word: without a space between them a name would be one long word.
_SYLLABLES = ((0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# Marks that are pointed by some and left out by most: Latin accents, Hebrew points, Arabic vowels and tatweel.
_MARKS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670))
# Scripts that write consonants and leave out most vowels.
_CONSONANTS = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
# Where the general table gives a letter that no Latin spelling of the name has: the Arabic feminine ending.
_OTHERWISE = {0x0629: "a"}
# Written inside a word, and as often left out: O’Brien, N'Guessan, and what stands for ʿayn and hamza.
_APOSTROPHES = frozenset("'`´ʹʺʻʼʽʾʿˈ‘’‚‛′＇\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}")


class _PlainLetters(dict[int, str]):
    """What each character becomes, worked out when first met: a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(code)
        return plain


def fold(text: str) -> str:
    """Return a name in small Latin letters and digits, words parted by single spaces; empty where nothing is left.

    Marks and apostrophes go, hyphens part words, any other script is written in Latin letters. What comes out
    holds only a–z, 0–9 and spaces, at most 250 characters, and folding it again changes nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.translate(_TABLE).split())[:LONGEST].rstrip()


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a folded name, in their order, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def leaves_out_vowels(text: str) -> bool:
    """Return whether a name is written in a script of consonants, such as Arabic or Hebrew."""
    return any(_within(ord(character), _CONSONANTS) for character in text)


def is_right_to_left(text: str) -> bool:
    """Return whether a name is read from right to left: whether its first letter is."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def script_of(text: str) -> str:
    """Return the script of a name's first letter as Unicode names it, such as LATIN, ARABIC, CJK; empty without one."""
    first = next((character for character in text if unicodedata.category(character) in {"Lu", "Ll", "Lo"}), "")
    return _script(first) if first else ""


def _plain(code: int) -> str:
    """Return what one character becomes in a folded name."""
    character = chr(code)
    if character in _APOSTROPHES or _within(code, _MARKS):
        return ""
    if code in _OTHERWISE:
        return _OTHERWISE[code]
    latin = "".join(_kept(letter) for letter in anyascii(character).lower())
    return f" {latin} " if _within(code, _SYLLABLES) else latin


def _kept(letter: str) -> str:
    if letter.isalnum():
        return letter
    return "" if letter in _APOSTROPHES else " "


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


_TABLE = _PlainLetters()
