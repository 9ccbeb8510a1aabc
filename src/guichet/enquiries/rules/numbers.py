"""The number of an enquiry, as people read it, say it and write it back to us. Pure.

`Q-100-000-427`: a letter that stands for the word in both languages, the row, and a digit that catches a slip. It opens
nothing: who knows a number has shown nothing by it.
"""

import re

from guichet.foundation.check_digits import check_digit

LETTER = "Q"
# Nine digits from the first on, the last of them the check.
_FIRST = 10_000_000
_LAST = 99_999_999
_GAP = r"[\s\u00a0.\-‐‑–]{0,2}"
_WRITTEN = re.compile(rf"(?<![^\W_]){LETTER}{_GAP}(\d{{3}}){_GAP}(\d{{3}}){_GAP}(\d{{3}})(?!\d)", re.IGNORECASE)


def reference_of(row: int) -> str:
    """Return the number under which an enquiry is known outside. Raises ValueError for more rows than it can name."""
    if not 0 < row <= _LAST - _FIRST:
        raise ValueError("no number for such a row")
    start = str(_FIRST + row)
    digits = start + check_digit(start)
    return f"{LETTER}-{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def rows_in(text: str) -> tuple[int, ...]:
    """Return the rows of all enquiries whose number stands in a text, in order, each once; slips name none."""
    found = (_row("".join(match.groups())) for match in _WRITTEN.finditer(text))
    return tuple(dict.fromkeys(row for row in found if row))


def _row(digits: str) -> int:
    start, last = digits[:-1], digits[-1]
    return int(start) - _FIRST if check_digit(start) == last and int(start) > _FIRST else 0
