"""Finding a program: what somebody said, held against the tables of the day. Keeps nothing. Used through `queries`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from guichet.plans.facts import amounts, said, worked
from guichet.programs.queries import finder_tables
from guichet.programs.rules import Change, Condition, Outcome, Question, Tables, outcome_of, smallest_change, to_ask
from guichet.programs.terms import Fit

GOAL = "GOAL"
Answers = Mapping[str, str]
_ORDER = (Fit.FITS, Fit.MAY, Fit.LATER, Fit.NOT)


@dataclass(frozen=True, slots=True)
class Finding:
    """Every program, those for the goal apart from the others, the best first; and by which tables it was found."""

    wanted: tuple[Outcome, ...]
    others: tuple[Outcome, ...]
    digest: str
    on: date

    def outcome(self, program: str) -> Outcome | None:
        """Return how one program stands."""
        return next((one for one in (*self.wanted, *self.others) if one.program == program), None)


def find_programs(answers: Answers, on: date) -> Finding:
    """Return how every program stands for somebody who said this, on a day."""
    tables, works = finder_tables(on), worked(on)
    outcomes = [
        outcome_of(program, answers, on=on, tables=tables, worked=works) for program in tables.programs
    ]  # fmt: skip
    wanted = programs_for(answers, on)
    return Finding(
        wanted=_ranked([one for one in outcomes if one.program in wanted]),
        others=_ranked([one for one in outcomes if one.program not in wanted]),
        digest=tables.digest,
        on=on,
    )


def programs_for(answers: Answers, on: date) -> tuple[str, ...]:
    """Return the programs that serve the goal that was said; all of them where none was."""
    goal, tables = answers.get(GOAL, ""), finder_tables(on)
    return tuple(code for code, one in tables.programs.items() if not goal or goal in one.goals)


def questions_left(answers: Answers, on: date) -> list[Question]:
    """Return what there is to ask, at most: the goal, then whatever can still change how a program for it stands."""
    tables = finder_tables(on)
    if GOAL not in answers:
        return [tables.questions[GOAL]]
    return to_ask(answers, programs_for(answers, on), on=on, tables=tables, worked=worked(on))


def change_for(program: str, answers: Answers, on: date) -> Change | None:
    """Return the smallest change after which nothing is in the way of a program; None where no two changes do."""
    return changes_for([program], answers, on)[program]


def changes_for(programs: Iterable[str], answers: Answers, on: date) -> dict[str, Change | None]:
    """Return the smallest change for each of some programs; what is worked out for one serves the others."""
    tables, works, least = finder_tables(on), worked(on), partial(amounts, on=on)
    return {
        program: smallest_change(program, answers, on=on, tables=tables, worked=works, amounts=least)
        for program in programs
    }


def worked_from(condition: Condition, on: date) -> frozenset[str]:
    """Return the questions that a condition rests on."""
    rests_on = worked(on).asked_for
    return frozenset(code for fact in condition.facts for code in rests_on(fact))


def answer_said(question: Question, word: str, on: date) -> str | None:
    """Return an answer as it is kept, empty for “I don’t know”; None where it is none to this question."""
    return said(question, word, on)


def carried_from(answers: Answers, program: str, on: date) -> dict[str, str]:
    """Return the answers that a program asks, by the names under which an application takes them."""
    return {question.field or question.code.lower(): word for question, word in asked_and_said(answers, program, on)}


def asked_and_said(answers: Answers, program: str, on: date) -> list[tuple[Question, str]]:
    """Return each question that a program asks and that was answered, with its answer."""
    tables = finder_tables(on)
    codes = _asked_by(program, tables) if program in tables.programs else set()
    return [(one, answers[code]) for code, one in tables.questions.items() if code in codes and answers.get(code)]


def _asked_by(program: str, tables: Tables) -> set[str]:
    return {code for one in tables.asked_by(program) for code in worked_from(one, date.min)}


def _ranked(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return the best first: by how they fit, then by how little is open or in the way; else in the usual order."""
    return tuple(
        sorted(
            outcomes, key=lambda one: (_ORDER.index(one.fit), len(one.failed), len(one.open), one.from_day or date.max)
        )
    )
