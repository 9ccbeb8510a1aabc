"""A client signs in with a code from an e-mail, links their file, and reads where it stands: in both languages."""

import re
from collections.abc import Callable

import pytest

from tests.browsing import Person
from tests.journeys.given import a_client_with_a_file, event, new_number, new_uci
from tests.service import Service

RECEIVED = {
    "en": "We received your application: Visitor visa.",
    "fr": "Nous avons reçu votre demande : Visa de visiteur.",
}
ASKED = {
    "en": "We need more documents from you to go on with your application.",
    "fr": "Il nous faut d’autres documents de votre part pour poursuivre l’examen de votre demande.",
}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_client_signs_in_links_a_file_and_reads_what_is_happening(
    service: Service, page_in: Callable[..., Person], language: str, script: bool
) -> None:
    number, uci, address = new_number(), new_uci(), f"amina.{new_number().lower()}@example.org"
    given_the_case_system_told_of(service, uci, number, language, address)
    amina = page_in(language, script=script)

    when_she_makes_an_account(service, amina, address)
    amina.then_it_is_accessible()
    when_she_links_her_file(amina, number)
    amina.then_it_is_accessible()
    when_she_opens_her_file(amina, number)

    amina.sees(RECEIVED[language])
    amina.then_it_is_accessible()

    # And what happens next is told by e-mail within the minute, and stands in the account in the same words.
    service.hears(
        event("application.stage_entered", subject=number, stage="ADDITIONAL_DOCS"),
        event("document.requested", subject=number, documents=["FUNDS"], due="2099-12-01"),
    )
    mail = service.wait_for_e_mail(address, containing=ASKED[language])
    assert mail.language == language
    assert number not in mail.text
    assert uci not in mail.text
    amina.page.reload()
    amina.sees(ASKED[language])

    amina.goes_to({"en": "/en/account/messages/", "fr": "/fr/compte/messages/"}[language])
    amina.then_it_is_accessible()
    amina.page.get_by_role("main").get_by_role("link").filter(has_text=re.compile(r"\w")).first.click()
    amina.page.wait_for_load_state()
    amina.then_it_is_accessible()


def given_the_case_system_told_of(service: Service, uci: str, number: str, language: str, address: str) -> None:
    names = ["أمينة بن علي", "Amina Benali"]
    told = service.hears(*a_client_with_a_file(uci, number, language=language, email=address, names=names))
    assert told["accepted"] == 2


def when_she_makes_an_account(service: Service, amina: Person, address: str) -> None:
    amina.goes_to(f"/{amina.language}/")
    amina.page.locator("header").get_by_role("link", name=amina.say("Sign in")).click()
    amina.follows(amina.say("Create an account"))
    already = len(service.e_mails_to(address))
    amina.fills(amina.say("E-mail address"), address)
    amina.presses(amina.say("Send me a code"))
    code = _code_sent(service, address, already)
    amina.fills(amina.say("Code from the e-mail"), code)
    amina.presses(amina.say("Confirm"))


def when_she_links_her_file(amina: Person, number: str) -> None:
    amina.goes_to({"en": "/en/account/link/", "fr": "/fr/compte/lier/"}[amina.language])
    amina.fills(amina.say("Your client identifier (UCI) or application number"), number)
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "1991")):
        amina.fills(amina.say(part), value)
    amina.fills(amina.say("Family name"), "Benali")
    amina.page.get_by_role("main").locator("form button[type=submit]").first.click()
    amina.page.wait_for_load_state()


def when_she_opens_her_file(amina: Person, number: str) -> None:
    link = amina.page.get_by_role("main").locator(f"a[href$='/{number}/']").first
    if not link.count():
        amina.goes_to({"en": "/en/account/", "fr": "/fr/compte/"}[amina.language])
    link.click()
    amina.page.wait_for_load_state()


def _code_sent(service: Service, address: str, already: int) -> str:
    mail = service.wait_for_e_mail(address, after=already, containing="15 minutes")
    return mail.code
