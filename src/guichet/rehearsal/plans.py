"""What the generator needs to know of each program: the catalogue's codes, and nothing else of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guichet.programs.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Plan:
    """One program as far as a file in it goes through stages, asks for documents, costs fees and may be refused.

    `grave` are the reasons that are never given before the client could answer a letter about them.
    """

    code: str
    line: str
    stages: tuple[str, ...]
    optional_stages: frozenset[str]
    documents: tuple[str, ...]
    fees: tuple[str, ...]
    reasons: tuple[str, ...]
    grave: frozenset[str]


def plans(catalogue: "Catalogue", on: date) -> Mapping[str, Plan]:
    """Return the plan of each listed program that files come in for and are decided in, by its code."""
    return {
        program.code: Plan(
            code=program.code,
            line=str(program.line.value),
            stages=program.stages,
            optional_stages=frozenset(program.optional_stages),
            documents=program.documents,
            fees=program.fees,
            reasons=program.reasons,
            grave=frozenset(code for code in program.reasons if catalogue.reason(code).needs_fairness_letter),
        )
        for program in catalogue.programs(on=on)
        if {"SUBMITTED", "DECISION"} <= set(program.stages)
    }
