"""A line of the feed in, an event or the reason why not out. Pure, and quick: this runs for every line.

Checks are written out by hand: a validation library took some six times as long on the same lines.
"""

import json
import re
from collections.abc import Callable, Collection, Container, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_possible_number
from phonenumbers import parse as parse_phone

from guichet.applications.feed.codes import Codes
from guichet.applications.feed.facts import (
    ClientFacts,
    DecisionFacts,
    Facts,
    Fault,
    FeedLine,
    FeedType,
    FeeFacts,
    NoteFacts,
    OfficeFacts,
    ReceiptFacts,
    ReceivedFacts,
    RequestFacts,
    SectionFacts,
    StageFacts,
)
from guichet.applications.terms import SetAsideReason as Reason
from guichet.clients.terms import ContactKind, NoticeChannel
from guichet.foundation.languages import Language

# The columns these end up in; a longer value is refused here rather than by the database.
LONGEST_ID = 120
LONGEST_NAME = 200
MOST_NAMES = 20
MOST_CODES = 100
LONGEST_NOTE = 20_000
LONGEST_RECEIPT = 60

# Nothing in a case system happened before 1900, and no person in it was born before 1850; nothing is due after 2199.
FIRST_YEAR, FIRST_BIRTH_YEAR, LAST_YEAR = 1900, 1850, 2199
# The region in which a number without a country code is read.
HOME_REGION = "CA"

_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}", re.ASCII)
_UCI = re.compile(r"[0-9]{8}|[0-9]{10}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]{1,9})?(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]{2,}")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_AMOUNT = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LANGUAGES = frozenset(language.value for language in Language)
_CHANNELS = frozenset(NoticeChannel.values)


class Unfit(Exception):
    """A value of an event cannot be right; says why."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.fault = Fault(reason, detail[:300])


def parse_line(raw: bytes, *, codes: Codes, until: datetime) -> FeedLine | Fault:
    """Return the event that a line of JSON tells, or why it cannot be accepted.

    `until` is the last moment at which an event can have happened: a time beyond it is a wrong clock, and would
    overrule everything that happens before that moment comes.
    """
    event = json_value(raw)
    return event if isinstance(event, Fault) else parse_event(event, codes=codes, until=until)


def json_value(raw: bytes) -> Any:
    """Return what a line of JSON holds, or the Fault that says why it cannot be read."""
    if b"\x00" in raw:
        return Fault(Reason.NOT_TEXT, "NUL")
    try:
        return _loads(raw.decode("utf-8"))
    except UnicodeDecodeError as unreadable:
        return Fault(Reason.NOT_TEXT, f"byte {unreadable.start + 1}")
    except Unfit as unfit:
        return unfit.fault
    except RecursionError:
        return Fault(Reason.NOT_JSON, "too deep")
    except json.JSONDecodeError as broken:
        return Fault(Reason.NOT_JSON, f"character {broken.pos + 1}")
    except ValueError:
        # Python refuses to read numbers of thousands of digits.
        return Fault(Reason.BAD_VALUE, "number")


def parse_event(event: Any, *, codes: Codes, until: datetime) -> FeedLine | Fault:
    """Return an event that came as JSON values, checked, or why it cannot be accepted; see `parse_line`."""
    try:
        return _event(event, codes, until)
    except Unfit as unfit:
        return unfit.fault
    except RecursionError:
        return Fault(Reason.NOT_JSON, "too deep")


def _event(event: Any, codes: Codes, until: datetime) -> FeedLine:
    if type(event) is not dict:
        raise Unfit(Reason.NOT_AN_EVENT, "{}")
    version = event.get("specversion", "1.0")
    if version != "1.0":
        raise Unfit(Reason.NOT_AN_EVENT, "specversion")
    event_id = _text(event, "id", LONGEST_ID)
    kind = _text(event, "type", LONGEST_ID)
    time = _moment(_text(event, "time", LONGEST_ID), until)
    read = _READERS.get(kind)
    if read is None:
        raise Unfit(Reason.UNKNOWN_TYPE, f"type = {kind[:100]}")
    data = event.get("data")
    if type(data) is not dict:
        raise Unfit(Reason.MISSING_FIELD if data is None else Reason.BAD_VALUE, "data")
    subject = ""
    if kind != FeedType.CLIENT_REGISTERED:
        subject = _text(event, "subject", LONGEST_ID)
        if not _SUBJECT.fullmatch(subject):
            raise Unfit(Reason.BAD_VALUE, "subject")
    left_out: list[str] = []
    facts = read(data, codes, left_out)
    stored = _storable(data)
    return FeedLine(event_id, FeedType(kind), time, subject, data, stored, facts, tuple(left_out))


def facts_of(kind: str, data: Mapping[str, Any], codes: Codes) -> Facts:
    """Return the facts of an event that was accepted before. Raises Unfit where it would not be accepted now."""
    return _READERS[kind](data, codes, [])


def _storable(data: dict[str, Any]) -> str:
    """Return `data` as JSON text that PostgreSQL can hold and give back. Raises Unfit where it cannot."""
    try:
        stored = _dumps(data)
        stored.encode()
    except UnicodeEncodeError:
        raise Unfit(Reason.BAD_VALUE, "data: half a character") from None
    except ValueError:
        raise Unfit(Reason.BAD_VALUE, "data: number") from None
    if "\\u0000" in stored and _holds_nul(data):
        raise Unfit(Reason.BAD_VALUE, "data: NUL")
    return stored


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_holds_nul(key) or _holds_nul(item) for key, item in value.items())
    return isinstance(value, list) and any(_holds_nul(item) for item in value)


# --- JSON -----------------------------------------------------------------------------------------------------
def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unfit(Reason.BAD_VALUE, "a key stands twice")
    return found


def _no_constant(constant: str) -> NoReturn:
    raise Unfit(Reason.BAD_VALUE, constant)


_dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_loads = json.JSONDecoder(object_pairs_hook=_without_doubles, parse_constant=_no_constant).decode


# --- Values ---------------------------------------------------------------------------------------------------
def _text(values: Mapping[str, Any], field: str, longest: int, where: str = "") -> str:
    """Return a text that must be there: not blank, in one line, without characters that nobody can see."""
    value = values.get(field)
    if value is None or value == "":
        raise Unfit(Reason.MISSING_FIELD, where + field)
    if type(value) is not str or len(value) > longest or not value.isprintable() or value.isspace():
        raise Unfit(Reason.BAD_VALUE, where + field)
    return value


def _data_text(data: Mapping[str, Any], field: str, longest: int) -> str:
    return _text(data, field, longest, "data.")


def _moment(value: str, until: datetime) -> datetime:
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


def _date(data: Mapping[str, Any], field: str, first_year: int) -> date | None:
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


def _uci(data: Mapping[str, Any]) -> str:
    uci = _data_text(data, "uci", LONGEST_ID)
    if not _UCI.fullmatch(uci):
        raise Unfit(Reason.BAD_VALUE, "data.uci")
    return uci


def _code(data: Mapping[str, Any], field: str, known: Container[str], reason: Reason) -> str:
    code = _data_text(data, field, LONGEST_ID)
    if code not in known:
        raise Unfit(reason, f"data.{field} = {code}")
    return code


def _office(data: Mapping[str, Any], codes: Codes) -> str:
    if data.get("office") in (None, ""):
        return ""
    return _code(data, "office", codes.offices, Reason.UNKNOWN_OFFICE)


def _codes(values: Any, field: str, known: Container[str], reason: Reason) -> tuple[str, ...]:
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


def _choice(data: Mapping[str, Any], field: str, choices: Collection[str], default: str = "") -> str:
    value = data.get(field)
    if value is None or value == "":
        if not default:
            raise Unfit(Reason.MISSING_FIELD, f"data.{field}")
        return default
    if type(value) is not str or value not in choices:
        raise Unfit(Reason.BAD_VALUE, f"data.{field}")
    return value


# --- Facts, type by type --------------------------------------------------------------------------------------
def _client(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> ClientFacts:
    country = data.get("country") or ""
    if type(country) is not str or (country and not _COUNTRY.fullmatch(country)):
        raise Unfit(Reason.BAD_VALUE, "data.country")
    return ClientFacts(
        uci=_uci(data),
        names=_names(data),
        birth_date=_date(data, "birth_date", FIRST_BIRTH_YEAR),
        country=country,
        language=_choice(data, "language", _LANGUAGES),
        channel=_choice(data, "channel", _CHANNELS, NoticeChannel.EMAIL.value),
        email=_reachable(data, "email", _email, left_out),
        phone=_reachable(data, "phone", _phone, left_out),
    )


def _names(data: Mapping[str, Any]) -> tuple[str, ...]:
    names = data.get("names")
    if not names:
        raise Unfit(Reason.MISSING_FIELD, "data.names")
    if type(names) is not list or len(names) > MOST_NAMES:
        raise Unfit(Reason.BAD_VALUE, "data.names")
    found = []
    for name in names:
        if type(name) is not dict:
            raise Unfit(Reason.BAD_VALUE, "data.names")
        text = name.get("text")
        if type(text) is not str or not _is_name(text):
            raise Unfit(Reason.BAD_VALUE, "data.names.text")
        found.append(text.strip())
    return tuple(dict.fromkeys(found))


def _is_name(text: str) -> bool:
    """Return whether a text can be a name. Scripts such as Persian and Sinhala need joiners, which do not print."""
    if not text.isprintable():
        text = text.replace("\u200c", "").replace("\u200d", "").replace("\u00a0", " ")
    return text.isprintable() and not text.isspace() and 0 < len(text) <= LONGEST_NAME


def _reachable(data: Mapping[str, Any], field: str, read: Callable[[str], str | None], left_out: list[str]) -> str:
    """Return an address or number as it is kept. One that cannot be right is left out: the client matters more."""
    value = data.get(field)
    if value is None or value == "":
        return ""
    found = read(value.strip()) if type(value) is str else None
    if found is None:
        left_out.append(field)
    return found or ""


def _email(value: str) -> str | None:
    value = value.lower()
    return value if len(value) <= 254 and value.isprintable() and _EMAIL.fullmatch(value) else None


def _phone(value: str) -> str | None:
    if _E164.fullmatch(value):
        return value
    if len(value) > 40:
        return None
    try:
        number = parse_phone(value, HOME_REGION)
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_possible_number(number) else None


def _received(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> ReceivedFacts:
    return ReceivedFacts(
        _uci(data), _code(data, "program", codes.programs, Reason.UNKNOWN_PROGRAM), _office(data, codes)
    )


def _stage(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> StageFacts:
    return StageFacts(_code(data, "stage", codes.stages, Reason.UNKNOWN_STAGE), _office(data, codes))


def _section(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> SectionFacts:
    section, status = _data_text(data, "section", LONGEST_ID), _data_text(data, "status", LONGEST_ID)
    if (section, status) not in codes.sections:
        raise Unfit(Reason.UNKNOWN_SECTION, f"data.section = {section}, data.status = {status}")
    return SectionFacts(section, status)


def _request(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> RequestFacts:
    documents = data.get("documents")
    if not documents:
        raise Unfit(Reason.MISSING_FIELD, "data.documents")
    return RequestFacts(
        _codes(documents, "documents", codes.documents, Reason.UNKNOWN_DOCUMENT), _date(data, "due", FIRST_YEAR)
    )


def _receipt(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> ReceiptFacts:
    documents = data.get("documents")
    if not documents:
        raise Unfit(Reason.MISSING_FIELD, "data.documents")
    if type(documents) is not list:
        raise Unfit(Reason.BAD_VALUE, "data.documents")
    found = [_received_document(document) for document in documents]
    _codes([code for code, _ in found], "documents", codes.documents, Reason.UNKNOWN_DOCUMENT)
    return ReceiptFacts(tuple(dict.fromkeys(found)))


def _received_document(document: Any) -> tuple[Any, str]:
    if type(document) is str:
        return document, ""
    if type(document) is not dict:
        raise Unfit(Reason.BAD_VALUE, "data.documents")
    sha256 = document.get("sha256") or ""
    if type(sha256) is not str or (sha256 and not _SHA256.fullmatch(sha256)):
        raise Unfit(Reason.BAD_VALUE, "data.documents.sha256")
    return document.get("code"), sha256


def _decision(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> DecisionFacts:
    return DecisionFacts(
        _code(data, "decision", codes.decisions, Reason.UNKNOWN_DECISION),
        _codes(data.get("reasons") or [], "reasons", codes.reasons, Reason.UNKNOWN_REASON),
    )


def _office_changed(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> OfficeFacts:
    return OfficeFacts(_code(data, "office", codes.offices, Reason.UNKNOWN_OFFICE))


def _fee(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> FeeFacts:
    fee = _code(data, "fee", codes.fees, Reason.UNKNOWN_FEE)
    amount = data.get("amount")
    if amount is None or amount == "":
        raise Unfit(Reason.MISSING_FIELD, "data.amount")
    shown = str(amount) if type(amount) in {str, int, float} else ""
    if not _AMOUNT.fullmatch(shown):
        raise Unfit(Reason.BAD_VALUE, "data.amount")
    receipt = "" if data.get("receipt") in (None, "") else _data_text(data, "receipt", LONGEST_RECEIPT)
    return FeeFacts(fee, Decimal(shown), receipt)


def _note(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> NoteFacts:
    told = data.get("text")
    if isinstance(told, dict):
        language = _choice(data, "language", _LANGUAGES, Language.EN.value)
    else:
        language = _choice(data, "language", _LANGUAGES)
        told = {language: told}
    text, translation = told.get(language), told.get(Language(language).other.value)
    if not text:
        raise Unfit(Reason.MISSING_FIELD, "data.text")
    return NoteFacts(_written(text), language, _written(translation) if translation else "")


def _written(text: Any) -> str:
    """Return a text of several lines."""
    if type(text) is not str or len(text) > LONGEST_NOTE or text.isspace():
        raise Unfit(Reason.BAD_VALUE, "data.text")
    return text


_READERS: dict[str, Callable[[Mapping[str, Any], Codes, list[str]], Facts]] = {
    FeedType.CLIENT_REGISTERED: _client,
    FeedType.APPLICATION_RECEIVED: _received,
    FeedType.STAGE_ENTERED: _stage,
    FeedType.SECTION_CHANGED: _section,
    FeedType.DOCUMENT_REQUESTED: _request,
    FeedType.DOCUMENT_RECEIVED: _receipt,
    FeedType.DECISION_MADE: _decision,
    FeedType.OFFICE_CHANGED: _office_changed,
    FeedType.FEE_PAID: _fee,
    FeedType.NOTE_RELEASED: _note,
}
# What a contact point may be is named as its kind is: the fields of an event are the kinds.
assert {"email", "phone"} == set(ContactKind.values)
