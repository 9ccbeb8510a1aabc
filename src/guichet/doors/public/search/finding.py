"""What a text leads to: answers first, then the tools and programs they name, and the reader’s own files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from guichet.foundation.languages import Language
from guichet.knowledge.queries import Finding, Published, find, in_our_words, meant, published_of
from guichet.knowledge.terms import Tool
from guichet.language.detection import language_of
from guichet.language.stems import STOP_WORDS, fold, stems, words_of
from guichet.programs.queries import catalogue

if TYPE_CHECKING:
    from guichet.programs.catalogue import Program

# So many answers are shown, and those only that are not far behind the best.
MOST_ANSWERS, MOST_NEAR, MOST_PROGRAMS, MOST_TOOLS = 6, 3, 4, 2
WORTH_SHOWING = 0.02
# Where the best answer is less probable than this, none is shown as if it fitted. Of 398 questions to build with, 13
# lie below, 12 of which still find their answer among those perhaps near; of 50 texts that ask nothing, 2 lie above.
LIKELY = 0.3
# A program fits if its name has at least this share of what was typed.
FITS = 0.6


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One of the reader’s own files."""

    number: str
    program: str
    happening: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a text leads to; `is_sure` where the first answer most probably is the right one, `confidence` how much.

    `near` are articles that may touch the matter, where none is likely to answer it: never both, answers and these.
    `written_in` is the language of the text, which need not be the reader’s; `meant` is what was probably meant by a
    text with a slip in it, where no answer is sure.
    """

    answers: tuple[Published, ...] = ()
    near: tuple[Published, ...] = ()
    is_sure: bool = False
    tools: tuple[Tool, ...] = ()
    programs: "tuple[Program, ...]" = ()
    files: tuple[OwnFile, ...] = ()
    confidence: float = 0.0
    written_in: Language = Language.EN
    meant: str = ""

    def __bool__(self) -> bool:
        return bool(self.answers or self.programs or self.files)


def search(text: str, language: Language, *, on: date, files: Sequence[OwnFile] = ()) -> Found:
    """Return what a text leads to on a day; `files` are the reader’s own."""
    written = language_of(text, otherwise=language).language or language
    # Words that say nothing by themselves («the», «comment») have no match that would be more than chance.
    finding = find(text, language, on=on) if _says_something(text) else Finding(written, (), 0.0, answered=False)
    put_right = "" if finding.answered else meant(text)
    # Names are compared word by word, so they need our words; answers are found by what the person’s own words mean.
    ways = (text, in_our_words(text, written), in_our_words(put_right, written))
    said = [one for one in dict.fromkeys(ways) if one]
    is_likely = finding.confidence >= LIKELY
    names = [one.article_id for one in finding.ranked if one.probability >= WORTH_SHOWING]
    shown = published_of(names[: MOST_ANSWERS if is_likely else MOST_NEAR], on=on)
    answers = shown if is_likely else ()
    return Found(
        answers=answers,
        near=() if is_likely else shown,
        is_sure=finding.answered,
        tools=tuple(dict.fromkeys(Tool(one.article.tool) for one in answers[:3] if one.article.tool))[:MOST_TOOLS],
        programs=_programs(said, written, on, answers[:1] if finding.answered else ()),
        files=_own(said, files),
        confidence=finding.confidence,
        written_in=finding.text_language,
        meant=put_right,
    )


def _says_something(text: str) -> bool:
    return any(all(fold(word) not in stop for stop in STOP_WORDS.values()) for word in words_of(text))


def _programs(said: Sequence[str], language: Language, on: date, answers: Sequence[Published]) -> "tuple[Program, ...]":
    """Return the programs whose name was typed in any of these ways, and then those of the answers."""
    listed = catalogue().programs(on=on)
    fits = [(max(_share(text, program, language) for text in said), program) for program in listed]
    best = [program for share, program in sorted(fits, key=lambda one: -one[0]) if share >= FITS]
    named = [program for program in listed for one in answers if program.code in one.article.programs]
    return tuple({program.code: program for program in [*best, *named]}.values())[:MOST_PROGRAMS]


def _share(text: str, program: "Program", language: Language) -> float:
    """Return how much of what was typed the name of a program has; all of it where its code was typed."""
    if text.strip().upper() == program.code:
        return 1.0
    wanted = set(stems(text, language))
    return len(wanted & _stems_of(program.name.say(language), language)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=1_024)
def _stems_of(name: str, language: Language) -> frozenset[str]:
    """Return the stems of a program’s name: all names are read with each question, and are the same each time."""
    return frozenset(stems(name, language))


def _own(said: Sequence[str], files: Sequence[OwnFile]) -> tuple[OwnFile, ...]:
    return tuple(one for one in files if any(_is_meant(one, fold(text)) for text in said))


def _is_meant(file: OwnFile, said: str) -> bool:
    by_program = len(said) > 2 and (said in fold(file.program) or fold(file.program) in said)
    return by_program or fold(file.number) in said.split()
