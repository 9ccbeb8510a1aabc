"""What a record of the finder may say: questions, conditions, the table of each program, and worked cases."""

from typing import Any

import yaml

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import Faults
from guichet.foundation.dated.records import Kind
from guichet.programs.rules.cells import BrokenCell, cell_of
from guichet.programs.terms import Fit, QuestionType


def cells(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read the rows of a condition: for each fact a cell, compiled here, for a broken one would be passed over later.

    A cell is a word, a list of words or a comparison; it is given back as the engine of tables writes it.
    """
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        faults.at(node, "BAD_CELL", key=key, found="[]")
        return ()
    return tuple(_row(row, key, faults) for row in node.value)


def said(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a mapping of codes to words, such as the answers of a worked case."""
    if not isinstance(node, yaml.MappingNode):
        faults.at(node, "BAD_CELL", key=key, found=type(node).__name__)
        return {}
    return {str(name.value): str(value.value).strip() for name, value in node.value}


def _row(node: yaml.Node, key: str, faults: Faults) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode) or not node.value:
        faults.at(node, "BAD_CELL", key=key, found="{}")
        return {}
    row = {}
    for name, value in node.value:
        words = [one.value for one in value.value] if isinstance(value, yaml.SequenceNode) else value.value
        try:
            row[str(name.value)] = cell_of(words)
        except BrokenCell as broken:
            faults.at(value, "BAD_CELL", key=f"{key}.{name.value}", found=str(broken))
    return row


TEXT = Field(fields.text)
YES = Field(fields.flag, required=False, default=True)
CODES = Field(fields.codes, required=False, default=())
FINDER_KINDS = (
    Kind(
        "finder_question",
        "finder/questions.yaml",
        {
            "type": Field(fields.one_of(*QuestionType.values)),
            "ask": TEXT,
            "help": Field(fields.text, required=False),
            "options": Field(
                fields.rows_of(code=Field(fields.code), text=TEXT, aim=YES), required=False, default=()
            ),
            "changes": YES,
            "field": Field(fields.word, required=False, default=""),
        },
        "la question",
    ),
    Kind("finder_condition", "finder/conditions.yaml", {"needs": TEXT, "rows": Field(cells)}, "la condition"),
    Kind(
        "finder_program",
        "finder/programs.yaml",
        {
            "goals": Field(fields.codes),
            "conditions": Field(fields.codes, refers_to="finder_condition"),
            "first": Field(fields.text, required=False),
        },
        "le tableau",
    ),
    Kind(
        "finder_case",
        "finder/cases/*.yaml",
        {
            "about": Field(fields.code),
            "on": Field(fields.day),
            "said": Field(said),
            "expected": Field(fields.one_of(*Fit.values)),
            "from_day": Field(fields.day, required=False),
            "lacks": CODES,
        },
        "le cas",
    ),
)  # fmt: skip
