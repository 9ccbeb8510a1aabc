"""Likeness of names: order does not matter, spelling matters a little, other names are apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.language.likeness import folded_likeness, likeness


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Amina Leduc", "LEDUC, Amina", 1, 1),
        ("François Côté", "Francois Cote", 1, 1),
        ("Mohamed Elamine", "Elamine Mohammed", 0.95, 0.999),
        ("Abdul Rahman", "Abdulrahman", 0.9, 0.999),
        ("Amina Marie Leduc", "Amina Leduc", 0.9, 0.99),
        ("محمد الأمين", "Mohamed Elamine", 0.6, 0.9),
        ("John Smith", "Amina Leduc", 0, 0.5),
        ("Li", "Wu", 0, 0),
        ("", "Leduc", 0, 0),
        (" - ", "Leduc", 0, 0),
    ],
)
def test_two_names_are_as_alike_as_a_clerk_would_say(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_stays_between_none_and_whole(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1


@given(st.lists(st.text(alphabet="abcdef", min_size=1, max_size=8), min_size=1, max_size=4, unique=True))
def test_a_name_is_wholly_like_itself_in_any_order(words: list[str]) -> None:
    assert likeness(" ".join(words), " ".join(reversed(words))) == pytest.approx(1)


@given(st.text(alphabet="ab ", max_size=6), st.text(alphabet="ab ", max_size=6))
def test_words_of_spaces_alone_are_like_nothing(one: str, other: str) -> None:
    assert 0 <= folded_likeness(one, other) <= 1
