"""The rules of answering: why somebody may be asking, what may be said, what differs from the file."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from guichet.enquiries.answering.policy import blocks, cause_names, problems, reasons
from guichet.enquiries.rules.coding import (
    LETTER,
    OTHER,
    SILENCE,
    STATUS_UNCLEAR,
    Clue,
    Codes,
    Demand,
    proposed,
    sound,
)
from guichet.enquiries.rules.composing import _NAMED, Block, Part, composed, filled
from guichet.enquiries.rules.disagreeing import facts_said, known_from, marks
from guichet.enquiries.rules.likely import News, Why, Window, likely_reasons
from guichet.foundation.languages import Language, Text
from guichet.language.plain import Kind, check

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
WINDOW = Window(back=timedelta(days=60), half=timedelta(days=14), new=timedelta(days=7))
WEIGHTS = {"decision.made": 100, "document.requested": 90, "fee.paid": 20}


def news(entry: int, kind: str, days: float, **more: object) -> News:
    return News(entry=entry, kind=kind, at=NOW - timedelta(days=days), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected", "why"),
    [
        ([], [], "nothing"),
        ([news(1, "decision.made", 1), news(2, "fee.paid", 1)], [1, 2], "what counts more stands first"),
        ([news(1, "decision.made", 50), news(2, "document.requested", 1)], [2, 1], "what is new counts more"),
        ([news(1, "decision.made", 61)], [], "too long ago"),
        ([news(1, "decision.made", -1)], [], "after they asked"),
        ([news(1, "notice.sent", 1)], [], "a kind that counts for nothing"),
        ([news(1, "fee.paid", 3), news(2, "fee.paid", 1)], [2], "of the same only the latest"),
        ([news(1, "fee.paid", 3, number="V1"), news(2, "fee.paid", 1, number="V2")], [2, 1], "two files are two"),
        ([news(1, "decision.made", 3), news(2, "document.requested", 3, reached=False)], [2, 1], "was not reached"),
        ([news(1, "decision.made", 3), news(2, "document.requested", 3, program="SP")], [2, 1], "the same program"),
        ([news(1, "decision.made", 3), news(2, "document.requested", 3, number="V9")], [2, 1], "they name the file"),
    ],
)
def test_the_likeliest_reason_stands_first(given: list[News], expected: list[int], why: str) -> None:
    found = likely_reasons(given, weights=WEIGHTS, asked_at=NOW, window=WINDOW, program="SP", named=["V9"])
    assert [one.entry for one in found] == expected, why


def test_it_is_said_why_news_is_likely() -> None:
    given = [news(1, "fee.paid", 1, reached=False, number="V9", program="SP"), news(2, "decision.made", 30)]
    by_entry = {
        one.entry: one.whys
        for one in likely_reasons(given, weights=WEIGHTS, asked_at=NOW, window=WINDOW, program="SP", named=["V9"])
    }
    assert by_entry == {1: (Why.NEW, Why.NOT_REACHED, Why.NAMED), 2: ()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("By November 3, 2026.", [("DAY", "2026-11-03")]),
        ("D’ici le 1er décembre 2026.", [("DAY", "2026-12-01")]),
        ("On 2026-11-03, or on Dec 1.", [("DAY", "2026-11-03"), ("DAY", "-----12-01")]),
        ("February 31, 2026 is no day", []),
        ("You may 5 times", []),
        ("It costs $1,155.00 or $85.", [("AMOUNT", "1155.00"), ("AMOUNT", "85.00")]),
        ("Il en coûte 1 155,00 $ ou 85 $.", [("AMOUNT", "1155.00"), ("AMOUNT", "85.00")]),
        ("within ten weeks, 3 business days or 10 to 14 weeks",
         [("LENGTH", "10 week"), ("LENGTH", "3 business day"), ("LENGTH", "10 week"), ("LENGTH", "14 week")]),
        ("dans dix semaines ou 3 jours ouvrables", [("LENGTH", "10 week"), ("LENGTH", "3 business day")]),
        ("one day you will see", []),
        ("Your file V300123456, UCI 11-1222-3334", [("NUMBER", "V300123456"), ("NUMBER", "1112223334")]),
        ("Your SIN 046 454 286", [("PRIVATE", "046454286")]),
        ("Form IMM 5257, section 183, 5 pages", []),
    ],
)  # fmt: skip
def test_facts_are_read_in_both_languages(text: str, said: list[tuple[str, str]]) -> None:
    assert [(one.sort.value, one.value) for one in facts_said(text)] == said


@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("Your file V300123456 came on October 1, 2026. It takes 10 weeks and costs $100.", []),
        ("Votre dossier V300123456, reçu le 1er octobre 2026 : 10 semaines, 100 $.", []),
        ("It came on October 1.", []),
        ("It came on October 2, 2026.", ["October 2, 2026"]),
        ("It takes 12 weeks.", ["12 weeks"]),
        ("It takes ten days.", ["ten days"]),
        ("It costs $150, yes, $150.", ["$150"]),
        ("About V300999999.", ["V300999999"]),
        ("Your passport number: AB123456", ["AB123456"]),
        ("Nothing to hold against anything.", []),
    ],
)
def test_what_differs_from_the_file_is_marked(draft: str, marked: list[str]) -> None:
    known = known_from(
        ["It takes 10 weeks. Source AB123456."], days=[date(2026, 10, 1)], numbers=["V300123456"],
        amounts=[Decimal(100)],
    )  # fmt: skip
    assert [one.words for one in marks(draft, known)] == marked


BLOCKS = (
    Block("HELLO", Part.GREETING, Text(en="h", fr="h"), Text(en="Hello {name},", fr="Bonjour {name},")),
    Block("HELLO_ALL", Part.GREETING, Text(en="h", fr="h"), Text(en="Hello,", fr="Bonjour,")),
    Block("FILE", Part.FILE, Text(en="f", fr="f"), Text(en="File {number}.", fr="Dossier {number}."), ("STATUS",)),
    Block("OPEN", Part.OPENING, Text(en="o", fr="o"), Text(en="Thanks.", fr="Merci.")),
    Block("OPEN_STATUS", Part.OPENING, Text(en="o", fr="o"), Text(en="On {number}:", fr="Sur {number} :"), ("STATUS",)),
)


@pytest.mark.parametrize(
    ("language", "given", "reason", "answer", "draft"),
    [
        ("en", {}, "", "", "Hello,\n\nThanks."),
        ("fr", {"name": "Amina"}, "", "Oui.", "Bonjour Amina,\n\nMerci.\n\nOui."),
        ("en", {"number": "V1"}, "STATUS", "Yes.", "Hello,\n\nOn V1:\n\nYes.\n\nFile V1."),
        ("en", {"number": "V1"}, "FEES", "", "Hello,\n\nThanks."),
        ("en", {}, "STATUS", "", "Hello,\n\nThanks."),
    ],
)
def test_a_draft_says_only_what_is_known_and_fits(
    language: str, given: dict[str, str], reason: str, answer: str, draft: str
) -> None:
    assert composed(BLOCKS, Language(language), given, reason=reason, answer=answer) == draft


def test_approved_words_are_plain_threaten_nobody_and_say_the_same_in_both_languages() -> None:
    example = {
        "greeting": "Dear Sam", "name": "Sam", "number": "V300123456", "program": "visitor visa",
        "received": "October 1, 2026", "status": "We are checking it.", "when": "December 1, 2026",
        "needed": "a photo.", "question": "Q-100-000-427",
    }  # fmt: skip
    for block in blocks(date(2026, 11, 20)):
        assert _NAMED.findall(block.text.en) == _NAMED.findall(block.text.fr), block.code
        assert block.names <= example.keys(), block.code
        if block.part is Part.GREETING:
            continue
        for language in Language:
            found = check(filled(block, language, example), language, Kind.GUIDANCE)
            codes = {one.code for one in found.findings} - {"NUMERIC_DATE", "TYPOGRAPHY"}
            assert not codes & {"WARNING_FIRST", "BLAME", "JARGON", "LONG_SENTENCE"}, (block.code, language, codes)


NEWS, LOST = Clue("application.stage_entered", not_reached=False), Clue("decision.made", not_reached=True)


@pytest.mark.parametrize(
    ("reason", "is_failure", "given", "is_repeat", "codes"),
    [
        ("", True, [LOST], True, Codes("OTHER", Demand.VALUE)),
        ("FEES", False, [], False, Codes("FEES", Demand.VALUE)),
        ("FEES", False, [NEWS], True, Codes("FEES", Demand.FAILURE, "OTHER")),
        ("STATUS", True, [], False, Codes("STATUS", Demand.FAILURE, "SILENCE")),
        ("STATUS", True, [NEWS], False, Codes("STATUS", Demand.FAILURE, "STATUS_UNCLEAR")),
        ("FEES", False, [NEWS, LOST], False, Codes("FEES", Demand.FAILURE, "LETTER", "decision.made")),
    ],
)
def test_what_a_question_was_for_is_proposed(
    reason: str, is_failure: bool, given: list[Clue], is_repeat: bool, codes: Codes
) -> None:
    assert proposed(reason=reason, is_failure=is_failure, news=given, is_repeat=is_repeat) == codes


def test_value_demand_has_no_cause() -> None:
    assert sound(Codes("FEES", Demand.VALUE, "PAGE", "fees", resolved=False)) == Codes(
        "FEES", Demand.VALUE, resolved=False
    )
    failed = Codes("FEES", Demand.FAILURE, "PAGE", "fees")
    assert sound(failed) == failed


def test_every_cause_and_reason_that_is_proposed_stands_in_the_data() -> None:
    today = date(2026, 11, 20)
    assert {LETTER, SILENCE, STATUS_UNCLEAR, OTHER} <= cause_names(today).keys()
    assert OTHER in reasons(today)
    assert not problems()
