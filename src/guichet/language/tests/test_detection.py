"""The language of a question is known from few words, and another language is said to be another."""

import pytest

from guichet.foundation.languages import Language
from guichet.language.detection import language_of

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how long", EN), ("work permit extend", EN), ("wher is my aplication", EN), ("can my wife work", EN),
        ("i wanna know status of my file for my wife", EN), ("bonjour", FR), ("je veux prolonger mon visa pls", FR),
        ("permis de travail prolonger", FR), ("combien temp pr citoyenneté", FR), ("où en est mon dossier", FR),
        ("cuánto tiempo tarda mi visa de estudiante", None), ("quero estender minha autorização de trabalho", None),
        ("xin chào tôi muốn gia hạn visa", None), ("मेरा वीज़ा कब आएगा", None), ("ich möchte ein Visum beantragen", None),
    ],
)  # fmt: skip
def test_the_language_of_a_short_text(text: str, language: Language | None) -> None:
    assert language_of(text, otherwise=EN).language is language
    assert language_of(text, otherwise=FR).language is language


@pytest.mark.parametrize("text", ["", "   ", "12 34", "?!", "\x00\x01"])
def test_what_says_nothing_is_in_the_readers_language(text: str) -> None:
    assert language_of(text, otherwise=FR).language is FR
    assert language_of(text, otherwise=EN).language is EN


def test_a_long_text_is_read_at_its_beginning() -> None:
    assert language_of("où en est ma demande de visa " * 10_000, otherwise=EN).language is FR
