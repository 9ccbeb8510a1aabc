"""The values of an event: read, checked, or refused with a reason. Pure, and quick: this runs for every line."""

import re
from collections.abc import Collection, Container, Mapping
from datetime import UTC, date, datetime
from typing import Any

from guichet.applications.feed.codes import Codes
from guichet.applications.feed.facts import Fault
from guichet.applications.terms import SetAsideReason as Reason

LONGEST_ID = 120
MOST_CODES = 100
# Nothing in a case system happened before 1900; nothing is due after 2199.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_UCI = re.compile(r"[0-9]{8}|[0-9]{10}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]{1,9})?(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)


class Unfit(Exception):
    """A value of an event cannot be right; says why."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.fault = Fault(reason, detail[:300])


def text_of(values: Mapping[str, Any], field: str, longest: int, where: str = "") -> str:
    """Return a text that must be there: not blank, in one line, without characters that nobody can see."""
    value = values.get(field)
    if value is None or value == "":
        raise Unfit(Reason.MISSING_FIELD, where + field)
    if type(value) is not str or len(value) > longest or not value.isprintable() or value.isspace():
        raise Unfit(Reason.BAD_VALUE, where + field)
    return value


def data_text(data: Mapping[str, Any], field: str, longest: int) -> str:
    """Return a text that must be there among an event’s data."""
    return text_of(data, field, longest, "data.")


def moment_of(value: str, until: datetime) -> datetime:
    """Return a moment in UTC. Without its zone it could be any of a day’s, and is refused; so is one after `until`."""
    shape = _MOMENT.fullmatch(value)
    if shape is None:
        raise Unfit(Reason.BAD_VALUE, "time")
    if shape["zone"] is None:
        raise Unfit(Reason.BAD_VALUE, "time: no zone")
    try:
        moment = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unfit(Reason.BAD_VALUE, "time") from None
    if moment.year < FIRST_YEAR or moment > until:
        raise Unfit(Reason.BAD_VALUE, "time: too early" if moment.year < FIRST_YEAR else "time: in the future")
    return moment


def date_of(data: Mapping[str, Any], field: str, first_year: int) -> date | None:
    """Return a day, or None where none is given."""
    value = data.get(field)
    if value is None or value == "":
        return None
    if type(value) is str and _DATE.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if first_year <= found.year <= LAST_YEAR:
                return found
    raise Unfit(Reason.BAD_VALUE, f"data.{field}")


def uci_of(data: Mapping[str, Any]) -> str:
    """Return the client’s number."""
    uci = data_text(data, "uci", LONGEST_ID)
    if not _UCI.fullmatch(uci):
        raise Unfit(Reason.BAD_VALUE, "data.uci")
    return uci


def code_of(data: Mapping[str, Any], field: str, known: Container[str], reason: Reason) -> str:
    """Return a code that is known; `reason` is why one that is not is refused."""
    code = data_text(data, field, LONGEST_ID)
    if code not in known:
        raise Unfit(reason, f"data.{field} = {code}")
    return code


def office_of(data: Mapping[str, Any], codes: Codes) -> str:
    """Return the code of an office, or nothing where none is given."""
    if data.get("office") in (None, ""):
        return ""
    return code_of(data, "office", codes.offices, Reason.UNKNOWN_OFFICE)


def codes_of(values: Any, field: str, known: Container[str], reason: Reason) -> tuple[str, ...]:
    """Return several codes that are known, each once."""
    if type(values) is not list or len(values) > MOST_CODES:
        raise Unfit(Reason.BAD_VALUE, f"data.{field}")
    for code in values:
        if type(code) is not str:
            raise Unfit(Reason.BAD_VALUE, f"data.{field}")
        if code not in known:
            raise Unfit(reason, f"data.{field} = {_shown(code)}")
    return tuple(dict.fromkeys(values))


def _shown(code: str) -> str:
    return code[:100] if code.isprintable() else "?"


def choice_of(data: Mapping[str, Any], field: str, choices: Collection[str], default: str = "") -> str:
    """Return one of the choices; the default where none is given, if there is one."""
    value = data.get(field)
    if value is None or value == "":
        if not default:
            raise Unfit(Reason.MISSING_FIELD, f"data.{field}")
        return default
    if type(value) is not str or value not in choices:
        raise Unfit(Reason.BAD_VALUE, f"data.{field}")
    return value
