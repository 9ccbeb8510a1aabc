"""The shapes of codes and account numbers. Pure, but for drawing lots.

Digits only: they are the same in every script, and an old telephone types them with one key each.
"""

import hashlib
import secrets
from collections import Counter

PRINTED_DIGITS, POSTED_DIGITS, TEXT_DIGITS, NAME_DIGITS = 12, 10, 6, 10
# About 16 MB and some 40 ms for each guess, here or at whoever stole the tables.
_SCRYPT = {"n": 1 << 14, "r": 8, "p": 1, "dklen": 32}
_DIGITS = "0123456789"


def new_code(digits: int) -> str:
    """Return a code of so many digits, drawn by lot."""
    return "".join(secrets.choice(_DIGITS) for _ in range(digits))


def new_name() -> str:
    """Return the number of an account: nine digits by lot and one that catches a slip. Source: ISO/IEC 7812 (Luhn)."""
    start = secrets.choice("123456789") + new_code(NAME_DIGITS - 2)
    return next(start + last for last in _DIGITS if luhn_agrees(start + last))


def luhn_agrees(number: str) -> bool:
    """Return whether the last digit of a number fits the others. Source: ISO/IEC 7812, annex B."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def digits_in(typed: str) -> str:
    """Return the digits that somebody typed, of whatever script, without blanks and hyphens between them.

    Empty where something else stands among them.
    """
    kept = [sign for sign in typed if not (sign.isspace() or sign in "-‐‑–—.·")]
    if not all(sign.isdecimal() for sign in kept):
        return ""
    return "".join(str(int(sign)) for sign in kept)


def grouped(code: str) -> str:
    """Return a code in groups that are easy to copy: 1234 5678 9012, 123 456 7890, 12345 67890."""
    match len(code):
        case 12:
            return " ".join((code[:4], code[4:8], code[8:]))
        case 10:
            return " ".join((code[:3], code[3:6], code[6:]))
        case _:
            return code


def digest_of(code: str, salt: bytes) -> str:
    """Return the slow hash by which a code is known again."""
    return hashlib.scrypt(code.encode(), salt=salt, **_SCRYPT).hex()


def same(one: str, other: str) -> bool:
    """Return whether two hashes are the same, in a time that tells nothing."""
    return secrets.compare_digest(one, other)


def is_easy_pin(pin: str) -> bool:
    """Return whether a PIN is among the first that anybody would guess: one digit, runs, pairs, years, dates."""
    if len(Counter(pin)) < 3 or pin in "01234567890123456789" or pin in "98765432109876543210":
        return True
    halves = len(pin) // 2
    return pin[:halves] == pin[halves:] or pin.startswith(("19", "20"))
