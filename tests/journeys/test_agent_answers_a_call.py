"""An agent finds a client by a misspelt name in either script, says why, and reads what the client reads."""

from collections.abc import Callable

import pytest

from guichet.identity.terms import Role
from tests.browsing import DESK, Person
from tests.journeys.given import a_client_with_a_file, event, new_number, new_uci, signs_in_as
from tests.service import Service

DESKS = {"en": "/en/desk/", "fr": "/fr/soutien/"}


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "Kadija Bouazis"), ("en", "خديجه بوعزيز"), ("fr", "Bouaziz Kadidja"), ("fr", "خديجة بوعزيز")],
)
def test_an_agent_finds_a_misspelt_name_and_reads_the_clients_own_sentence(
    service: Service, page_in: Callable[..., Person], caller: tuple[str, str, dict[str, str]], language: str, typed: str
) -> None:
    number, uci, sentences = caller
    leduc = page_in(language, width=DESK)
    signs_in_as(leduc, Role.AGENT)

    leduc.goes_to(DESKS[language])
    leduc.page.keyboard.press("/")
    leduc.page.keyboard.type(typed)
    with leduc.page.expect_navigation():
        leduc.page.keyboard.press("Enter")
    leduc.then_it_is_accessible()
    row = leduc.page.get_by_role("row").filter(has_text=f"{uci[:2]}-{uci[2:6]}-{uci[6:]}")
    row.get_by_role("link").click()
    leduc.page.wait_for_load_state()

    # Nothing is shown before the purpose is given.
    leduc.does_not_see(number)
    leduc.then_it_is_accessible()
    leduc.chooses(leduc.say("The client is asking about it"))
    leduc.presses(leduc.say("Open"))
    leduc.sees(sentences[language])
    leduc.follows(number)

    for said in sentences.values():
        leduc.sees(said)
    leduc.then_it_is_accessible()
    looks = service.ask(
        "SELECT purpose, page FROM identity_look l JOIN clients_client c ON c.id = l.client_id WHERE c.uci = %s", uci
    )
    assert ("CLIENT_ASKED", "desk:file:now") in looks


@pytest.fixture(scope="module")
def caller(service: Service) -> tuple[str, str, dict[str, str]]:
    """Somebody who calls: the number of their file, their identifier, and what they read, in both languages."""
    number, uci = new_number(), new_uci()
    names = ["خديجة بوعزيز", "Khadidja Bouaziz"]
    events = a_client_with_a_file(uci, number, language="fr", email="khadidja@example.org", names=names)
    service.hears(*events, event("application.stage_entered", subject=number, stage="BIOMETRICS"))
    (stage,) = service.ask("SELECT stage FROM applications_application WHERE number = %s", number)[0]
    from guichet.programs.queries import catalogue

    said = catalogue().stage(stage).happening
    return number, uci, {"en": said.en, "fr": said.fr}
