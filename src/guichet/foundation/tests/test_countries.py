"""Countries: every code has a name in both languages, and no country has two codes."""

import pytest

from guichet.foundation.countries import country_name, country_names
from guichet.foundation.languages import Language


@pytest.mark.parametrize(
    ("code", "en", "fr"),
    [
        ("DZA", "Algeria", "Algérie"),
        ("FRA", "France", "France"),
        ("XKX", "Kosovo", "Kosovo"),
        ("COD", "Congo - Kinshasa", "Congo-Kinshasa"),
        ("QQ1", "QQ1", "QQ1"),
    ],
)
def test_a_country_is_named_in_both_languages(code: str, en: str, fr: str) -> None:
    assert (country_name(code, Language.EN), country_name(code, Language.FR)) == (en, fr)


@pytest.mark.parametrize("language", list(Language))
def test_no_country_stands_twice_in_the_list_and_accents_do_not_move_it(language: Language) -> None:
    names = list(country_names(language).values())
    assert len(names) == len(set(names)) > 240
    assert names[0] == "Afghanistan"
    if language is Language.FR:
        assert names.index("États-Unis") < names.index("Fidji")


def test_states_that_are_gone_are_not_offered() -> None:
    assert not {"SUN", "YUG", "DDR", "QUU", "ZZZ"} & country_names(Language.EN).keys()
