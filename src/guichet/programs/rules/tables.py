"""The tables as in force on a day, compiled into one decision table of the engine. Pure.

Its rows are those of all conditions, each with the code of its condition as outcome; it collects every row that fires.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import zen

from guichet.foundation.languages import Text
from guichet.programs.rules.cells import Value
from guichet.programs.terms import Certainty, QuestionType

_KEY = "conditions"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `aim` says whether somebody could set out to get there."""

    code: str
    text: Text
    aim: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. `changes`: somebody could come to another answer; `field`: as applications name it."""

    code: str
    type: QuestionType
    ask: Text
    help: Text | None = None
    options: tuple[Option, ...] = ()
    changes: bool = True
    field: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def option(self, code: str) -> Option | None:
        """Return one of the answers to choose from."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a program asks: it holds where every cell of one of its rows does."""

    code: str
    needs: Text
    rows: tuple[Mapping[str, str], ...]
    source: str
    status: Certainty
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def facts(self) -> frozenset[str]:
        """Return what the condition looks at."""
        return frozenset(fact for row in self.rows for fact in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTable:
    """Which conditions a program asks, for which goals it is shown first, and what must come before it."""

    code: str
    goals: tuple[str, ...]
    conditions: tuple[str, ...]
    first: Text | None = None
    source: str = ""
    status: Certainty = Certainty.CONFIRMED
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything in force on a day, and the engine that decides by it. `digest` says by which tables something was
    decided."""

    questions: Mapping[str, Question]
    conditions: Mapping[str, Condition]
    programs: Mapping[str, ProgramTable]
    digest: str = field(init=False)
    _engine: "zen.ZenEngine" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the tables once."""
        graph = _graph(self.conditions)
        text = json.dumps(graph, sort_keys=True)
        asked = json.dumps({code: one.conditions for code, one in self.programs.items()}, sort_keys=True)
        content = zen.ZenDecisionContent(text)
        object.__setattr__(self, "digest", hashlib.sha256((text + asked).encode()).hexdigest())
        object.__setattr__(self, "_engine", zen.ZenEngine({"loader": lambda _key: content}))

    def met(self, facts: Mapping[str, Value]) -> frozenset[str]:
        """Return the conditions of which a row fires."""
        known = {name: facts.get(name) for name in self._names()}
        found = self._engine.evaluate(_KEY, known)["result"]
        return frozenset(one["met"] for one in found) - {""}

    def asked_by(self, program: str) -> tuple[Condition, ...]:
        """Return what a program asks, in its order."""
        return tuple(self.conditions[code] for code in self.programs[program].conditions)

    def _names(self) -> list[str]:
        return _facts(self.conditions)


def _facts(conditions: Mapping[str, Condition]) -> list[str]:
    return sorted({fact for condition in conditions.values() for fact in condition.facts})


def _graph(conditions: Mapping[str, Condition]) -> dict[str, Any]:
    """Return the decision table as the engine reads it, with an explicit last row that always fires."""
    names = _facts(conditions)
    rules = [
        {
            "_id": f"{condition.code}/{place}",
            **{name: row.get(name, "") for name in names},
            "met": f'"{condition.code}"',
        }
        for condition in conditions.values()
        for place, row in enumerate(condition.rows, start=1)
    ]
    rules.append({"_id": "ALWAYS", **dict.fromkeys(names, ""), "met": '""'})
    table = {
        "id": "table",
        "name": "table",
        "type": "decisionTableNode",
        "position": {"x": 1, "y": 0},
        "content": {
            "hitPolicy": "collect",
            "inputs": [{"id": name, "field": name, "name": name} for name in names],
            "outputs": [{"id": "met", "field": "met", "name": "met"}],
            "rules": rules,
        },
    }
    ends = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    return {"nodes": [ends[0], table, ends[1]], "edges": edges}
