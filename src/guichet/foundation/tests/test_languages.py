"""Two official languages, and texts that exist in both."""

import pytest

from guichet.foundation.languages import Language, Text


@pytest.mark.parametrize(
    ("code", "language"),
    [("fr", Language.FR), ("fr-ca", Language.FR), ("FR", Language.FR), ("en", Language.EN), ("es", Language.EN),
     ("", Language.EN), (None, Language.EN)],
)  # fmt: skip
def test_any_code_names_an_official_language(code: str | None, language: Language) -> None:
    assert Language.of(code) is language


def test_each_language_has_the_other() -> None:
    assert Language.EN.other is Language.FR
    assert Language.FR.other is Language.EN


def test_a_text_says_itself_in_the_language_asked_for() -> None:
    text = Text(en="Decision", fr="Décision")
    assert (text.say("en"), text.say("fr"), text.say("fr-ca")) == ("Decision", "Décision", "Décision")


@pytest.mark.parametrize("half", [Text(en="Decision", fr=""), Text(en="", fr="Décision")])
def test_half_a_text_is_no_text(half: Text) -> None:
    assert not half
