"""What can be chosen from in forms of several doors: hours, time zones, languages, countries; and how a number is read.

No words of their own: names come from the Unicode CLDR, through Babel, in the language asked for.
"""

from collections.abc import Iterable
from datetime import time
from functools import lru_cache
from zoneinfo import available_timezones

import phonenumbers
from babel.core import Locale
from babel.dates import get_timezone_location

from guichet.foundation.countries import country_names
from guichet.foundation.dates import LOCALES
from guichet.foundation.languages import Language, Text

HOME = "CA"
Choice = tuple[str, str]
# ISO 639-3, and what CLDR calls it. Languages in which interpreters are asked for; a department may serve others by
# the words the client adds.
SPOKEN = {
    "afr": "af", "amh": "am", "ara": "ar", "ben": "bn", "bos": "bs", "bul": "bg", "ces": "cs", "ckb": "ckb",
    "cmn": "zh", "cre": "cr", "dan": "da", "prs": "fa_AF", "deu": "de", "ell": "el", "eng": "en", "est": "et",
    "fas": "fa", "fin": "fi", "fra": "fr", "guj": "gu", "hat": "ht", "hau": "ha", "heb": "he", "hin": "hi",
    "hrv": "hr", "hun": "hu", "hye": "hy", "ibo": "ig", "iku": "iu", "ind": "id", "ita": "it", "jpn": "ja",
    "kan": "kn", "kat": "ka", "kaz": "kk", "khm": "km", "kin": "rw", "kmr": "ku", "kor": "ko", "lao": "lo",
    "lav": "lv", "lin": "ln", "lit": "lt", "mal": "ml", "mar": "mr", "mkd": "mk", "mon": "mn", "msa": "ms",
    "mya": "my", "nep": "ne", "nld": "nl", "nor": "no", "oji": "oj", "orm": "om", "pan": "pa", "pol": "pl",
    "por": "pt", "pus": "ps", "ron": "ro", "run": "rn", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl",
    "sna": "sn", "som": "so", "spa": "es", "sqi": "sq", "srp": "sr", "swa": "sw", "swe": "sv", "tam": "ta",
    "tel": "te", "tgl": "fil", "tha": "th", "tir": "ti", "tur": "tr", "uig": "ug", "ukr": "uk", "urd": "ur",
    "uzb": "uz", "vie": "vi", "wol": "wo", "yor": "yo", "yue": "yue", "zul": "zu",
}  # fmt: skip
SIGNED = {
    "ase": Text(en="American Sign Language (ASL)", fr="Langue des signes américaine (ASL)"),
    "fcs": Text(en="Quebec Sign Language (LSQ)", fr="Langue des signes québécoise (LSQ)"),
    "iks": Text(en="Inuit Sign Language", fr="Langue des signes inuite"),
}


def hours() -> list[Choice]:
    """Return the full hours of a day, as both languages write them in forms."""
    return [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]


def hour_of(chosen: str) -> time | None:
    """Return the hour that was chosen, or None."""
    return time.fromisoformat(chosen) if chosen else None


@lru_cache(maxsize=2)
def time_zones(language: Language) -> list[Choice]:
    """Return every time zone where people live, by the name of its place, in the order of the alphabet."""
    zones = [
        zone for zone in available_timezones() if zone.split("/")[0] in _CONTINENTS and zone.count("/") and zone != ""
    ]
    named = ((zone, get_timezone_location(zone, locale=LOCALES[language], return_city=True)) for zone in zones)
    labels: dict[str, str] = {}
    for zone, city in sorted(named):
        labels[zone] = f"{city} ({zone.split('/')[0]})"
    return sorted(labels.items(), key=lambda pair: pair[1].casefold())


def zone_name(zone: str, language: Language) -> str:
    """Return the name of the place that a time zone is called by: Manila, Montréal."""
    return str(get_timezone_location(zone, locale=LOCALES[language], return_city=True))


_CONTINENTS = {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian",
               "Pacific"}  # fmt: skip


@lru_cache(maxsize=2)
def interpreted(language: Language) -> list[Choice]:
    """Return the languages in which an interpreter can be asked for, the signed ones first."""
    names = Locale.parse(LOCALES[language]).languages
    spoken = [(code, _capital(names[known])) for code, known in SPOKEN.items() if known in names]
    return [(code, name.say(language)) for code, name in SIGNED.items()] + sorted(spoken, key=lambda pair: pair[1])


def interpreted_name(code: str, language: Language) -> str:
    """Return the name of a language in which somebody speaks with us; its code where it has none."""
    return dict(interpreted(language)).get(code, code)


def countries(language: Language) -> list[Choice]:
    """Return every country, in the order of the alphabet."""
    return list(country_names(language).items())


def telephone(typed: str) -> str | None:
    """Return a telephone number as it is kept (E.164), or None. Without a country’s code: Canada."""
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def labels_of(chosen: Iterable[str], choices: Iterable[Choice]) -> str:
    """Return the names of what was chosen, in the order of the choices."""
    wanted = set(chosen)
    return ", ".join(str(label) for code, label in choices if code in wanted)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
