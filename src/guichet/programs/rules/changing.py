"""The smallest change that takes away what is in the way of a program: one answer, a day to wait for, or two of these.

Pure. Every change that is returned was tried: with it, nothing is in the way any more.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from guichet.programs.rules.finding import Answers, Held, Worked, held
from guichet.programs.rules.tables import Condition, Question, Tables
from guichet.programs.terms import QuestionType

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

    Waiting comes first, since it asks nothing of anybody; then single answers, the nearest first; then pairs. No pair
    is passed over: one of its two changes something that is in the way now, the other something that is then.
    """
    look = _Look(program, answers, on, tables, worked, amounts)
    steps = sorted(look.steps(()), key=lambda step: step.far)
    alone = next((step for step in steps if not look.in_the_way((step,))), None)
    if alone:
        return _change((alone,))
    pairs = (
        (first, second)
        for first in steps
        for second in look.steps((first,))
        if second.question != first.question and not look.in_the_way((first, second))
    )
    pair = min(pairs, key=lambda two: two[0].far + two[1].far, default=None)
    return _change(pair) if pair else None


def _change(steps: tuple[_Step, ...]) -> Change:
    days = [step.day for step in steps if step.day]
    return Change({step.question: step.value for step in steps if not step.day}, days[0] if days else None)


@dataclass(frozen=True, slots=True)
class _Look:
    """A program, what somebody said, and what is in the way of it after some steps."""

    program: str
    answers: Answers
    on: date
    tables: Tables
    worked: Worked
    amounts: Amounts

    def in_the_way(self, taken: tuple[_Step, ...]) -> list[Condition]:
        """Return what is in the way once these steps are taken."""
        change = _change(taken)
        facts = self.worked.facts({**self.answers, **change.answers}, change.from_day or self.on)
        return [asked for asked in self.tables.asked_by(self.program) if held(asked, facts).held is Held.NO]

    def steps(self, taken: tuple[_Step, ...]) -> Iterator[_Step]:
        """Yield the steps that change something which is in the way once those are taken; first the days to wait."""
        said = {**self.answers, **_change(taken).answers}
        for day in sorted(set(self.worked.turns(said, self.on))):
            if day > self.on:
                yield _Step("", "", 0, day)
        codes = {
            code
            for condition in self.in_the_way(taken)
            for fact in condition.facts
            for code in self.worked.asked_for(fact)
        }
        needed = self.amounts(said, self.program)
        for code, question in self.tables.questions.items():
            if code not in codes or not question.changes:
                continue
            if code in needed:
                yield _Step(code, needed[code], 1)
            yield from _options(question, said.get(code, ""))


def _options(question: Question, said: str) -> Iterator[_Step]:
    if question.type is QuestionType.YES_NO:
        yield from (_Step(question.code, word, 1) for word in ("YES", "NO") if word != said)
        return
    codes = [option.code for option in question.options]
    place = codes.index(said) if said in codes else 0
    for at, option in enumerate(question.options):
        if option.code != said and option.aim:
            yield _Step(question.code, option.code, abs(at - place) if question.type is QuestionType.LEVEL else 1)
