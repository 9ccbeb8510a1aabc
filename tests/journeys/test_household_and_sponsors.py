"""A household and a group of sponsors: asked on one phone, answered on another, taken back while the page is open."""

from collections.abc import Callable
from http import HTTPStatus

import pytest

from tests.browsing import Person
from tests.service import Service

HOUSEHOLD = {"en": "/en/account/people/household/", "fr": "/fr/compte/personnes/menage/"}
FILES = {"en": "/en/account/files/", "fr": "/fr/compte/dossiers/"}
PEOPLE = {"en": "/en/account/people/", "fr": "/fr/compte/personnes/"}
GROUP = {"en": "/en/account/helping/group/", "fr": "/fr/compte/aide/groupe/"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_adults_live_together_and_each_decides_what_the_other_sees(
    service: Service, page_in: Callable[..., Person], language: str
) -> None:
    fatou, ibrahima = page_in(language), page_in(language, script=False)
    when_somebody_of_the_demonstration_signs_in(fatou, "Fatou Diallo")
    when_somebody_of_the_demonstration_signs_in(ibrahima, "Ibrahima Diallo")

    # He begins alone: whatever was before, he leaves it.
    ibrahima.goes_to(HOUSEHOLD[language])
    ibrahima.then_it_is_accessible()
    if ibrahima.say("Leave now") in ibrahima.text:
        ibrahima.presses(ibrahima.say("Leave now"))
    ibrahima.sees(ibrahima.say("Nobody else belongs to your household here"))

    # Asked on her phone, by his address; what she reads says nothing of whether there is such an account.
    fatou.goes_to(HOUSEHOLD[language])
    fatou.does_not_see(fatou.say("What you are shown"))
    fatou.follows(fatou.say("Ask an adult to join"))
    fatou.then_it_is_accessible()
    fatou.presses(fatou.say("Ask this person"))
    fatou.sees(fatou.say("Enter an e-mail address or a number."))
    fatou.fills(fatou.say("Their e-mail address, their application number, or their identifier (UCI)"),
                "ibrahima.diallo@example.org")  # fmt: skip
    fatou.presses(fatou.say("Ask this person"))
    fatou.sees(fatou.say("If there is such a person, they can answer now. Tell them to open “People”."))
    fatou.does_not_see(fatou.say("What you are shown"))

    # Answered on his: the status only.
    ibrahima.goes_to(PEOPLE[language])
    ibrahima.follows(ibrahima.say("%(name)s asks you to join their household") % {"name": "Fatou Diallo"})
    ibrahima.then_it_is_accessible()
    ibrahima.presses(ibrahima.say("Yes, and show where my file stands"))
    ibrahima.sees(ibrahima.say("You belong to the household now. You see here who does, and what each shows."))
    ibrahima.then_it_is_accessible()

    # She sees where his file stands, by which right, and no more.
    fatou.goes_to(FILES[language])
    fatou.sees(fatou.say("Shown to you: where the file stands, and no more."))
    fatou.then_it_is_accessible()
    section = fatou.page.locator("section", has_text="Ibrahima Diallo").last
    section.get_by_role("link").first.click()
    fatou.page.wait_for_load_state()
    fatou.sees(
        fatou.say("You were allowed to see where the file stands. Letters, documents and reasons are not shown.")
    )
    fatou.then_it_is_accessible()

    # He takes it back while her page is open: her next click is refused.
    ibrahima.presses(ibrahima.say("Show nothing"))
    ibrahima.sees(ibrahima.say("From now on you show this person nothing."))
    answer = fatou.page.reload()
    assert answer is not None
    assert answer.status == HTTPStatus.FORBIDDEN
    fatou.sees(fatou.say("This file is not shown to you any more"))
    fatou.then_it_is_accessible()

    # The child is there with the day on which she decides alone.
    fatou.goes_to(HOUSEHOLD[language])
    fatou.sees("Aïssata Diallo")
    fatou.sees(fatou.say("Comes of age"))
    fatou.then_it_is_accessible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sponsors_group_sees_by_each_persons_consent_and_a_member_who_leaves_sees_nothing(
    service: Service, page_in: Callable[..., Person], language: str
) -> None:
    margaret, joan = page_in(language), page_in(language)
    when_somebody_of_the_demonstration_signs_in(margaret, "Margaret Olsen")
    margaret.goes_to(GROUP[language])
    margaret.sees("Peter Olsen")
    margaret.sees("Luc Tremblay")
    margaret.sees(margaret.say("Has not answered yet"))
    margaret.then_it_is_accessible()

    when_somebody_of_the_demonstration_signs_in(joan, "Joan Reid")
    joan.goes_to(GROUP[language])
    joan.then_it_is_accessible()
    if joan.say("Leave now") not in joan.text:  # she left in the other language
        then_margaret_asks_joan_again(margaret, joan, language)
    joan.sees("Tesfay Kidane")
    joan.sees(joan.say("%(name)s runs this group.") % {"name": "Margaret Olsen"})
    joan.presses(joan.say("Leave now"))
    joan.sees(joan.say("You left the group. You see nothing more of what it sees."))
    joan.does_not_see("Tesfay Kidane")
    margaret.goes_to(GROUP[language])
    margaret.does_not_see("Joan Reid")


def then_margaret_asks_joan_again(margaret: Person, joan: Person, language: str) -> None:
    margaret.follows(margaret.say("Ask somebody to belong"))
    margaret.then_it_is_accessible()
    margaret.fills(margaret.say("Name"), "Joan Reid")
    margaret.fills(margaret.say("E-mail address of this person"), "joan.reid@guichet.example")
    margaret.chooses(margaret.say("Only where the file stands, and what it waits for"))
    margaret.presses(margaret.say("Ask this person"))
    joan.goes_to(PEOPLE[language])
    asks = joan.say("%(name)s asks you to belong to their group of sponsors")
    joan.follows(asks % {"name": "Riverside Welcome Group"})
    joan.then_it_is_accessible()
    joan.presses(joan.say("Yes"))


def when_somebody_of_the_demonstration_signs_in(person: Person, name: str) -> None:
    person.goes_to({"en": "/en/demonstration/", "fr": "/fr/demonstration/"}[person.language])
    person.page.locator(".card", has_text=name).first.get_by_role("button").click()
    person.page.wait_for_load_state()
