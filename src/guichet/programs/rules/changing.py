"""The smallest change that takes away what is in the way of a program: one answer, a day to wait for, or two of these.

Pure. Every change that is returned was tried: with it, nothing is in the way any more.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from guichet.programs.rules.finding import Answers, Held, Worked, held, stands
from guichet.programs.rules.tables import Question, Tables
from guichet.programs.terms import Fit, QuestionType

# For an amount: the least that would do, where a rule of another room says it.
Amounts = Callable[[Answers, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to be otherwise: other answers, and the day to wait for."""

    answers: Mapping[str, str]
    from_day: date | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    question: str
    value: str
    # How far it is from what was said, among the answers to one question.
    far: int
    day: date | None = None


def smallest_change(
    program: str, answers: Answers, *, on: date, tables: Tables, worked: Worked, amounts: Amounts
) -> Change | None:
    """Return the smallest change after which nothing is in the way of a program; None where no two changes do.

    Waiting comes first, since it asks nothing of anybody; then single answers, the nearest first; then pairs.
    """
    steps = sorted(
        _steps(program, answers, on=on, tables=tables, worked=worked, amounts=amounts), key=lambda step: step.far
    )
    for size in (1, 2):
        for chosen in combinations(steps, size):
            if len({step.question for step in chosen}) < size:
                continue
            change = _change(chosen)
            day = change.from_day or on
            if stands(program, {**answers, **change.answers}, on=day, tables=tables, worked=worked) is not Fit.NOT:
                return change
    return None


def _change(steps: tuple[_Step, ...]) -> Change:
    days = [step.day for step in steps if step.day]
    return Change({step.question: step.value for step in steps if not step.day}, days[0] if days else None)


def _steps(
    program: str, answers: Answers, *, on: date, tables: Tables, worked: Worked, amounts: Amounts
) -> Iterator[_Step]:
    facts = worked.facts(answers, on)
    failed = [
        one.condition for one in (held(asked, facts) for asked in tables.asked_by(program)) if one.held is Held.NO
    ]
    for day in sorted(set(worked.turns(answers, on))):
        if day > on:
            yield _Step("", "", 0, day)
    codes = {code for condition in failed for fact in condition.facts for code in worked.asked_for(fact)}
    needed = amounts(answers, program)
    for code, question in tables.questions.items():
        if code not in codes or not question.changes:
            continue
        if code in needed:
            yield _Step(code, needed[code], 1)
        yield from _options(question, answers.get(code, ""))


def _options(question: Question, said: str) -> Iterator[_Step]:
    if question.type is QuestionType.YES_NO:
        yield from (_Step(question.code, word, 1) for word in ("YES", "NO") if word != said)
        return
    codes = [option.code for option in question.options]
    place = codes.index(said) if said in codes else 0
    for at, option in enumerate(question.options):
        if option.code != said and option.aim:
            yield _Step(question.code, option.code, abs(at - place) if question.type is QuestionType.LEVEL else 1)
