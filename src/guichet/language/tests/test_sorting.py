"""Texts are sorted as the examples teach, and what belongs nowhere is declined."""

import pytest

from guichet.foundation.languages import Language
from guichet.language.meaning import encoder
from guichet.language.sorting import NONE, learn_examples

EN = Language.EN
SAID = {
    "fees": ["how much is it", "what does it cost", "price of a visa", "fees for a permit", "the cost of applying",
             "how much must I pay", "what is the fee", "is there a charge", "amount to pay"],
    "passport": ["my passport was stolen", "I lost my passport", "renew my passport", "passport expired",
                 "new passport please", "a passport for my child", "someone took my passport", "passport renewal",
                 "replace a lost passport"],
    "status": ["where is my file", "any news of my application", "status of my case", "is there an update",
               "what is happening with my application", "my file has not moved", "how far is my application",
               "check the status", "is my case decided"],
}  # fmt: skip
EXAMPLES = [(text, label) for label, texts in SAID.items() for text in texts]


@pytest.mark.parametrize(
    ("text", "label"),
    [("what's the price", "fees"), ("my pasport is gone", "passport"), ("any update on my file?", "status")],
)
def test_a_text_gets_its_label(text: str, label: str) -> None:
    (found,) = learn_examples(EXAMPLES, EN, encoder()).sort([text], EN, encoder())
    assert found.likeliest == label
    assert 0 <= found.confidence <= 1


def test_what_belongs_nowhere_is_less_sure_and_an_empty_text_is_declined() -> None:
    sorter = learn_examples(EXAMPLES, EN, encoder())
    known, strange, empty = sorter.sort(["how much must I pay", "zebra trombone quilt", "  "], EN, encoder())
    assert known.confidence > strange.confidence
    assert (strange.label, empty.label, empty.confidence) == (NONE, NONE, 0.0)


def test_examples_of_none_teach_what_to_decline() -> None:
    more = [(f"the weather in {place}", NONE) for place in ("Paris", "Rome", "Oslo", "Lima", "Cairo", "Delhi", "Bonn")]
    (found,) = learn_examples([*EXAMPLES, *more], EN, encoder()).sort(["the weather in Tokyo"], EN, encoder())
    assert found.label == NONE


def test_the_same_examples_teach_the_same() -> None:
    first, again = (learn_examples(EXAMPLES, EN, encoder()).sort(["the cost"], EN, encoder()) for _ in range(2))
    assert first == again


def test_one_label_alone_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="two labels"):
        learn_examples([("a", "x"), ("b", "x")], EN, encoder())
