"""Whether two messages are the same question: the same both ways round, and never moved by what stands around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.language.meaning import encoder
from guichet.language.sameness import SAME_ENOUGH, probabilities, references_in, sentences_of
from guichet.language.things import things_in

LETTER = "Hello,\nI tried to call three times.\n{}\nThank you for your help.\nJon Smith"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Where is my study permit application?", "where is my study permit application", True),
        ("Where is my study permit application?", "Où en est ma demande de permis d’études?", True),
        ("How do I change my address?", LETTER.format("I moved. How do I change my address?"), True),
        ("Where is my study permit application?", "Where can I give my fingerprints?", False),
        ("How do I change my address?", LETTER.format("Which doctor can do the medical exam?"), False),
        (LETTER.format("I lost my card."), LETTER.format("When is my citizenship ceremony?"), False),
        ("", "Where is my file?", False),
        ("???", "!!!", False),
    ],
)
def test_the_same_question_is_known_again(one: str, other: str, same: bool) -> None:
    forth, back = probabilities([(one, other), (other, one)], encoder())
    assert forth == pytest.approx(back, abs=1e-5)
    assert (forth >= SAME_ENOUGH) == same, forth


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_a_probability(one: str, other: str) -> None:
    (found,) = probabilities([(one, other)], encoder())
    assert 0 <= found <= 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My file number is V300123456.", {"V300123456"}),
        ("UCI 11-1222-3334", {"1112223334"}),
        ("I applied in 2019 and paid 150 dollars", set()),
    ],
)
def test_numbers_of_files_are_found(text: str, found: set[str]) -> None:
    assert references_in(text) == found


def test_things_are_named_in_both_languages_and_the_longer_name_counts() -> None:
    assert things_in("my Study Permits")["program"] == things_in("mon permis d’études")["program"] == {"STUDY"}
    assert things_in("my permanent resident card")["program"] == {"CARD"}
    assert things_in("le certificat de police")["document"] == {"POLICE"}
    assert not things_in("nothing of the kind")


def test_a_text_of_one_word_is_a_sentence_and_a_very_long_one_is_cut() -> None:
    assert sentences_of("a") == ["a"]
    assert len(sentences_of("Where is it? " * 5_000)) == 24
