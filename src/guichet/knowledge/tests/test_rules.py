"""Articles are whole in both languages, their text is taken apart without loss, and they grow old."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from guichet.knowledge.rules import (
    Figure,
    Heading,
    Link,
    Live,
    Paragraph,
    Points,
    Strong,
    figures_in,
    freshness,
    inline_of,
    prose,
)
from guichet.knowledge.terms import Freshness
from guichet.knowledge.tests.conftest import article, wording

GRACE = timedelta(days=60)


def test_a_text_is_taken_apart() -> None:
    body = "Pay {fee:VR} **now**, or [ask](page:contact).\n\n## Next\n\n1. One\n2. Two\n\n- a\n\n{steps:VR}\n"
    assert prose(body) == (
        Paragraph(("Pay ", Figure("fee", "VR"), " ", Strong("now"), ", or ", Link("ask", "page", "contact"), ".")),
        Heading("Next"),
        Points((("One",), ("Two",)), numbered=True),
        Points((("a",),)),
        Live("steps", "VR"),
    )


@pytest.mark.parametrize("text", ["<b>x</b>", "<script>alert(1)</script>", "a & b", "{nothing} {a:b}", "`x` ~~y~~"])
def test_what_is_not_allowed_reads_as_plain_text(text: str) -> None:
    assert inline_of(text) == (text,)


@given(st.text(alphabet="abc *[](){}:#-1.\n<>&é", max_size=80))
def test_any_text_is_taken_apart_without_a_fault(text: str) -> None:
    for block in prose(text):
        assert isinstance(block, Heading | Paragraph | Points | Live)


def test_a_figure_is_counted_where_it_stands() -> None:
    assert figures_in("{fee:VR} and {fee:VR}\n{status}") == {("fee", "VR"): 2, ("status", ""): 1}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Freshness.REVIEWED), (1, Freshness.OVERDUE), (60, Freshness.OVERDUE), (61, Freshness.GONE)],
)
def test_an_article_says_that_it_is_old_and_then_leaves(days: int, expected: Freshness) -> None:
    last = date(2026, 5, 1)
    assert freshness(last, last + timedelta(days=days), GRACE) is expected


@pytest.mark.parametrize(
    "changes",
    [
        {"fr": wording("Rester", body="Sans le montant, mais avec les étapes.\n\n{steps:VR}")},
        {"en": wording("Stay", questions=["only one"])},
        {"en": wording("Stay", answer="Too short.")},
        {"review_by": date(2026, 11, 1)},
        {"does": "tool"},
        {"does": "hand_over", "tool": "points"},
        {"see": ["visit-extend"]},
        {"status": "X"},
        {"topic": "cooking"},
        {"more": "than is known"},
    ],
)
def test_an_article_that_is_not_whole_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        article(**changes)


def test_one_language_alone_is_no_article() -> None:
    values = article().model_dump(mode="json")
    values.pop("fr")
    with pytest.raises(ValidationError):
        type(article()).model_validate(values)
