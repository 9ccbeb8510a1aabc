"""Countries by their three-letter code (ISO 3166-1), with their names in both official languages. Pure.

Codes and names come from the Unicode CLDR, through Babel. A department that names a country otherwise does so in
its own data; here nobody’s sovereignty is judged.
"""

import unicodedata
from functools import cache

from babel.core import Locale, get_global

from guichet.foundation.dates import LOCALES
from guichet.foundation.languages import Language

# Known to CLDR, but nobody’s citizenship today: states that are gone, unions, and places without people.
_NOBODYS = frozenset(
    {
        "ANT", "SCG", "NTZ", "SUN", "YUG", "BUR", "ZAR", "DDR", "FXX", "TMP",
        "YMD", "QUU", "ZZZ", "XKK", "ATA", "BVT", "HMD", "ATF", "IOT", "UMI", "SGS", "CPT", "DGA",
    }
)  # fmt: skip
# In use on passports, though not in the standard.
_BESIDE_THE_STANDARD = {"XKX": "XK"}


@cache
def country_names(language: Language) -> dict[str, str]:
    """Return every country’s name by its three-letter code, in the order of the alphabet of the language."""
    territories = Locale.parse(LOCALES[language]).territories
    names = {code: territories[two] for code, two in _two_letters().items() if two in territories}
    return dict(sorted(names.items(), key=lambda pair: _in_alphabet(pair[1])))


def country_name(code: str, language: Language) -> str:
    """Return the name of a country, or its code where none is known."""
    return country_names(language).get(code.upper(), code)


def two_letters(code: str) -> str:
    """Return the two-letter code of a country, or nothing where it has none."""
    return _two_letters().get(code.upper(), "")


@cache
def _two_letters() -> dict[str, str]:
    """Return the two-letter code of each three-letter one that names one country of today."""
    aliases = get_global("territory_aliases")
    found = {
        three: two[0]
        for three, two in aliases.items()
        if len(three) == 3 and three.isalpha() and len(two) == 1 and three not in _NOBODYS
    }
    return found | _BESIDE_THE_STANDARD


def _in_alphabet(name: str) -> str:
    """Return what a name is sorted by: without marks, É among the Es."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
