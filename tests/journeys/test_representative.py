"""A client appoints a representative on a phone and takes it back while the file is open on the other's screen."""

from collections.abc import Callable
from http import HTTPStatus

import pytest

from tests.browsing import Person
from tests.service import Service

PEOPLE = {"en": "/en/account/people/", "fr": "/fr/compte/personnes/"}
FILES = {"en": "/en/account/helping/", "fr": "/fr/compte/aide/"}
ADDRESS = "nadia.fortin@guichet.example"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_client_appoints_a_representative_and_revokes(
    service: Service, page_in: Callable[..., Person], language: str
) -> None:
    ibrahima, nadia = page_in(language, script=False), page_in(language)
    when_somebody_of_the_demonstration_signs_in(ibrahima, "Ibrahima Diallo")
    when_somebody_of_the_demonstration_signs_in(nadia, "Nadia Fortin")
    nadia.goes_to(FILES[language])
    nadia.does_not_see("Ibrahima Diallo")

    # Three steps on a small phone; what is left out is asked for, and nothing typed is lost.
    ibrahima.goes_to(PEOPLE[language])
    ibrahima.follows(ibrahima.say("Appoint somebody"))
    ibrahima.then_it_is_accessible()
    ibrahima.fills(ibrahima.say("Name"), "Nadia Fortin")
    ibrahima.presses(ibrahima.say("Continue"))
    ibrahima.sees(ibrahima.say("Choose whom you want to appoint."))
    ibrahima.then_it_is_accessible()
    ibrahima.chooses(ibrahima.say("A representative: may see my file, answer you and act for me"))
    ibrahima.fills(ibrahima.say("E-mail address of this person"), ADDRESS)
    ibrahima.chooses(ibrahima.say("No"))
    ibrahima.presses(ibrahima.say("Continue"))
    ibrahima.sees(ibrahima.say("What may %(name)s see and do?") % {"name": "Nadia Fortin"})
    ibrahima.then_it_is_accessible()
    ibrahima.chooses(ibrahima.say("Also letters, documents, notes and the reasons of a decision"))
    ibrahima.chooses(ibrahima.say("No, they may only be told"))
    ibrahima.presses(ibrahima.say("Continue"))
    ibrahima.then_it_is_accessible()
    ibrahima.presses(ibrahima.say("Ask this person"))
    ibrahima.sees(ibrahima.say("Has not answered yet"))

    # She sees nothing before she says yes.
    nadia.goes_to(FILES[language])
    nadia.does_not_see("Ibrahima Diallo")
    nadia.goes_to(PEOPLE[language])
    nadia.follows(nadia.say("A client asks for your help"))
    nadia.then_it_is_accessible()
    nadia.presses(nadia.say("Yes"))
    nadia.goes_to(FILES[language])
    nadia.sees("Ibrahima Diallo")
    nadia.then_it_is_accessible()
    nadia.page.get_by_role("main").get_by_role("link", name="Ibrahima Diallo").first.click()
    nadia.page.wait_for_load_state()
    nadia.sees("Ibrahima Diallo")
    nadia.then_it_is_accessible()

    # One press on the phone, and her next click is refused.
    ibrahima.goes_to(PEOPLE[language])
    section = ibrahima.page.locator("form", has_text="Nadia Fortin").first
    section.get_by_role("button").first.click()
    ibrahima.page.wait_for_load_state()
    over = ibrahima.say("It is over: %(name)s sees nothing more and can do nothing more.")
    ibrahima.sees(over % {"name": "Nadia Fortin"})
    answer = nadia.page.reload()
    assert answer is not None
    assert answer.status == HTTPStatus.FORBIDDEN
    nadia.sees(nadia.say("This file is not shown to you any more"))
    nadia.goes_to(FILES[language])
    nadia.does_not_see("Ibrahima Diallo")


def when_somebody_of_the_demonstration_signs_in(person: Person, name: str) -> None:
    person.goes_to({"en": "/en/demonstration/", "fr": "/fr/demonstration/"}[person.language])
    person.page.locator(".card", has_text=name).first.get_by_role("button").click()
    person.page.wait_for_load_state()
