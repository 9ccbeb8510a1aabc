"""What a number means, and how it and an address are shown. Pure."""

import re

NOT_DIGITS = re.compile(r"[\s\-.()/\u00a0\u202f–]+")


def uci_of(text: str) -> str | None:
    """Return the digits of a unique client identifier, however it is spaced; None where it is none.

    It has eight digits (older ones) or ten. Source: the department’s form of the number.
    """
    digits = NOT_DIGITS.sub("", text)
    return digits if digits.isascii() and digits.isdigit() and len(digits) in {8, 10} else None


def shown_uci(uci: str) -> str:
    """Return an identifier in the groups in which it is printed: 11-1222-3334, or 1112-2233 for the older ones."""
    return "-".join(part for part in (uci[:-8], uci[-8:-4], uci[-4:]) if part)


def masked_email(address: str) -> str:
    """Return an address that its owner knows again and a stranger does not learn: a•••@example.org."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••{at}{domain}"


def masked_phone(number: str) -> str:
    """Return the last two digits of a telephone number, the rest hidden."""
    return f"•••{number[-2:]}" if len(number) > 4 else "•••"
