"""Countries by name."""

import pytest

from guichet.foundation.countries import country_name
from guichet.foundation.languages import Language


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("DZA", "Algeria", "Algérie"),
        ("IND", "India", "Inde"),
        ("TWN", "Taiwan", "Taïwan"),
        ("CIV", "Côte d’Ivoire", "Côte d’Ivoire"),
        ("QQQ", "QQQ", "QQQ"),
        ("", "", ""),
    ],
)
def test_a_country_has_a_name_in_both_languages_or_keeps_its_code(code: str, english: str, french: str) -> None:
    assert (country_name(code, Language.EN), country_name(code, Language.FR)) == (english, french)
