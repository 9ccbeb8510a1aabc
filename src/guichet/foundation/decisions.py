"""Decision tables: clauses in order, the first that fits decides; and why each of the others did not. Pure.

A clause fits where each field it names has one of the values it wants; fields it does not name may be anything. Values
are words of closed sets, so that what would have to change for another clause to fit can be found by trying.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, TypeVar

from guichet.foundation.languages import Text

Result = TypeVar("Result")
# More changes than this at once explain nothing to anybody.
MOST_CHANGES = 3
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clause(Generic[Result]):
    """One line of a table: what it decides, why, its source, and what must be so for it to fit."""

    code: str
    outcome: Result
    reason: Text
    source: str
    when: Mapping[str, frozenset[str]]

    def misses(self, facts: Facts) -> tuple[str, ...]:
        """Return the fields that keep this clause from fitting."""
        return tuple(name for name, wanted in self.when.items() if facts[name] not in wanted)


@dataclass(frozen=True, slots=True)
class Passed(Generic[Result]):
    """A clause that did not decide: the fields that did not fit, or the earlier clause that decided before it.

    `change` is the smallest set of changes that would make it decide; empty where none of a few would.
    """

    clause: Clause[Result]
    misses: tuple[str, ...]
    change: Mapping[str, str]


class Table(Generic[Result]):
    """Clauses in order. The last names no fields, so that everything is decided."""

    def __init__(self, clauses: Sequence[Clause[Result]], domains: Mapping[str, Sequence[str]]) -> None:
        """Take the clauses and, for each field, the words it may have. Raises ValueError where unsound."""
        for clause in clauses:
            for name, wanted in clause.when.items():
                if unknown := wanted - set(domains[name]):
                    raise ValueError(f"{clause.code}: {name} is never {', '.join(sorted(unknown))}")
        if clauses[-1].when or len({clause.code for clause in clauses}) < len(clauses):
            raise ValueError("a table ends with a clause that always fits, and each has a code of its own")
        self.clauses = tuple(clauses)
        self.domains = {name: tuple(words) for name, words in domains.items()}

    def decide(self, facts: Facts) -> Clause[Result]:
        """Return the first clause that fits."""
        return next(clause for clause in self.clauses if not clause.misses(facts))

    def passed(self, facts: Facts) -> Iterator[Passed[Result]]:
        """Yield every clause that did not decide, in order, and the smallest change that would have made it decide."""
        decided = self.decide(facts)
        for clause in self.clauses:
            if clause is not decided:
                yield Passed(clause, clause.misses(facts), self.smallest_change(facts, clause))

    def smallest_change(self, facts: Facts, clause: Clause[Result]) -> Mapping[str, str]:
        """Return the fewest fields to change, and to what, for a clause to decide; empty where none of a few would."""
        # A change that the clause needs comes in any answer; then others, to pass by the clauses before it.
        needed = clause.misses(facts)
        free = [name for name in self.domains if name not in needed]
        for more in range(MOST_CHANGES - len(needed) + 1):
            for chosen in combinations(free, more):
                for words in product(*(self._words(name, clause) for name in (*needed, *chosen))):
                    change = dict(zip((*needed, *chosen), words, strict=True))
                    if self.decide({**facts, **change}) is clause:
                        return change
        return {}

    def _words(self, name: str, clause: Clause[Result]) -> Sequence[str]:
        wanted = clause.when.get(name)
        return [word for word in self.domains[name] if wanted is None or word in wanted]
