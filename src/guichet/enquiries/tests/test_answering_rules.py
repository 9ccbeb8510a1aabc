"""The rules of answering: why somebody may be asking."""

from datetime import UTC, datetime, timedelta

import pytest

from guichet.enquiries.rules.likely import News, Why, Window, likely_reasons

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
