"""How one field of a record is read from YAML: a reader takes a node and returns a value, or keeps a fault."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from guichet.foundation.dated.problems import Faults
from guichet.foundation.languages import Text


class _Unreadable(Enum):
    UNREADABLE = "UNREADABLE"


UNREADABLE = _Unreadable.UNREADABLE
"""What a reader returns when it has kept a fault instead of a value."""

Reader = Callable[[yaml.Node, str, Faults], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of record: how it is read, whether it must be there, and which kind its codes name."""

    read: Reader
    required: bool = True
    refers_to: str = ""
    default: Any = None


LANGUAGES = {"en": ("English", "anglais"), "fr": ("French", "français")}
CODE = re.compile(r"[A-Z0-9][A-Z0-9_/&-]*\Z")
FISCAL_YEAR = re.compile(r"\d{4}-\d{4}\Z")
ALL = Decimal(100)
# An ordinary space where French wants one that does not break: before : ; ! ? » $ %, after «, inside a number.
FRENCH_SPACE = re.compile(r"\S+ [:;!?»$%]|« \S*|\d \d{3}(?!\d)")
FRENCH_APOSTROPHE = re.compile(r"\S*'\S*")


def text(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read `{en: …, fr: …}`, both of them sentences, the French with French typography."""
    if not isinstance(node, yaml.MappingNode):
        return _wrong(node, key, faults, "{en: …, fr: …}", "{en: …, fr: …}")
    said = dict(_pairs(node, faults))
    sentences = {}
    for language, (name, nom) in LANGUAGES.items():
        found = said.pop(language, None)
        sentences[language] = _scalar(found) if found else ""
        if not sentences[language]:
            faults.at(found or node, "MISSING_SENTENCE", key=key, language=name, langue=nom)
    for unknown, found in said.items():
        faults.at(found, "UNKNOWN_KEY", key=f"{key}.{unknown}", known="en, fr")
    if "fr" in sentences:
        _check_typography(said_at=node, french=sentences["fr"], key=key, faults=faults)
    return Text(**sentences)


def word(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a text for specialists that is the same in both languages, such as the citation of a law."""
    if isinstance(node, yaml.ScalarNode) and (found := _scalar(node)):
        return found
    return _wrong(node, key, faults, "a few words", "quelques mots")


def code(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a code: capitals, digits, and - _ / &."""
    if isinstance(node, yaml.ScalarNode) and CODE.match(found := _scalar(node)):
        return found
    return _wrong(node, key, faults, "a code in capitals", "un code en majuscules")


def codes(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a list of codes, each once."""
    if not isinstance(node, yaml.SequenceNode):
        return _wrong(node, key, faults, "a list of codes", "une liste de codes")
    found: list[str] = []
    for item in node.value:
        name = code(item, key, faults)
        if name is UNREADABLE:
            continue
        if name in found:
            faults.at(item, "LISTED_TWICE", found=name)
        found.append(name)
    return tuple(found)


def day(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a date, written 2026-04-30."""
    try:
        return date.fromisoformat(_scalar(node))
    except ValueError:
        return _wrong(node, key, faults, "a date such as 2026-04-30", "une date comme 2026-04-30")


def flag(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read true or false."""
    if (found := _scalar(node)) in {"true", "false"}:
        return found == "true"
    return _wrong(node, key, faults, "true or false", "true ou false")


def whole(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a whole number of zero or more."""
    try:
        found = int(_scalar(node))
    except ValueError:
        return _wrong(node, key, faults, "a whole number", "un nombre entier")
    return found if found >= 0 else _below_zero(node, key, faults)


def number(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a decimal number of zero or more, such as a percentage."""
    try:
        found = Decimal(_scalar(node))
    except InvalidOperation:
        return _wrong(node, key, faults, "a number", "un nombre")
    if not found.is_finite():
        return _wrong(node, key, faults, "a number", "un nombre")
    return found if found >= 0 else _below_zero(node, key, faults)


def percentage(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a percentage, from 0 to 100."""
    found = number(node, key, faults)
    if isinstance(found, Decimal) and found > ALL:
        return _wrong(node, key, faults, "a percentage from 0 to 100", "un pourcentage de 0 à 100")
    return found


def fiscal_year(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a fiscal year, written 2023-2024."""
    found = _scalar(node)
    if FISCAL_YEAR.match(found) and int(found[5:]) == int(found[:4]) + 1:
        return found
    return _wrong(node, key, faults, "a fiscal year such as 2023-2024", "un exercice comme 2023-2024")


def money(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read an amount in Canadian dollars, zero or more, at most two decimals."""
    found = number(node, key, faults)
    if isinstance(found, Decimal) and found != round(found, 2):
        return _wrong(node, key, faults, "dollars and cents", "un montant en dollars et en cents")
    return found.quantize(Decimal("0.01")) if isinstance(found, Decimal) else found


def zone(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(_scalar(node))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _wrong(node, key, faults, "a time zone such as America/Toronto", "un fuseau comme America/Toronto")


def zones(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a list of names of time zones, at least one."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return _wrong(node, key, faults, "a list of time zones", "une liste de fuseaux")
    found = [zone(item, key, faults) for item in node.value]
    return tuple(one for one in found if one is not UNREADABLE)


def one_of(*allowed: str) -> Reader:
    """Return a reader of exactly one of the words allowed."""

    def read(node: yaml.Node, key: str, faults: Faults) -> Any:
        if (found := _scalar(node)) in allowed:
            return found
        return _wrong(node, key, faults, f"one of {', '.join(allowed)}", f"parmi {', '.join(allowed)}")

    return read


def some_of(*allowed: str) -> Reader:
    """Return a reader of a list of codes, each once and each one of those allowed."""

    def read(node: yaml.Node, key: str, faults: Faults) -> Any:
        found = codes(node, key, faults)
        if found is UNREADABLE or not isinstance(node, yaml.SequenceNode):
            return found
        for item in node.value:
            if _scalar(item) not in allowed and CODE.match(_scalar(item)):
                _wrong(item, key, faults, f"some of {', '.join(allowed)}", f"parmi {', '.join(allowed)}")
        return tuple(name for name in found if name in allowed)

    return read


def phrases(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a list of a few words each, at least one, each once."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return _wrong(node, key, faults, "a list of phrases", "une liste de tournures")
    found: list[str] = []
    for item in node.value:
        said = word(item, key, faults)
        if said is UNREADABLE:
            continue
        if said in found:
            faults.at(item, "LISTED_TWICE", found=said)
        found.append(said)
    return tuple(found)


def texts_of(*names: str) -> Reader:
    """Return a reader of one text for each of the names, all of them there."""

    def read(node: yaml.Node, key: str, faults: Faults) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return _wrong(
                node,
                key,
                faults,
                f"a text for each of {', '.join(names)}",
                f"un texte pour {', '.join(names)}",
            )
        said = dict(_pairs(node, faults))
        for missing in (name for name in names if name not in said):
            faults.at(node, "MISSING_KEY", key=f"{key}.{missing}")
        for unknown, found in said.items():
            if unknown not in names:
                faults.at(found, "UNKNOWN_KEY", key=f"{key}.{unknown}", known=", ".join(names))
        return {name: text(said[name], f"{key}.{name}", faults) for name in names if name in said}

    return read


def rows_of(**parts: Field) -> Reader:
    """Return a reader of a list of small mappings, each with these parts."""

    def read(node: yaml.Node, key: str, faults: Faults) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return _wrong(node, key, faults, "a list", "une liste")
        return tuple(fields(row, parts, key, faults) for row in node.value)

    return read


def fields(node: yaml.Node, shape: dict[str, Field], key: str, faults: Faults) -> dict[str, Any]:
    """Return the values of a mapping by its shape; what is unknown, missing or unreadable is kept as a fault."""
    if not isinstance(node, yaml.MappingNode):
        _wrong(node, key or "-", faults, "a record", "un enregistrement")
        return {}
    said = dict(_pairs(node, faults))
    values = {name: part.default for name, part in shape.items()}
    for name, found in said.items():
        if name not in shape:
            faults.at(found, "UNKNOWN_KEY", key=name, known=", ".join(shape))
        elif _is_null(found) and not shape[name].required:
            continue
        else:
            value = shape[name].read(found, name, faults)
            values[name] = shape[name].default if value is UNREADABLE else value
    for name, part in shape.items():
        if part.required and name not in said:
            faults.at(node, "MISSING_KEY", key=name)
    return values


def _pairs(node: yaml.MappingNode, faults: Faults) -> Iterator[tuple[str, yaml.Node]]:
    seen = set()
    for name, value in node.value:
        key = _scalar(name)
        if key in seen:
            faults.at(name, "DUPLICATE_KEY", key=key)
        seen.add(key)
        yield key, value


def _scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or _is_null(node):
        return ""
    return str(node.value).strip()


def _is_null(node: yaml.Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"


def _wrong(node: yaml.Node, key: str, faults: Faults, expected: str, attendu: str) -> _Unreadable:
    found = _scalar(node) if isinstance(node, yaml.ScalarNode) else type(node).__name__.removesuffix("Node").lower()
    faults.at(node, "WRONG_TYPE", key=key, expected=expected, attendu=attendu, found=found)
    return UNREADABLE


def _below_zero(node: yaml.Node, key: str, faults: Faults) -> _Unreadable:
    faults.at(node, "NEGATIVE", key=key, found=_scalar(node))
    return UNREADABLE


def _check_typography(*, said_at: yaml.Node, french: str, key: str, faults: Faults) -> None:
    where = next((value for name, value in said_at.value if _scalar(name) == "fr"), said_at)
    if found := FRENCH_SPACE.search(french):
        faults.at(where, "FRENCH_SPACE", key=key, found=found.group())
    if found := FRENCH_APOSTROPHE.search(french):
        faults.at(where, "FRENCH_APOSTROPHE", key=key, found=found.group())
