"""The digit that catches a slip in a number that people say, type and copy. Pure."""


def check_digit(start: str) -> str:
    """Return the digit that catches every single wrong digit, and nearly every swap. Source: ISO/IEC 7064, MOD 11,10.

    Not the one of payment cards: a number of ours must not look like the number of one.
    """
    kept = 10
    for digit in start:
        kept = ((kept + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - kept) % 10)
