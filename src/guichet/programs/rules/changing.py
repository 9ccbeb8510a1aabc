"""The smallest change that takes away what is in the way of a program: one answer, a day to wait for, or two of these.

Pure. Every change that is returned was tried: with it, nothing is in the way any more.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from guichet.programs.rules.finding import Answers, Facts, Held, Worked, held
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
    is passed over: the first of its two changes something that is in the way now, the second all that is then. Thus
    pairs are as many as answers that change something, not as many as two of them.
    """
    look = _Look(program, answers, on, tables, worked, amounts, _Base.of(program, worked.facts(answers, on), tables))
    alone = next((step for step in sorted(look.last_steps(()), key=_far) if not look.in_the_way((step,))), None)
    if alone:
        return _change((alone,))
    pairs = (
        (first, second)
        for first in sorted(look.steps(()), key=_far)
        for second in look.last_steps((first,))
        if second.question != first.question and not look.in_the_way((first, second))
    )
    pair = min(pairs, key=lambda two: two[0].far + two[1].far, default=None)
    return _change(pair) if pair else None


def _far(step: _Step) -> int:
    return step.far


def _change(steps: tuple[_Step, ...]) -> Change:
    days = [step.day for step in steps if step.day]
    return Change({step.question: step.value for step in steps if not step.day}, days[0] if days else None)


@dataclass(frozen=True, slots=True)
class _Base:
    """What a program asks as things stand: what is in the way, and which of it looks at which fact."""

    asked: tuple[Condition, ...]
    facts: Facts
    failed: frozenset[int]
    looks_at: Mapping[str, list[int]]

    @classmethod
    def of(cls, program: str, facts: Facts, tables: Tables) -> "_Base":
        asked = tables.asked_by(program)
        looks_at: dict[str, list[int]] = {}
        for at, condition in enumerate(asked):
            for fact in condition.facts:
                looks_at.setdefault(fact, []).append(at)
        failed = frozenset(at for at, condition in enumerate(asked) if held(condition, facts).held is Held.NO)
        return cls(asked, facts, failed, looks_at)

    def in_the_way(self, facts: Facts) -> list[Condition]:
        """Return what is in the way by other facts: only what looks at one that differs is asked again."""
        moved = {
            at for fact, places in self.looks_at.items() if facts.get(fact) != self.facts.get(fact) for at in places
        }
        failed = (self.failed - moved) | {at for at in moved if held(self.asked[at], facts).held is Held.NO}
        return [self.asked[at] for at in sorted(failed)]


@dataclass(frozen=True, slots=True)
class _Look:
    """A program, what somebody said, and what is in the way of it after some steps."""

    program: str
    answers: Answers
    on: date
    tables: Tables
    worked: Worked
    amounts: Amounts
    base: _Base
    _known: dict[tuple[_Step, ...], list[Condition]] = field(default_factory=dict)

    def in_the_way(self, taken: tuple[_Step, ...]) -> list[Condition]:
        """Return what is in the way once these steps are taken."""
        if taken not in self._known:
            change = _change(taken)
            facts = self.worked.facts({**self.answers, **change.answers}, change.from_day or self.on)
            self._known[taken] = self.base.in_the_way(facts)
        return self._known[taken]

    def steps(self, taken: tuple[_Step, ...]) -> Iterator[_Step]:
        """Yield the steps that change something which is in the way once those are taken; first the days to wait."""
        yield from self._steps(taken, set().union(*self._rests(taken)))

    def last_steps(self, taken: tuple[_Step, ...]) -> Iterator[_Step]:
        """Yield the steps that change everything which is in the way then: no other can be the last one."""
        rests = self._rests(taken)
        yield from self._steps(taken, set.intersection(*rests) if rests else set())

    def _rests(self, taken: tuple[_Step, ...]) -> list[set[str]]:
        """Return for each thing that is in the way the questions that it rests on."""
        return [
            {code for fact in condition.facts for code in self.worked.asked_for(fact)}
            for condition in self.in_the_way(taken)
        ]

    def _steps(self, taken: tuple[_Step, ...], codes: Collection[str]) -> Iterator[_Step]:
        said = {**self.answers, **_change(taken).answers}
        for day in sorted(set(self.worked.turns(said, self.on))):
            if day > self.on:
                yield _Step("", "", 0, day)
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
