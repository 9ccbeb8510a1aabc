"""Countries by name, in either official language. Pure. Source of the names: Unicode CLDR, as Babel carries it."""

from functools import cache

from babel import Locale
from babel.core import get_global

from guichet.foundation.languages import Language


@cache
def country_name(code: str, language: Language) -> str:
    """Return the name of a country by its ISO 3166-1 alpha-3 code; the code itself where there is no name for it."""
    shorter = get_global("territory_aliases").get(code, [code])
    name = Locale.parse(f"{language.value}_CA").territories.get(shorter[0])
    return str(name or code)
