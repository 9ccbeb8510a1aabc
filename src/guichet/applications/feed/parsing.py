"""A line of the feed in, an event or the reason why not out. Pure, and quick: this runs for every line.

Checks are written out by hand: a validation library took some six times as long on the same lines.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
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
from guichet.applications.feed.values import (
    FIRST_YEAR,
    LONGEST_ID,
    Unfit,
    choice_of,
    code_of,
    codes_of,
    data_text,
    date_of,
    moment_of,
    office_of,
    text_of,
    uci_of,
)
from guichet.applications.terms import SetAsideReason as Reason
from guichet.clients.terms import ContactKind, NoticeChannel
from guichet.foundation.languages import Language

# The columns these end up in; a longer value is refused here rather than by the database.
LONGEST_NAME = 200
MOST_NAMES = 20
LONGEST_NOTE = 20_000
LONGEST_RECEIPT = 60

# No person in a case system was born before 1850.
FIRST_BIRTH_YEAR = 1850
# The region in which a number without a country code is read.
HOME_REGION = "CA"

_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]{2,}")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_AMOUNT = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LANGUAGES = frozenset(language.value for language in Language)
_CHANNELS = frozenset(NoticeChannel.values)


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
    event_id = text_of(event, "id", LONGEST_ID)
    kind = text_of(event, "type", LONGEST_ID)
    time = moment_of(text_of(event, "time", LONGEST_ID), until)
    read = _READERS.get(kind)
    if read is None:
        raise Unfit(Reason.UNKNOWN_TYPE, f"type = {kind[:100]}")
    data = event.get("data")
    if type(data) is not dict:
        raise Unfit(Reason.MISSING_FIELD if data is None else Reason.BAD_VALUE, "data")
    subject = ""
    if kind != FeedType.CLIENT_REGISTERED:
        subject = text_of(event, "subject", LONGEST_ID)
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


# --- Facts, type by type --------------------------------------------------------------------------------------
def _client(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> ClientFacts:
    country = data.get("country") or ""
    if type(country) is not str or (country and not _COUNTRY.fullmatch(country)):
        raise Unfit(Reason.BAD_VALUE, "data.country")
    return ClientFacts(
        uci=uci_of(data),
        names=_names(data),
        birth_date=date_of(data, "birth_date", FIRST_BIRTH_YEAR),
        country=country,
        language=choice_of(data, "language", _LANGUAGES),
        channel=choice_of(data, "channel", _CHANNELS, NoticeChannel.EMAIL.value),
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
        uci_of(data), code_of(data, "program", codes.programs, Reason.UNKNOWN_PROGRAM), office_of(data, codes)
    )


def _stage(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> StageFacts:
    return StageFacts(code_of(data, "stage", codes.stages, Reason.UNKNOWN_STAGE), office_of(data, codes))


def _section(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> SectionFacts:
    section, status = data_text(data, "section", LONGEST_ID), data_text(data, "status", LONGEST_ID)
    if (section, status) not in codes.sections:
        raise Unfit(Reason.UNKNOWN_SECTION, f"data.section = {section}, data.status = {status}")
    return SectionFacts(section, status)


def _request(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> RequestFacts:
    documents = data.get("documents")
    if not documents:
        raise Unfit(Reason.MISSING_FIELD, "data.documents")
    return RequestFacts(
        codes_of(documents, "documents", codes.documents, Reason.UNKNOWN_DOCUMENT), date_of(data, "due", FIRST_YEAR)
    )


def _receipt(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> ReceiptFacts:
    documents = data.get("documents")
    if not documents:
        raise Unfit(Reason.MISSING_FIELD, "data.documents")
    if type(documents) is not list:
        raise Unfit(Reason.BAD_VALUE, "data.documents")
    found = [_received_document(document) for document in documents]
    codes_of([code for code, _ in found], "documents", codes.documents, Reason.UNKNOWN_DOCUMENT)
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
        code_of(data, "decision", codes.decisions, Reason.UNKNOWN_DECISION),
        codes_of(data.get("reasons") or [], "reasons", codes.reasons, Reason.UNKNOWN_REASON),
    )


def _office_changed(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> OfficeFacts:
    return OfficeFacts(code_of(data, "office", codes.offices, Reason.UNKNOWN_OFFICE))


def _fee(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> FeeFacts:
    fee = code_of(data, "fee", codes.fees, Reason.UNKNOWN_FEE)
    amount = data.get("amount")
    if amount is None or amount == "":
        raise Unfit(Reason.MISSING_FIELD, "data.amount")
    shown = str(amount) if type(amount) in {str, int, float} else ""
    if not _AMOUNT.fullmatch(shown):
        raise Unfit(Reason.BAD_VALUE, "data.amount")
    receipt = "" if data.get("receipt") in (None, "") else data_text(data, "receipt", LONGEST_RECEIPT)
    return FeeFacts(fee, Decimal(shown), receipt)


def _note(data: Mapping[str, Any], codes: Codes, left_out: list[str]) -> NoteFacts:
    told = data.get("text")
    if isinstance(told, dict):
        language = choice_of(data, "language", _LANGUAGES, Language.EN.value)
    else:
        language = choice_of(data, "language", _LANGUAGES)
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
