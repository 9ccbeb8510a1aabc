"""Somebody abroad who lost their telephone gets back in; and paper signs in on an old telephone: in both languages."""

import re
from collections.abc import Callable

import pytest

from guichet.identity.terms import Role
from tests.browsing import DESK, Person
from tests.journeys.given import a_client_with_a_file, new_number, new_uci, signs_in_as
from tests.service import Service

FILES = {"en": "/en/desk/files/", "fr": "/fr/soutien/dossiers/"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_client_abroad_gets_back_in_with_two_members_of_staff_and_can_stop_it(
    service: Service, page_in: Callable[..., Person], language: str
) -> None:
    number, uci, address = new_number(), new_uci(), f"nimo.{new_number().lower()}@example.org"
    told = service.hears(*a_client_with_a_file(uci, number, language=language, email=address, names=["Nimo Warsame"]))
    assert told["accepted"] == 2
    agent = page_in(language, width=DESK)
    signs_in_as(agent, Role.AGENT)

    when_the_agent_opens_the_client(agent, number)
    agent.sees(agent.say("Tell general information only: programs, fees, public times. Not even that there is a file."))
    agent.then_it_is_accessible()
    # At a visa office: the passport is on the table.
    agent.follows(agent.say("A document was shown in person"))
    agent.then_it_is_accessible()
    agent.chooses(agent.say("Passport or travel document"))
    agent.presses(agent.say("I saw the original"))
    agent.follows(agent.say("They cannot sign in any more"))
    agent.then_it_is_accessible()
    agent.chooses(agent.say("A sheet of printed codes, handed over in person"))
    agent.presses(agent.say("Ask for it"))
    agent.sees(agent.say("Somebody else must confirm it: not the person who asked."))
    where = agent.page.url.removeprefix(agent.address)

    second = page_in(language, width=DESK)
    signs_in_as(second, Role.SUPERVISOR)
    second.goes_to(where)
    second.then_it_is_accessible()
    second.presses(second.say("Confirm"))
    second.sees(second.say("It happens by itself when the wait is over, unless the client stops it."))

    # The client is told, and it was not her: one click, without signing in.
    mail = service.wait_for_e_mail(address, containing=second.say("Stop it"))
    assert number not in mail.text
    link = re.search(r"https?://\S+/(?:stop|arreter)/\S+", mail.text)
    assert link
    nimo = page_in(language)
    nimo.goes_to(re.sub(r"^https?://[^/]+", "", link[0]))
    nimo.then_it_is_accessible()
    nimo.presses(nimo.say("Stop it"))
    nimo.sees(nimo.say("Your account is as it was. Nobody got into it by this."))
    second.page.reload()
    second.does_not_see(second.say("It happens by itself when the wait is over, unless the client stops it."))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_paper_signs_in_on_an_old_telephone(service: Service, page_in: Callable[..., Person], language: str) -> None:
    at_home = page_in(language)
    when_a_client_of_the_demonstration_signs_in(at_home)
    at_home.goes_to(
        {"en": "/en/account/security/printed-codes/", "fr": "/fr/compte/securite/codes-imprimes/"}[language]
    )
    at_home.then_it_is_accessible()
    at_home.presses(re.compile(f"{at_home.say('Make a sheet')}|{at_home.say('Make a new sheet')}"))
    at_home.then_it_is_accessible()
    name = re.search(r"\b(\d{3} \d{3} \d{4})\b", at_home.text)
    codes = re.findall(r"\b(\d{4} \d{4} \d{4})\b", at_home.text)
    assert name
    assert len(codes) == 12

    old = page_in(language, width=320, script=False)
    old.goes_to(f"/{language}/")
    old.page.locator("header").get_by_role("link", name=old.say("Sign in")).click()
    old.follows(old.say("Sign in without e-mail"))
    old.then_it_is_accessible()
    old.fills(old.say("Account number"), name[1])
    old.fills(old.say("Printed code"), "0000 0000 0000")
    old.presses(old.say("Sign in"))
    old.sees(old.say("This is not right. Check what you entered and try again."))
    old.then_it_is_accessible()
    old.fills(old.say("Account number"), name[1])
    old.fills(old.say("Printed code"), codes[0])
    old.presses(old.say("Sign in"))
    old.sees(old.say("Your account"))
    assert old.page.evaluate("document.documentElement.scrollWidth") <= 320

    # One proof: where the file stands. A second one reads all of it.
    old.goes_to({"en": "/en/account/files/", "fr": "/fr/compte/dossiers/"}[language])
    old.page.locator(".card a").first.click()
    old.page.wait_for_load_state()
    old.sees(old.say("There is more for you to read in this file."))
    old.follows(old.say("Show that it is you"))
    old.then_it_is_accessible()
    old.sees(old.say("Show once more that it is you"))


def when_a_client_of_the_demonstration_signs_in(person: Person) -> None:
    person.goes_to({"en": "/en/demonstration/", "fr": "/fr/demonstration/"}[person.language])
    person.page.get_by_role("main").get_by_role("button").first.click()
    person.page.wait_for_load_state()


def when_the_agent_opens_the_client(agent: Person, number: str) -> None:
    agent.goes_to(f"{FILES[agent.language]}{number}/")
    agent.chooses(agent.say("The client is asking about it"))
    agent.presses(agent.say("Open"))
