"""Laws in full, in the words of each language."""

import pytest

from guichet.foundation.languages import Language
from guichet.foundation.laws import citation


@pytest.mark.parametrize(
    ("law", "en", "fr"),
    [
        (
            "IRPR s.179(b)",
            "Immigration and Refugee Protection Regulations, s. 179(b)",
            "Règlement sur l’immigration et la protection des réfugiés, art. 179(b)",
        ),
        (
            "CitAct s.22.1; Citizenship Regs s.12",
            "Citizenship Act, s. 22.1; Citizenship Regulations, s. 12",
            "Loi sur la citoyenneté, art. 22.1; Règlement sur la citoyenneté, art. 12",
        ),
        ("Ministerial instructions", "Ministerial instructions", "Ministerial instructions"),
        ("", "", ""),
    ],
)
def test_a_law_is_cited_in_full_in_the_language_of_the_reader(law, en, fr):
    assert citation(law, Language.EN).replace("\xa0", " ") == en
    assert citation(law, Language.FR).replace("\xa0", " ") == fr
