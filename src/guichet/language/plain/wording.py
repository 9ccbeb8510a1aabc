"""The words that the plain-language check knows, from `rules.yaml` and the file of each language. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from guichet.foundation.languages import Text
from guichet.language.typography import french

if TYPE_CHECKING:
    from guichet.language.plain.finding import Finding

_FOLDER = Path(__file__).parent
# A star that stands alone is a few words; one within a word is any letters.
_FEW_WORDS = r"(?:[\w'-]+\s+){0,4}?"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to be found in a sentence, each with what to say instead (nothing where the rule says it itself)."""

    pattern: re.Pattern[str]
    instead: tuple[str, ...]
    # What looks like one of them, and is not.
    but_not: re.Pattern[str] | None = None

    def found_in(self, plain: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each phrase found in a text with plain apostrophes, with what to say instead."""
        for one in self.pattern.finditer(plain):
            if not (self.but_not and self.but_not.match(plain, one.start())):
                yield one, self.instead[(one.lastindex or 1) - 1]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the check holds against a text in one language."""

    language: str
    most_words: int
    letter_words: int
    reader: re.Pattern[str]
    next_step: re.Pattern[str]
    dates: re.Pattern[str]
    passive: re.Pattern[str]
    not_passive: frozenset[str]
    jargon: Phrases
    empty: Phrases
    nouns: Phrases
    negatives: Phrases
    warnings: Phrases
    supposed: tuple[str, ...]
    blame: Phrases
    known: frozenset[str]

    def finding(self, code: str, excerpt: str, **facts: object) -> "Finding":
        """Return a finding, worded with its facts in both languages."""
        from guichet.language.plain.finding import Finding

        message = _messages()[code]
        return Finding(code, Text(message.en.format(**facts), french(message.fr.format(**facts))), excerpt)

    def is_passive(self, found: re.Match[str]) -> bool:
        """Return whether what looks like a passive is one."""
        return found["participle"].lower() not in self.not_passive

    def knows_all(self, capitals: str) -> bool:
        """Return whether each word of these capitals is an abbreviation that readers know, or that is explained."""
        return all(word in self.known for word in re.findall(r"\w+", capitals))


@cache
def limits(language: str) -> Limits:
    """Return what is held against a text in `language`, en or fr."""
    said = _read(f"{language}.yaml")
    passive = said["passive"]
    endings = [*passive["endings"], *passive["participles"].split()]
    return Limits(
        language=language,
        most_words=said["most_words"],
        letter_words=said["letter_words"],
        reader=_any(said["reader"]),
        next_step=re.compile(rf"\b(?:{said['next_step'].strip()})\b", re.I),
        dates=re.compile(rf"\b(?:{said['dates'].strip()})\b", re.I),
        passive=re.compile(
            # « s'est inscrit », « se sont trouvés »: the reader does it, nobody else.
            rf"(?<!\bse )(?<!\bs'|\bm'|\bt')\b(?:{_either(passive['auxiliaries'])})\s+"
            rf"(?:(?:{_either(passive['between'])})\s+)?(?P<participle>{_either(endings)})(?!['\w])",
            re.I,
        ),
        not_passive=frozenset(passive["not"].split()),
        jargon=_phrases(said["jargon"]),
        empty=_phrases(dict.fromkeys(said["empty"], "")),
        nouns=_phrases(said["nouns"]),
        negatives=_phrases(dict.fromkeys(said["negatives"], ""), said["negatives_not"]),
        warnings=_phrases(dict.fromkeys(said["warnings"], "")),
        supposed=tuple(f"{one} " for one in said["supposed"]),
        blame=_phrases(dict.fromkeys(said["blame"], "")),
        known=frozenset(said["known"].split()),
    )


@cache
def codes() -> Mapping[str, str]:
    """Return the code of every rule, with what it is for: `letter`, or `any` text."""
    return {one["code"]: one["where"] for one in _read("rules.yaml")}


@cache
def _messages() -> Mapping[str, Text]:
    return {one["code"]: Text(one["en"], one["fr"]) for one in _read("rules.yaml")}


def _phrases(said: Mapping[str, str], but_not: Sequence[str] = ()) -> Phrases:
    # The longest first: “in the event that” before “event”.
    ordered = sorted(said, key=len, reverse=True)
    pattern = "|".join(f"({_as_pattern(one)})" for one in ordered)
    return Phrases(
        re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I),
        tuple(said[one] for one in ordered),
        _any(but_not) if but_not else None,
    )


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(phrases)})\b", re.I)


def _either(phrases: Sequence[str]) -> str:
    return "|".join(_as_pattern(one) for one in phrases)


def _as_pattern(phrase: str) -> str:
    written = re.escape(phrase).replace(r"\?", r"\w")
    return written.replace(r"\ \*\ ", rf"\s+{_FEW_WORDS}").replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


def _read(name: str) -> Any:
    return yaml.load((_FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
