"""What in a text should be mended: each finding with its code, what is said of it, and where it stands. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from guichet.foundation.languages import Text
from guichet.language.plain.wording import Limits, Phrases, limits
from guichet.language.readability import sentences
from guichet.language.typography import NARROW, NO_BREAK, french

__all__ = ["Finding", "Kind", "findings_in", "limits"]

LONGEST_EXCERPT = 160
# A warning in these first sentences is the greeting.
FIRST_SENTENCES = 2
# Capitals of this many letters are a word that is shouted; fewer may be an abbreviation.
SHOUTED = 6

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?![\d/-])"
)
# Two words in capitals or more, or one long one.
_CAPITALS = re.compile(rf"\b[^\W\d_a-zà-ÿ]{{3,}}(?:[ ’'-]+[^\W\d_a-zà-ÿ]{{2,}})+\b|\b[^\W\d_a-zà-ÿ]{{{SHOUTED},}}\b")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,5}s?\b")
# In brackets after its words, it has been explained.
_EXPLAINED = re.compile(r"\(([A-Z]{2,5})s?\)")
# What stands in quotation marks is quoted, or to be typed as it is.
_QUOTED = '“«"‘'
# The house rule binds 72 to the h of 72 h; written out, hours may begin the next line.
_HOURS = re.compile(r"(?<=\d) (?=heures?\b)")
_NO_BREAKS = str.maketrans({NARROW: NO_BREAK})
_PLAIN_APOSTROPHE = str.maketrans({"’": "'"})


class Kind(StrEnum):
    """What is checked: a letter says what comes next and by when; guidance and notices answer, and need not."""

    LETTER = "letter"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: its code, what is said of it in both languages, and the words around it."""

    code: str
    message: Text
    excerpt: str


def findings_in(text: str, language: str, kind: Kind) -> tuple[Finding, ...]:
    """Return what should be mended, in the order of the text; what the whole text lacks comes last."""
    rules = limits(language)
    found: list[Finding] = []
    explained = set(_EXPLAINED.findall(text))
    for place, sentence in enumerate(sentences(text)):
        found += _in_sentence(sentence, rules, explained, is_first=place < FIRST_SENTENCES)
    if language == "fr":
        found += _typography(text, rules)
    if kind is Kind.LETTER:
        found += _missing(text, rules)
    return tuple(found)


def _in_sentence(sentence: str, rules: Limits, explained: set[str], *, is_first: bool) -> Iterator[Finding]:
    plain = sentence.translate(_PLAIN_APOSTROPHE)
    many = len(_WORD.findall(sentence))
    if many > rules.most_words:
        yield rules.finding("LONG_SENTENCE", _cut(sentence, 0), found=many, most=rules.most_words)
    if is_first:
        yield from _said("WARNING_FIRST", rules.warnings, plain, sentence, rules)
    for one, _instead in rules.blame.found_in(plain):
        if not plain[: one.start()].lower().endswith(rules.supposed):
            yield rules.finding("BLAME", _cut(sentence, one.start()), found=_as_written(sentence, one))
    yield from _said("EMPTY_PHRASE", rules.empty, plain, sentence, rules)
    yield from _said("NOUN_FOR_VERB", rules.nouns, plain, sentence, rules)
    yield from _said("JARGON", rules.jargon, plain, sentence, rules)
    yield from _said("DOUBLE_NEGATIVE", rules.negatives, plain, sentence, rules)
    for one in rules.passive.finditer(plain):
        if rules.is_passive(one):
            yield rules.finding("PASSIVE", _cut(sentence, one.start()), found=_as_written(sentence, one))
    for one in _NUMERIC_DATE.finditer(sentence):
        yield rules.finding("NUMERIC_DATE", _cut(sentence, one.start()), found=one[0])
    shouted = [
        one
        for one in _CAPITALS.finditer(sentence)
        if not rules.knows_all(one[0]) and not _is_quoted(sentence, one.start())
    ]
    for one in shouted:
        yield rules.finding("CAPITALS", _cut(sentence, one.start()), found=one[0])
    within = [range(one.start(), one.end()) for one in shouted]
    for one in _ABBREVIATION.finditer(sentence):
        word = one[0].removesuffix("s")
        is_known = word in explained or rules.knows_all(word) or _is_quoted(sentence, one.start())
        if not is_known and not any(one.start() in span for span in within):
            yield rules.finding("ABBREVIATION", _cut(sentence, one.start()), found=one[0])


def _is_quoted(sentence: str, at: int) -> bool:
    return sentence[:at].rstrip().endswith(tuple(_QUOTED))


def _said(code: str, phrases: Phrases, plain: str, sentence: str, rules: Limits) -> Iterator[Finding]:
    for one, instead in phrases.found_in(plain):
        yield rules.finding(code, _cut(sentence, one.start()), found=_as_written(sentence, one), instead=instead)


def _typography(text: str, rules: Limits) -> Iterator[Finding]:
    for line in _HOURS.sub(NO_BREAK, text).splitlines():
        found, mended = line.translate(_NO_BREAKS), french(line).translate(_NO_BREAKS)
        wrong = len(found) if found == mended else next(
            (at for at, (was, now) in enumerate(zip(found, mended, strict=False)) if was != now),
            min(len(found), len(mended)),
        )  # fmt: skip
        quoted = line.find('"')
        at = min(wrong, quoted if quoted >= 0 else len(line))
        if at < len(found) or found != mended:
            yield rules.finding("TYPOGRAPHY", _cut(line, at), found=line[max(0, at - 10) : at + 10].strip())


def _missing(text: str, rules: Limits) -> Iterator[Finding]:
    plain = text.translate(_PLAIN_APOSTROPHE)
    if len(_WORD.findall(text)) < rules.letter_words:
        return
    first = _cut(next(iter(sentences(text)), ""), 0)
    for code, needed in (("NO_READER", rules.reader), ("NO_NEXT_STEP", rules.next_step), ("NO_DATE", rules.dates)):
        if not needed.search(plain):
            yield rules.finding(code, first)


def _as_written(sentence: str, one: re.Match[str]) -> str:
    return sentence[one.start() : one.end()]


def _cut(sentence: str, at: int) -> str:
    """Return a sentence; of a long one, what stands around a place."""
    if len(sentence) <= LONGEST_EXCERPT:
        return sentence.strip()
    start = max(0, min(at - LONGEST_EXCERPT // 3, len(sentence) - LONGEST_EXCERPT))
    end = start + LONGEST_EXCERPT
    start = sentence.find(" ", start) + 1 if start else 0
    end = sentence.rfind(" ", start, end) if end < len(sentence) else end
    return ("… " if start else "") + sentence[start:end].strip() + (" …" if end < len(sentence) else "")
