"""A worked case of what a test of language comes to."""

from datetime import date

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.levels import Ability, Levels, levels_of
from guichet.assessment.terms import Test
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Line, Row, Rule

TESTS = {
    "ielts": Test.IELTS_GENERAL, "celpip": Test.CELPIP_GENERAL, "pte": Test.PTE_CORE, "tef": Test.TEF_CANADA,
    "tcf": Test.TCF_CANADA, "ielts_general_training": Test.IELTS_GENERAL,
    **{test.value.lower(): test for test in Test},
}  # fmt: skip
NEWEST = date.max


def _found(row: Row) -> Levels:
    table = policy.test_table(Test(reading.word(row, "test", TESTS)), reading.maybe_day(row, "date") or NEWEST)
    results = {
        ability: reading.number(row, ability.value) for ability in Ability if _is_said(row, ability)
    }  # fmt: skip
    return levels_of(table, results)


def _is_said(row: Row, ability: Ability) -> bool:
    return bool(reading.cell(row, ability.value))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {"clb_S_L_R_W": "/".join(map(str, found.each)), "weakest": str(found.weakest)}


def _explained(row: Row) -> Explained:
    result = _decided(row)["clb_S_L_R_W"]
    text = Text(
        en="Each ability has the highest level whose least result is reached.",
        fr="Chaque compétence a le niveau le plus élevé dont le résultat minimal est atteint.",
    )
    table = policy.test_table(Test(reading.word(row, "test", TESTS)), NEWEST)
    return Explained(result, (Line("TABLE", result, text, table.source, decided=True),))


LEVELS_RULE = Rule(
    name="language-levels",
    source="canada.ca, language tests",
    columns=("test", *Ability),
    results=("clb_S_L_R_W", "weakest"),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "language-levels.csv",
)
