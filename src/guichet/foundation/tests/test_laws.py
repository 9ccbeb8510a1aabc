"""Laws in full, in the words of each language."""

import pytest

from guichet.foundation.languages import Language
from guichet.foundation.laws import citation, laws_in


@pytest.mark.parametrize(
    ("law", "en", "fr"),
    [
        (
            "IRPR s.179(b)",
            "Immigration and Refugee Protection Regulations, s. 179(b)",
            "Règlement sur l’immigration et la protection des réfugiés, al. 179b)",
        ),
        (
            "CitAct s.22.1; Citizenship Regs s.12",
            "Citizenship Act, s. 22.1; Citizenship Regulations, s. 12",
            "Loi sur la citoyenneté, art. 22.1 ; Règlement sur la citoyenneté, art. 12",
        ),
        ("CitAct s.5(1)(c)(iii)", "Citizenship Act, s. 5(1)(c)(iii)", "Loi sur la citoyenneté, sous-al. 5(1)c)(iii)"),
        ("CitAct s.5(1.04), 5(2)", "Citizenship Act, s. 5(1.04), 5(2)", "Loi sur la citoyenneté, par. 5(1.04), 5(2)"),
        ("Passport Order s.9(1)(a)", "Passport Order, s. 9(1)(a)", "Décret sur les passeports canadiens, al. 9(1)a)"),
        (
            "IRPA s.34-37",
            "Immigration and Refugee Protection Act, s. 34-37",
            "Loi sur l’immigration et la protection des réfugiés, art. 34 à 37",
        ),
        (
            "IRPR s.76(1)(b), 220; IRPA s.39",
            "Immigration and Refugee Protection Regulations, s. 76(1)(b), 220; "
            "Immigration and Refugee Protection Act, s. 39",
            "Règlement sur l’immigration et la protection des réfugiés, al. 76(1)b), art. 220 ; "
            "Loi sur l’immigration et la protection des réfugiés, art. 39",
        ),
        ("SOR/2012-253 items 5, 6", "SOR/2012-253 items 5, 6", "DORS/2012-253 articles 5, 6"),
        (
            "Citizenship Regs sch. item 6",
            "Citizenship Regulations, schedule, item 6",
            "Règlement sur la citoyenneté, annexe, article 6",
        ),
        (
            "STUDY; IRPA s.91",
            "study permits in 2026, as others reported; Immigration and Refugee Protection Act, s. 91",
            "permis d’études en 2026, selon des tiers ; Loi sur l’immigration et la protection des réfugiés, art. 91",
        ),
        ("Ministerial instructions", "Ministerial instructions", "Instructions ministérielles"),
        ("", "", ""),
    ],
)
def test_a_law_is_cited_in_full_in_the_language_of_the_reader(law, en, fr):
    assert citation(law, Language.EN).replace("\xa0", " ") == en
    assert citation(law, Language.FR).replace("\xa0", " ").replace("\u202f", " ") == fr


@pytest.mark.parametrize(
    ("source", "laws"),
    [
        ("IRPR s.181, 183; our manual, chapter 3", "IRPR s.181, 183"),
        ("our manual; PA s.12; Privacy Regs s.11", "PA s.12; Privacy Regs s.11"),
        ("PASSENGER list; what we were told", ""),
        ("", ""),
    ],
)
def test_of_a_source_the_laws_are_shown(source: str, laws: str) -> None:
    assert laws_in(source) == laws


def test_a_short_name_inside_another_is_left_alone() -> None:
    assert citation("IRPA s.31; PA s.12", Language.EN).startswith("Immigration and Refugee Protection Act, s.")
    assert "Privacy Act, s." in citation("IRPA s.31; PA s.12", Language.EN)
