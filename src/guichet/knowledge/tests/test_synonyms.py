"""What people say for what we call otherwise, and what they meant to type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from guichet.foundation.languages import Language
from guichet.knowledge.policy import synonyms
from guichet.knowledge.rules.synonyms import SHORTEST_MISTYPED, Spellings, meant
from guichet.language.stems import fold

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("how do I renew my PR card?", EN, "how do I renew my permanent resident card?"),
        ("Maple Leaf Card lost", EN, "permanent resident card lost"),
        ("what is a COPR", EN, "what is a confirmation of permanent residence"),
        ("où donner mes empreintes", FR, "où donner mes données biométriques"),
        ("où est ma crp", FR, "où est ma confirmation de résidence permanente"),
        ("AVE ou VRT ?", FR, "autorisation de voyage électronique ou visa de visiteur ?"),
        ("PTPD après un EIMT", FR, "permis de travail postdiplôme après un étude d’impact sur le marché du travail"),
        # What is in our words stays as it is written, and no part of a longer word or phrase is taken for another.
        ("Permanent Resident Card", EN, "Permanent Resident Card"),
        ("prepare my priority", EN, "prepare my priority"),
        ("", EN, ""),
        ("?!", FR, "?!"),
    ],
)
def test_a_question_is_put_into_our_words(text: str, language: Language, expected: str) -> None:
    assert synonyms().in_our_words(text, language) == expected


def test_each_phrase_stands_for_one_thing_only() -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, group in enumerate(synonyms().groups):
        for language, phrases in (("en", group.en), ("fr", group.fr)):
            for one in phrases:
                assert seen.setdefault((language, fold(one)), number) == number, one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pasport lost", "passport lost"),
        ("my refnud", "my refund"),
        ("remboursment", "remboursement"),
        ("passport refund", ""),
        ("xyzzy", ""),
        ("fes", ""),
        ("qwer", ""),
        ("COPR", ""),
        ("pasport V300123456", "passport V300123456"),
    ],
)
def test_a_word_one_slip_away_from_a_known_one_is_put_right(text: str, expected: str) -> None:
    words = {
        "passport": ("passport", 9),
        "refund": ("refund", 5),
        "remboursement": ("remboursement", 2),
        "fees": ("", 1),
        "wer": ("wer", 1),
    }
    assert meant(text, Spellings.of(words), {"copr", "lost", "my"}) == expected


LETTERS = st.text(alphabet="abcé", max_size=9)


@settings(max_examples=200, deadline=None)
@given(st.sets(LETTERS, max_size=25), LETTERS.filter(len))
def test_what_is_looked_for_by_its_ends_is_all_that_is_one_slip_away(words: set[str], typed: str) -> None:
    found = Spellings.of({word: (word, 1) for word in words}).near(typed)
    expected = {word for word in words if len(word) >= SHORTEST_MISTYPED and OSA.distance(word, typed) <= 1}
    assert found == expected if len(typed) >= SHORTEST_MISTYPED else found <= expected
