"""Rules that worked cases are held against, whatever they decide: how a row is read, decided and explained. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from guichet.foundation.decisions import Table
from guichet.foundation.languages import Text

Row = Mapping[str, str]


class Unreadable(ValueError):
    """A row says something in a column that the rule does not know."""

    def __init__(self, column: str, said: str) -> None:
        self.column = column
        self.said = said
        super().__init__(f"{column}: {said or '(empty)'}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule, as it fared: `decided` is the one that did.

    `misses` are (column, what it says, what the line wants); none where an earlier line decided before it. `change` is
    the smallest change to the case that would have made this line decide; empty where no small one would.
    """

    code: str
    result: str
    reason: Text
    source: str
    decided: bool = False
    misses: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    change: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step on the way to a result, where it is worked out and not looked up."""

    code: str
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What a rule decides of a case, by which line, by which steps, and why not by each of the others."""

    result: str
    lines: tuple[Line, ...]
    steps: tuple[Reason, ...] = ()

    @property
    def fired(self) -> Line:
        """Return the line that decided."""
        return next(line for line in self.lines if line.decided)

    @classmethod
    def by(
        cls, table: Table[Any], facts: Mapping[str, str], columns: Mapping[str, str], result: Callable[[Any], str]
    ) -> Self:
        """Return how a decision table comes to its answer; `columns` says by which name a case knows each field."""
        clause = table.decide(facts)
        lines = [Line(clause.code, result(clause), clause.reason, clause.source, decided=True)]
        lines += [
            Line(
                passed.clause.code,
                result(passed.clause),
                passed.clause.reason,
                passed.clause.source,
                misses=tuple(
                    (columns[name], facts[name], tuple(sorted(passed.clause.when[name]))) for name in passed.misses
                ),
                change={columns[name]: word for name, word in passed.change.items()},
            )
            for passed in table.passed(facts)
        ]
        return cls(result(clause), tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule under its name: the columns of its cases, those that hold results, and what it makes of a row."""

    name: str
    source: str
    columns: tuple[str, ...]
    results: tuple[str, ...]
    # Raises Unreadable for a row that it cannot read.
    decide: Callable[[Row], Mapping[str, str]]
    explain: Callable[[Row], Explained]
    # Cases that come with the rule, where any do.
    own_cases: Path | None = None
    # The same where they are records of data and no file of rows: each with its number.
    own_rows: Callable[[], Iterable[tuple[int, Row]]] | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case that a rule decides otherwise than expected, or could not read: `got` then says which column."""

    case: str
    line: int
    column: str
    expected: str
    got: str


def verify(rule: Rule, rows: Iterable[tuple[int, Row]]) -> tuple[int, list[Disagreement]]:
    """Return how many cases there are, and each result that differs; rows come with their line's number."""
    count, differing = 0, []
    for line, row in rows:
        count += 1
        case = row.get("case") or str(line)
        try:
            got = rule.decide(row)
        except Unreadable as fault:
            differing += [Disagreement(case, line, fault.column, row.get(rule.results[0], ""), f"unreadable: {fault}")]
            continue
        differing += [
            Disagreement(case, line, column, row[column], got[column])
            for column in rule.results
            if row.get(column, "").strip() != got[column]
        ]
    return count, differing


def missing_columns(rule: Rule, there: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that cases of a rule need and a file lacks."""
    known = set(there)
    return tuple(name for name in (*rule.columns, *rule.results) if name not in known)
