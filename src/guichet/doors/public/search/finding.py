"""What a text leads to: answers first, then the tools and programs they name, and the reader’s own files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guichet.foundation.languages import Language
from guichet.knowledge.queries import Published, find, published
from guichet.knowledge.terms import Tool
from guichet.language.stems import fold, stems
from guichet.programs.queries import catalogue

if TYPE_CHECKING:
    from guichet.programs.catalogue import Program

# So many answers are shown, and those only that are not far behind the best.
MOST_ANSWERS, MOST_PROGRAMS, MOST_TOOLS = 6, 4, 2
WORTH_SHOWING = 0.02
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

    `written_in` is the language of the text, which need not be the reader’s.
    """

    answers: tuple[Published, ...] = ()
    is_sure: bool = False
    tools: tuple[Tool, ...] = ()
    programs: "tuple[Program, ...]" = ()
    files: tuple[OwnFile, ...] = ()
    confidence: float = 0.0
    written_in: Language = Language.EN

    def __bool__(self) -> bool:
        return bool(self.answers or self.programs or self.files)


def search(text: str, language: Language, *, on: date, files: Sequence[OwnFile] = ()) -> Found:
    """Return what a text leads to on a day; `files` are the reader’s own."""
    finding = find(text, language, on=on)
    names = [one.article_id for one in finding.ranked if one.probability >= WORTH_SHOWING][:MOST_ANSWERS]
    answers = tuple(found for name in names if (found := published(name, on=on)))
    return Found(
        answers=answers,
        is_sure=finding.answered,
        tools=tuple(dict.fromkeys(Tool(one.article.tool) for one in answers[:3] if one.article.tool))[:MOST_TOOLS],
        programs=_programs(text, finding.text_language, on, answers[:1] if finding.answered else ()),
        files=_own(text, files),
        confidence=finding.confidence,
        written_in=finding.text_language,
    )


def _programs(text: str, language: Language, on: date, answers: Sequence[Published]) -> "tuple[Program, ...]":
    listed = catalogue().programs(on=on)
    wanted = set(stems(text, language))
    code = text.strip().upper()
    fits: list[tuple[float, Program]] = []
    for program in listed:
        its = set(stems(program.name.say(language), language))
        share = 1.0 if program.code == code else len(wanted & its) / len(wanted) if wanted else 0.0
        if share >= FITS:
            fits.append((share, program))
    named = [program for program in listed for one in answers if program.code in one.article.programs]
    best = [program for _share, program in sorted(fits, key=lambda one: -one[0])]
    return tuple({program.code: program for program in [*best, *named]}.values())[:MOST_PROGRAMS]


def _own(text: str, files: Sequence[OwnFile]) -> tuple[OwnFile, ...]:
    said = fold(text)
    words = set(said.split())
    return tuple(
        one
        for one in files
        if fold(one.number) in words or (len(said) > 2 and (said in fold(one.program) or fold(one.program) in said))
    )
