"""How the forms of the office read what is typed: one line of words, codes with spaces or commas between them."""

import re


def one_line(said: str) -> str:
    """Return words on one line, without outer space."""
    # Not split(): that would take the no-break spaces of French for ends of words.
    return re.sub(r"[ \t\r\n]+", " ", said).strip()


def codes_in(said: str) -> tuple[str, ...]:
    """Return codes in capitals, each once, in their order."""
    return tuple(dict.fromkeys(said.replace(",", " ").upper().split()))
