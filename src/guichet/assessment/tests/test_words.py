"""What a result says, in both languages."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from guichet.assessment.rules.why import Days, Dollars, step
from guichet.assessment.terms import Route, StepCode
from guichet.assessment.words import both, said
from guichet.foundation.languages import Language
from guichet.language import typography

NAMED = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("code", list(StepCode), ids=lambda code: code.value)
def test_a_step_names_the_same_facts_in_both_languages_and_is_printed_as_french_is(code: StepCode) -> None:
    with override("en"):
        english = str(code.label)
    with override("fr"):
        french = str(code.label)
    assert sorted(NAMED.findall(english)) == sorted(NAMED.findall(french))
    assert typography.french(french) == french
    assert english != french
    assert english[-1] == french[-1] == "."


@pytest.mark.parametrize(
    ("fact", "english", "french"),
    [
        (Days(Decimal(1)), "1 day", "1 jour"),
        (Days(Decimal("0.5")), "0.5 days", "0,5 jour"),
        (Days(Decimal("1.5")), "1.5 days", "1,5 jour"),
        (Days(Decimal(0)), "0 days", "0 jour"),
        (Days(Decimal(2)), "2 days", "2 jours"),
        (Days(Decimal("1094.5")), "1,094.5 days", "1 094,5 jours"),
        (Dollars(Decimal(15263)), "$15,263", "15 263 $"),
        (Dollars(Decimal("7090.50")), "$7,090.50", "7 090,50 $"),
        (date(2026, 3, 1), "March 1, 2026", "1er mars 2026"),
        (Route.MINOR, "Child of a citizen", "Enfant d’un citoyen"),
        (1200, "1,200", "1 200"),
        ("as it is", "as it is", "as it is"),
    ],
)
def test_facts_are_written_as_each_language_writes_them(fact, english: str, french: str) -> None:
    plain = [said(fact, language).replace("\u00a0", " ") for language in (Language.EN, Language.FR)]
    assert plain == [english, french]


def test_a_step_in_both_languages() -> None:
    text = both(step(StepCode.PRESENCE_SHORT, "CitAct", days=Days(Decimal("0.5"))))
    assert (text.en, text.fr) == ("You are short of 0.5\u00a0days.", "Il vous manque 0,5\u00a0jour.")
