"""The cells of decision tables: written as people write them, compiled before use, asked one by one. Pure.

The engine passes over a row with a broken cell without a word, and takes what was not said for null: so every cell is
compiled where it is read, and one that was not answered is never asked.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import zen

_WORD = re.compile(r"[A-Z0-9][A-Z0-9_]*\Z")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
Value = str | int | None


class BrokenCell(ValueError):
    """A cell that the engine cannot read."""


def cell_of(said: str | Sequence[str]) -> str:
    """Return a cell as the engine writes it: a word in quotes, words in a row, or a comparison. Raises BrokenCell."""
    words = [said] if isinstance(said, str) else list(said)
    if words and all(_WORD.match(word) and not _NUMBER.match(word) for word in words):
        cell = ", ".join(f'"{word}"' for word in words)
    elif len(words) == 1 and words[0].strip():
        cell = words[0].strip()
    else:
        raise BrokenCell(", ".join(words))
    _compiled(cell)
    return cell


@lru_cache(maxsize=1 << 16)
def matches(cell: str, value: Value) -> bool | None:
    """Return whether a value fits a cell; None where it is not known. A value of another kind than the cell’s does not.

    The same few cells are asked the same few values again and again: each pair is worked out once.
    """
    if value is None:
        return None
    try:
        return bool(_compiled(cell).evaluate({"$": value}))
    except RuntimeError:
        return False


@lru_cache(maxsize=4096)
def _compiled(cell: str) -> Any:
    try:
        return zen.compile_unary_expression(cell)
    except Exception as fault:
        # Its message holds a trace of its own insides: the first line says it.
        raise BrokenCell(f"{cell}: {str(fault).splitlines()[0][:120]}") from None
