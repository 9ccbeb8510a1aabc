"""How a phrase of a list is found in what somebody wrote: without accents, capitals or marks. Pure.

In a phrase, `...` stands for up to four words, and `(one/other)` for either; `(one/)` for one or none.
"""

import re
import unicodedata
from functools import lru_cache

# In a phrase, up to so many words may stand in place of `...`.
GAP = 4
_CHOICE = re.compile(r"\(([^()]*)\)")


def plain(text: str) -> str:
    """Return a text as plain words: small letters without accents, one space between."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w]+", " ", bare.replace("œ", "oe")).split())


@lru_cache(maxsize=4096)
def pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase in plain words."""
    return re.compile("|".join(_one(each) for each in each_of(phrase)))


def each_of(phrase: str) -> list[str]:
    """Return the phrases that one stands for: `will (he/she) come` is two; `(will/) he` may begin with "he"."""
    found = _CHOICE.search(phrase)
    if found is None:
        return [phrase]
    return [
        each for one in found[1].split("/") for each in each_of(phrase[: found.start()] + one + phrase[found.end() :])
    ]


def _one(phrase: str) -> str:
    pieces = [re.escape(plain(one)) for one in phrase.split("...")]
    return r"\b" + rf"(?:\W+\w+){{0,{GAP}}}\W+".join(pieces) + r"\b"
