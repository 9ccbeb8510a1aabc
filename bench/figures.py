"""What a measurement gives, and how it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Figure(Protocol):
    """One figure, with the floor taken in the same run and what is wanted, where there is any."""

    what: str
    value: float
    unit: str
    floor: float | None
    wanted: str


@dataclass(frozen=True, slots=True)
class Row:
    """See `Figure`; for modules that need no more."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    wanted: str = ""


def table(figures: Sequence[Figure]) -> str:
    """Return figures as a table of text."""
    head = ("what", "measured", "floor", "wanted")
    lines = [head, *((one.what, _shown(one.value, one.unit), _shown(one.floor, one.unit), one.wanted)
                     for one in figures)]  # fmt: skip
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        f"{line[0]:<{widths[0]}}  {line[1]:>{widths[1]}}  {line[2]:>{widths[2]}}  {line[3]:<{widths[3]}}".rstrip()
        for line in lines
    )


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
    return f"{number} {unit}".strip()
