"""Which facts a caller is asked, and whether what they say agrees with what we hold. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from guichet.identity.terms import Fact
from guichet.language.names import tokens

# Of a telephone number so many digits at its end must agree: who tells it leaves out the country, or says 00 for +.
PHONE_DIGITS = 7
# Facts that are drawn by lot, as far as the file has them. Source: handbook, `channels.yaml`, identity_levels, L1.
BY_LOT = (Fact.COUNTRY, Fact.EMAIL, Fact.PHONE, Fact.PROGRAM)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the file says of a client, as far as a caller may be asked for it."""

    names: tuple[str, ...] = ()
    birth_date: date | None = None
    # The identifier and the numbers of the applications, letters and digits only.
    numbers: frozenset[str] = frozenset()
    country: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()


def can_be_asked(known: OnFile) -> tuple[Fact, ...]:
    """Return the facts that may be drawn by lot: those that the file has."""
    held = {
        Fact.COUNTRY: known.country,
        Fact.EMAIL: known.emails,
        Fact.PHONE: known.phones,
        Fact.PROGRAM: known.programs,
    }
    return tuple(fact for fact in BY_LOT if held[fact])


def agreeing(said: Mapping[Fact, str | date | None], known: OnFile) -> frozenset[Fact]:
    """Return the facts that agree. Every one is compared, whatever the others say."""
    return frozenset(fact for fact, value in said.items() if _agrees(fact, value, known))


def _agrees(fact: Fact, said: str | date | None, known: OnFile) -> bool:
    if not said:
        return False
    if fact is Fact.BIRTH_DATE:
        return said == known.birth_date
    text = str(said).strip()
    match fact:
        case Fact.NAME:
            return _is_full_name(text, known.names)
        case Fact.NUMBER:
            return _plain(text) in known.numbers
        case Fact.COUNTRY:
            return bool(known.country) and text.upper() == known.country
        case Fact.EMAIL:
            return text.lower() in known.emails
        case Fact.PHONE:
            return _same_number(text, known.phones)
        case _:
            return text in known.programs


def _is_full_name(said: str, names: Collection[str]) -> bool:
    """Return whether somebody said all of one of a person’s names, in any order and script, or all but one word."""
    words = set(tokens(said))
    for name in names:
        held = set(tokens(name))
        if words and words <= held and len(words) >= max(len(held) - 1, min(len(held), 2)):
            return True
    return False


def _same_number(said: str, phones: Collection[str]) -> bool:
    digits = "".join(sign for sign in said if sign.isdecimal())
    return len(digits) >= PHONE_DIGITS and any(phone.endswith(digits[-PHONE_DIGITS:]) for phone in phones)


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())
