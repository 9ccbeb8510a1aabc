"""The code under which a plan is found again. Pure, but for drawing lots.

Digits only: they are the same in every script, are said over the telephone in any language, and an old one types them
with one key each. Fifteen by lot, so that guessing is hopeless whatever the number of plans, and one that catches a
slip before anything is looked up.
"""

import secrets

from guichet.foundation.check_digits import check_digit

DIGITS = 16
_GROUP = 4


def new_code() -> str:
    """Return a code that nobody can guess."""
    start = str(secrets.randbelow(9) + 1) + "".join(secrets.choice("0123456789") for _ in range(DIGITS - 2))
    return start + check_digit(start)


def code_in(typed: str) -> str:
    """Return the code that somebody typed, in any script, with anything between the groups; empty if it is none."""
    kept = [sign for sign in typed if not (sign.isspace() or sign in "-‐‑–—.·\u200e\u200f")]
    if len(kept) != DIGITS or not all(sign.isdecimal() for sign in kept):
        return ""
    code = "".join(str(int(sign)) for sign in kept)
    return code if code[-1] == check_digit(code[:-1]) else ""


def grouped(code: str) -> str:
    """Return a code in groups of four, as it is shown, printed and said."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
