"""Somebody reads how long it takes and plans a date; somebody else reads why the range of their file moved."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.browsing import Person
from tests.service import Service

WORDS = {
    "en": {
        "home": "/en/",
        "times": "How long it takes now",
        "program": "Visitor visa",
        "eight": "8 in 10 people who apply today will have a decision",
        "plan": "When should I apply?",
        "by": "Apply by",
        "right": "How right were we?",
        "csv": "open data (CSV)",
        "sign_in": "/en/demonstration/",
        "before": "Before, we said:",
    },
    "fr": {
        "home": "/fr/",
        "times": "Délais de traitement actuels",
        "program": "Visa de visiteur",
        "eight": "8 personnes sur 10 qui présentent leur demande aujourd’hui",
        "plan": "Quand présenter ma demande",
        "by": "Présentez votre demande au plus tard le",
        "right": "Avons-nous vu juste",
        "csv": "données ouvertes (CSV)",
        "sign_in": "/fr/demonstration/",
        "before": "Avant, nous disions",
    },
}
DAY, MONTH, YEAR = "by_day", "by_month", "by_year"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_somebody_plans_on_a_date(
    service: Service, page_in: Callable[..., Person], language: str, script: bool
) -> None:
    words, amina = WORDS[language], page_in(language, script=script)

    amina.goes_to(words["home"])
    amina.page.get_by_role("main").get_by_role("link", name=words["times"]).click()
    amina.then_it_is_accessible()
    amina.page.get_by_role("main").get_by_role("link", name=words["program"], exact=True).click()
    amina.sees(words["eight"])
    amina.then_it_is_accessible()

    for name, value in ((DAY, "1"), (MONTH, "9"), (YEAR, str(date.today().year + 2))):
        amina.page.locator(f"[name={name}]").fill(value)
    amina.presses(re.compile(words["plan"]))
    amina.sees(words["by"])
    amina.then_it_is_accessible()

    amina.page.get_by_role("link", name=re.compile(words["right"])).last.click()
    amina.sees(words["csv"])
    amina.then_it_is_accessible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_client_reads_why_their_range_moved(service: Service, page_in: Callable[..., Person], language: str) -> None:
    words, reader = WORDS[language], page_in(language)
    why = {"en": "The range in which a decision is likely moved", "fr": "La période où une décision est probable"}
    reader.goes_to(words["sign_in"])
    card = reader.page.locator(".card", has_text=why[language])
    card.get_by_role("button").first.click()
    reader.page.wait_for_load_state()
    path = {"en": "/en/account/files/", "fr": "/fr/compte/dossiers/"}[language]
    reader.goes_to(path)
    reader.page.get_by_role("main").get_by_role("link").filter(has_text=re.compile(r"\w")).first.click()
    reader.sees(words["before"])
    reader.then_it_is_accessible()
