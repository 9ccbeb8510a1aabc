"""Holding answers against the tables: what fits, what is missing, what is in the way, and what is still to be asked.

Pure. What was not answered leaves a condition open; it never decides one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from guichet.programs.rules.cells import Value, matches
from guichet.programs.rules.tables import Condition, Question, Tables
from guichet.programs.terms import Fit

Facts = Mapping[str, Value]
# Answers as they were given, by question; an empty one is “I don’t know”.
Answers = Mapping[str, str]


class Held(Enum):
    """Whether a condition holds."""

    YES = "YES"
    NO = "NO"
    OPEN = "OPEN"


@dataclass(frozen=True, slots=True)
class Worked:
    """How answers become facts, and which answers a fact rests on; the days on which a fact may turn by itself."""

    facts: Callable[[Answers, date], Facts]
    rests_on: Mapping[str, tuple[str, ...]]
    turns: Callable[[Answers, date], Iterable[date]]

    def asked_for(self, fact: str) -> tuple[str, ...]:
        """Return the questions that a fact rests on: those it is worked out from, or itself."""
        return self.rests_on.get(fact, (fact,))


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition held against what was said."""

    condition: Condition
    held: Held
    # Facts that are not known and could still decide it.
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program stands for somebody on a day. `from_day`: nothing is in its way from then on, if nothing else
    changes; `last_day`: until then."""

    program: str
    fit: Fit
    checked: tuple[Checked, ...]
    from_day: date | None = None
    last_day: date | None = None

    @property
    def failed(self) -> tuple[Checked, ...]:
        """Return what is in the way."""
        return tuple(one for one in self.checked if one.held is Held.NO)

    @property
    def open(self) -> tuple[Checked, ...]:
        """Return what cannot be said yet."""
        return tuple(one for one in self.checked if one.held is Held.OPEN)


def held(condition: Condition, facts: Facts) -> Checked:
    """Return whether a condition holds: yes where a row does, no where every row has a cell that does not."""
    missing: set[str] = set()
    for row in condition.rows:
        found = {name: matches(cell, facts.get(name)) for name, cell in row.items()}
        if all(found.values()):
            return Checked(condition, Held.YES)
        if False not in found.values():
            missing |= {name for name, fits in found.items() if fits is None}
    return Checked(condition, Held.OPEN, frozenset(missing)) if missing else Checked(condition, Held.NO)


def outcome_of(program: str, answers: Answers, *, on: date, tables: Tables, worked: Worked) -> Outcome:
    """Return how a program stands, with the day from which or until which time alone decides."""
    now = _checked(program, worked.facts(answers, on), tables)
    fit = _fit(now)
    from_day = last_day = None
    for day in sorted(set(worked.turns(answers, on))):
        if day <= on:
            continue
        then = _fit(_checked(program, worked.facts(answers, day), tables))
        if fit is Fit.NOT and then is not Fit.NOT:
            from_day, fit = day, Fit.LATER
            break
        if fit in {Fit.FITS, Fit.MAY} and then is Fit.NOT:
            last_day = day
            break
    return Outcome(program, fit, now, from_day, last_day)


def to_ask(answers: Answers, programs: Iterable[str], *, on: date, tables: Tables, worked: Worked) -> list[Question]:
    """Return the questions that can still change how one of the programs stands, in their order.

    Nothing is asked for a program that is out already, nor what was answered, “I don’t know” among the answers.
    """
    facts = worked.facts(answers, on)
    wanted: set[str] = set()
    for program in programs:
        checked = _checked(program, facts, tables)
        if _fit(checked) is Fit.MAY:
            wanted |= {code for one in checked for fact in one.missing for code in worked.asked_for(fact)}
    return [question for code, question in tables.questions.items() if code in wanted and code not in answers]


def _checked(program: str, facts: Facts, tables: Tables) -> tuple[Checked, ...]:
    return tuple(held(condition, facts) for condition in tables.asked_by(program))


def _fit(checked: Iterable[Checked]) -> Fit:
    states = {one.held for one in checked}
    if Held.NO in states:
        return Fit.NOT
    return Fit.MAY if Held.OPEN in states else Fit.FITS
