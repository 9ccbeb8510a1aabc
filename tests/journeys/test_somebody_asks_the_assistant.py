"""Somebody asks in the chat, gets an answer with its source, goes on from it, and is handed to a person.

Signed in, the same page tells them where their own file stands.
"""

import re
from collections.abc import Callable

import pytest

from guichet.identity.terms import Role
from tests.browsing import Person
from tests.journeys.given import a_client_with_a_file, new_number, new_uci, signs_in_as
from tests.journeys.test_client_reads_their_file import when_she_links_her_file, when_she_makes_an_account
from tests.service import Service

PATH = {"en": "/en/chat/", "fr": "/fr/clavardage/"}
FEES = {"en": "What are the fees?", "fr": "Quels sont les frais ?"}
AFTER = {"en": "and how do I pay them?", "fr": "et comment les payer ?"}
ASK = {"en": "Ask", "fr": "Demander"}
PERSON = {"en": "Let a person take over", "fr": "Passer à une personne"}
GIVE = {"en": "Give it to a person", "fr": "Confier à une personne"}
OTHER = {"en": "Français", "fr": "English"}
WHERE = {"en": "Where is my application now?", "fr": "Où en est ma demande ?"}


@pytest.fixture(scope="module", autouse=True)
def _what_can_be_answered(service: Service) -> None:
    service.run("guidance", "load")
    service.run("guidance", "learn")


def asks(person: Person, text: str) -> None:
    person.page.locator("textarea[name=text]").fill(text)
    person.page.get_by_role("button", name=ASK[person.language], exact=True).click()
    person.page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_somebody_asks_goes_on_and_is_handed_to_a_person(
    service: Service, page_in: Callable[..., Person], language: str, script: bool
) -> None:
    amina = page_in(language, width=320, script=script)
    amina.goes_to(PATH[language])
    amina.then_it_is_accessible()

    asks(amina, FEES[language])
    amina.sees(FEES[language])
    answers = amina.page.locator(".thread__reply")
    assert answers.first.locator("a[href*='fees-']").count() > 0, "the answer names its source"
    amina.then_it_is_accessible()

    asks(amina, AFTER[language])
    assert answers.nth(1).locator("a[href*='fees-pay']").count() > 0, "read with what was said before"

    # The other language keeps the conversation, and says it in its own words.
    amina.page.get_by_role("link", name=OTHER[language]).first.click()
    amina.page.wait_for_load_state()
    assert amina.page.locator(".thread__exchange").count() == 2
    amina.goes_to(PATH[language])

    amina.page.get_by_role("link", name=PERSON[language]).first.click()
    amina.then_it_is_accessible()
    amina.page.locator("input[name=reach]").fill("amina@example.org")
    amina.page.get_by_role("button", name=GIVE[language]).click()
    amina.page.wait_for_load_state()
    amina.then_it_is_accessible()
    receipt = re.search(r"H-\d{5}", amina.page.inner_text("main"))
    assert receipt

    agent = page_in("en", width=1280)
    signs_in_as(agent, Role.AGENT)
    agent.goes_to(f"/en/desk/conversations/{int(receipt[0][2:])}/")
    agent.sees(FEES[language])
    agent.sees("amina@example.org")
    agent.then_it_is_accessible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_client_asks_where_their_own_file_stands(
    service: Service, page_in: Callable[..., Person], language: str
) -> None:
    number, uci, address = new_number(), new_uci(), f"chat.{new_number().lower()}@example.org"
    service.hears(*a_client_with_a_file(uci, number, language=language, email=address, names=["Amina Benali"]))
    amina = page_in(language)
    when_she_makes_an_account(service, amina, address)
    when_she_links_her_file(amina, number)
    amina.goes_to(PATH[language])
    asks(amina, f"{WHERE[language]} {number}")
    thread = amina.page.locator(".thread")
    assert number in thread.inner_text()
    assert number not in amina.page.locator(".thread__asked").inner_text(), "taken out of what was typed"
    amina.then_it_is_accessible()
