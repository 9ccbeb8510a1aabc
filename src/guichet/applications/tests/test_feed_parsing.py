"""A line of the feed: what is accepted, and the reason for what is not."""

import json
import random
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guichet.applications.feed.facts import (
    ClientFacts,
    Fault,
    FeedLine,
    FeeFacts,
    NoteFacts,
    ReceiptFacts,
    StageFacts,
)
from guichet.applications.feed.parsing import parse_line
from guichet.applications.terms import SetAsideReason as Reason
from guichet.applications.tests.feeding import CODES, UNTIL, a_whole_file, lines, received, registered, told

STAGE = "application.stage_entered"


def parsed(line: bytes) -> FeedLine | Fault:
    return parse_line(line, codes=CODES, until=UNTIL)


def parsed_event(event: Any) -> FeedLine | Fault:
    return parsed(json.dumps(event).encode())


def test_a_client_is_read_with_all_that_is_told() -> None:
    line = parsed_event(registered())
    assert isinstance(line, FeedLine)
    assert line.facts == ClientFacts(
        "1112223334", ("أمينة", "Amina Haddad"), datetime(1991, 2, 3, tzinfo=UTC).date(), "DZA", "fr", "email",
        "amina@example.org", "+213551234567",
    )  # fmt: skip
    assert (line.event_id, line.subject, line.left_out) == ("e-1", "", ())


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("phone", "613 555 0123", "+16135550123"),
        ("phone", "+33 1 99 00 12 34", "+33199001234"),
        ("email", " AMINA@example.ORG ", "amina@example.org"),
    ],
)
def test_addresses_are_kept_in_one_form(field: str, value: str, kept: str) -> None:
    line = parsed_event(registered(**{field: value}))
    assert isinstance(line, FeedLine)
    assert getattr(line.facts, field) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "call me"), ("phone", 613), ("phone", "1"), ("email", "amina"), ("email", "a@b@c.org"),
     ("email", "x" * 250 + "@example.org"), ("email", "a b@example.org"), ("email", ["a@example.org"])],
)  # fmt: skip
def test_an_address_that_cannot_be_right_is_left_out_and_the_client_is_kept(field: str, value: Any) -> None:
    line = parsed_event(registered(**{field: value}))
    assert isinstance(line, FeedLine)
    assert (getattr(line.facts, field), line.left_out) == ("", (field,))


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        (told("1", STAGE, 1, stage="AOR"), StageFacts("AOR", "")),
        (told("1", STAGE, 1, stage="AOR", office="VO-PARIS"), StageFacts("AOR", "VO-PARIS")),
        (told("1", "fee.paid", 1, fee="TRV", amount="155.00"), FeeFacts("TRV", Decimal("155.00"), "")),
        (told("1", "fee.paid", 1, fee="TRV", amount=155), FeeFacts("TRV", Decimal(155), "")),
        (told("1", "fee.paid", 1, fee="TRV", amount=15.5, receipt="R1"), FeeFacts("TRV", Decimal("15.5"), "R1")),
        (told("1", "note.released", 1, text="Vu.\nBien.", language="fr"), NoteFacts("Vu.\nBien.", "fr", "")),
        (told("1", "note.released", 1, text={"en": "Seen.", "fr": "Vu."}), NoteFacts("Seen.", "en", "Vu.")),
        (
            told("1", "document.received", 1, documents=["FUNDS", {"code": "PASSPORT", "sha256": "0" * 64}, "FUNDS"]),
            ReceiptFacts((("FUNDS", ""), ("PASSPORT", "0" * 64))),
        ),
    ],
)
def test_facts_are_read(event: dict[str, Any], facts: Any) -> None:
    line = parsed_event(event)
    assert isinstance(line, FeedLine)
    assert line.facts == facts


def without(event: dict[str, Any], field: str) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key != field}


def with_time(time: Any) -> dict[str, Any]:
    return {**received(), "time": time}


@pytest.mark.parametrize(
    ("event", "reason", "detail"),
    [
        ([], Reason.NOT_AN_EVENT, "{}"),
        ("text", Reason.NOT_AN_EVENT, "{}"),
        (None, Reason.NOT_AN_EVENT, "{}"),
        ({**received(), "specversion": "0.3"}, Reason.NOT_AN_EVENT, "specversion"),
        ({}, Reason.MISSING_FIELD, "id"),
        (without(received(), "type"), Reason.MISSING_FIELD, "type"),
        (without(received(), "time"), Reason.MISSING_FIELD, "time"),
        (without(received(), "subject"), Reason.MISSING_FIELD, "subject"),
        (without(received(), "data"), Reason.MISSING_FIELD, "data"),
        ({**received(), "data": []}, Reason.BAD_VALUE, "data"),
        ({**received(), "id": 7}, Reason.BAD_VALUE, "id"),
        ({**received(), "id": "x" * 121}, Reason.BAD_VALUE, "id"),
        ({**received(), "id": " "}, Reason.BAD_VALUE, "id"),
        ({**received(), "id": "a\x00b"}, Reason.BAD_VALUE, "id"),
        ({**received(), "id": "\ud800"}, Reason.BAD_VALUE, "id"),
        ({**received(), "subject": "V'; DROP TABLE"}, Reason.BAD_VALUE, "subject"),
        ({**received(), "subject": "V" * 41}, Reason.BAD_VALUE, "subject"),
        ({**received(), "type": "client.exploded"}, Reason.UNKNOWN_TYPE, "type = client.exploded"),
        (with_time("2026-10-01T14:00:00"), Reason.BAD_VALUE, "time: no zone"),
        (with_time("2026-10-01"), Reason.BAD_VALUE, "time"),
        (with_time("2026-W40-4T14:00:00Z"), Reason.BAD_VALUE, "time"),
        (with_time("2026-02-30T14:00:00Z"), Reason.BAD_VALUE, "time"),
        (with_time("0001-01-01T00:00:00+14:00"), Reason.BAD_VALUE, "time"),
        (with_time("9999-12-31T23:59:59-12:00"), Reason.BAD_VALUE, "time"),
        (with_time("1066-10-14T09:00:00Z"), Reason.BAD_VALUE, "time: too early"),
        (with_time("2026-11-04T12:00:01Z"), Reason.BAD_VALUE, "time: in the future"),
        (with_time(1790863200), Reason.BAD_VALUE, "time"),
        (with_time("٢٠٢٦-10-01T14:00:00Z"), Reason.BAD_VALUE, "time"),
        (registered(uci="12345"), Reason.BAD_VALUE, "data.uci"),
        (registered(uci="１１１２２２３３３４"), Reason.BAD_VALUE, "data.uci"),
        (registered(uci=1112223334), Reason.BAD_VALUE, "data.uci"),
        (registered(names=[]), Reason.MISSING_FIELD, "data.names"),
        (registered(names=["Amina"]), Reason.BAD_VALUE, "data.names"),
        (registered(names=[{"text": "A" * 201}]), Reason.BAD_VALUE, "data.names.text"),
        (registered(names=[{"text": "A\x00B"}]), Reason.BAD_VALUE, "data.names.text"),
        (registered(names=[{"text": "A"}] * 21), Reason.BAD_VALUE, "data.names"),
        (registered(birth_date="1991-13-03"), Reason.BAD_VALUE, "data.birth_date"),
        (registered(birth_date="19910203"), Reason.BAD_VALUE, "data.birth_date"),
        (registered(birth_date="1791-02-03"), Reason.BAD_VALUE, "data.birth_date"),
        (registered(country="Algeria"), Reason.BAD_VALUE, "data.country"),
        (registered(language="ar"), Reason.BAD_VALUE, "data.language"),
        (registered(language=""), Reason.MISSING_FIELD, "data.language"),
        (registered(channel="pigeon"), Reason.BAD_VALUE, "data.channel"),
        (registered(more="\ud83d"), Reason.BAD_VALUE, "data: half a character"),
        (registered(more={"deep": ["a\x00"]}), Reason.BAD_VALUE, "data: NUL"),
        (received(program="X"), Reason.UNKNOWN_PROGRAM, "data.program = X"),
        (received(office="X"), Reason.UNKNOWN_OFFICE, "data.office = X"),
        (told("1", STAGE, 1, stage="X"), Reason.UNKNOWN_STAGE, "data.stage = X"),
        (told("1", STAGE, 1, stage=["AOR"]), Reason.BAD_VALUE, "data.stage"),
        (told("1", STAGE, 1), Reason.MISSING_FIELD, "data.stage"),
        (
            told("1", "section.status_changed", 1, section="MEDICAL", status="X"),
            Reason.UNKNOWN_SECTION,
            "data.section = MEDICAL, data.status = X",
        ),
        (told("1", "document.requested", 1, documents=["X"]), Reason.UNKNOWN_DOCUMENT, "data.documents = X"),
        (told("1", "document.requested", 1, documents="FUNDS"), Reason.BAD_VALUE, "data.documents"),
        (told("1", "document.requested", 1, documents=[["FUNDS"]]), Reason.BAD_VALUE, "data.documents"),
        (told("1", "document.requested", 1, documents=["FUNDS"], due="soon"), Reason.BAD_VALUE, "data.due"),
        (told("1", "document.received", 1, documents=[{}]), Reason.BAD_VALUE, "data.documents"),
        (
            told("1", "document.received", 1, documents=[{"code": "FUNDS", "sha256": "f"}]),
            Reason.BAD_VALUE,
            "data.documents.sha256",
        ),
        (told("1", "decision.made", 1, decision="X"), Reason.UNKNOWN_DECISION, "data.decision = X"),
        (
            told("1", "decision.made", 1, decision="REFUSED", reasons=["X"]),
            Reason.UNKNOWN_REASON,
            "data.reasons = X",
        ),
        (told("1", "office.changed", 1), Reason.MISSING_FIELD, "data.office"),
        (told("1", "fee.paid", 1, fee="X", amount="1"), Reason.UNKNOWN_FEE, "data.fee = X"),
        (told("1", "fee.paid", 1, fee="TRV"), Reason.MISSING_FIELD, "data.amount"),
        (told("1", "fee.paid", 1, fee="TRV", amount="-1"), Reason.BAD_VALUE, "data.amount"),
        (told("1", "fee.paid", 1, fee="TRV", amount=True), Reason.BAD_VALUE, "data.amount"),
        (told("1", "fee.paid", 1, fee="TRV", amount="1.005"), Reason.BAD_VALUE, "data.amount"),
        (told("1", "fee.paid", 1, fee="TRV", amount=10**9), Reason.BAD_VALUE, "data.amount"),
        (told("1", "note.released", 1, text="Seen."), Reason.MISSING_FIELD, "data.language"),
        (told("1", "note.released", 1, text={"fr": "Vu."}), Reason.MISSING_FIELD, "data.text"),
        (told("1", "note.released", 1, text="x" * 20_001, language="en"), Reason.BAD_VALUE, "data.text"),
    ],
)
def test_an_event_that_cannot_be_accepted_says_why(event: Any, reason: Reason, detail: str) -> None:
    assert parsed_event(event) == Fault(reason, detail)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\xff\xfe{\x00", Reason.NOT_TEXT),
        (b'{"id":"\xe9"}', Reason.NOT_TEXT),
        (b'{"id":"a\x00"}', Reason.NOT_TEXT),
        (b'{"id":"e-1","type":"client.regist', Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, Reason.NOT_JSON),
        (b"hello", Reason.NOT_JSON),
        (b"{} {}", Reason.NOT_JSON),
        (b'{"id":"1","id":"2"}', Reason.BAD_VALUE),
        (b'{"id":NaN}', Reason.BAD_VALUE),
        (b'{"id":' + b"9" * 5_000 + b"}", Reason.BAD_VALUE),
    ],
)
def test_a_line_that_is_no_event_says_why(line: bytes, reason: Reason) -> None:
    outcome = parsed(line)
    assert isinstance(outcome, Fault)
    assert outcome.reason is reason


def test_a_number_too_large_for_json_is_no_value() -> None:
    line = lines([registered(more=1)])[:-1].replace(b'"more": 1', b'"more": 1e999')
    assert parsed(line) == Fault(Reason.BAD_VALUE, "data: number")


def test_names_keep_the_joiners_that_some_scripts_need() -> None:
    line = parsed_event(registered(names=[{"text": "علی\u200cرضا"}]))
    assert isinstance(line, FeedLine)
    assert line.facts.names == ("علی\u200cرضا",)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_value_anywhere_in_an_event_can_break_the_reading(data: st.DataObject) -> None:
    event = data.draw(st.sampled_from(a_whole_file()))
    target = data.draw(st.sampled_from([event, event["data"]]))
    target[data.draw(st.sampled_from(sorted(target)))] = data.draw(json_values)
    outcome = parsed(json.dumps(event).encode())
    assert isinstance(outcome, FeedLine | Fault)
    if isinstance(outcome, Fault):
        assert len(outcome.detail) <= 300
        assert "\x00" not in outcome.detail


@given(st.binary(max_size=200))
@example(b"{" * 3000)
@settings(max_examples=300, deadline=None)
def test_no_bytes_can_break_the_reading(line: bytes) -> None:
    assert isinstance(parsed(line), FeedLine | Fault)


def test_ten_thousand_torn_and_flipped_lines_are_all_answered() -> None:
    draw = random.Random(2)
    whole = [line for line in lines(a_whole_file()).split(b"\n") if line]
    for _ in range(10_000):
        line = bytearray(draw.choice(whole))
        for _ in range(draw.randint(1, 4)):
            match draw.randint(0, 3):
                case 0:
                    del line[draw.randint(0, len(line)) :]
                case 1 if line:
                    line[draw.randrange(len(line))] = draw.randrange(256)
                case 2:
                    place = draw.randint(0, len(line))
                    line[place:place] = draw.choice(whole)[: draw.randint(0, 50)]
                case _:
                    line += draw.choice([b"\\u0000", b"\\ud800", b"\xff", b"1e999", b'"', b"}"])
        assert isinstance(parsed(bytes(line)), FeedLine | Fault)
