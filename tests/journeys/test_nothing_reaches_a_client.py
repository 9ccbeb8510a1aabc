"""A text bounces, the e-mail that follows it too; a person reaches the client, and the client sees all of it."""

from collections.abc import Callable

import pytest

from guichet.identity.terms import Role
from tests.browsing import DESK, Person
from tests.journeys.given import event, new_number, new_uci, signs_in_as
from tests.service import Service, wait_for

# Numbers and addresses that the stand-ins refuse for good.
NO_SUCH_NUMBER, NO_SUCH_ADDRESS = "+16135550102", "no-such-person@example.org"
REACH = {"en": "/en/desk/clients/{}/reach/", "fr": "/fr/soutien/clients/{}/joindre/"}
UNDELIVERED = {"en": "/en/office/undelivered/", "fr": "/fr/gestion/non-livres/"}
RECEIVED = {
    "en": "We received your application: Visitor visa.",
    "fr": "Nous avons reçu votre demande : Visa de visiteur.",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_text_bounces_then_an_email_then_a_person_sees_to_it(
    service: Service, page_in: Callable[..., Person], language: str
) -> None:
    number, uci = new_number(), new_uci()
    given_a_client_whom_nothing_reaches(service, uci, number, language)
    client_id = wait_for(lambda: _owned(service, uci), "a notice that a person sees to")
    tried = service.ask("SELECT medium, failure FROM notices_delivery WHERE client_id = %s ORDER BY id", client_id)
    assert ("text", "ADDRESS_REFUSED") in tried
    assert ("email", "ADDRESS_REFUSED") in tried

    manager = page_in(language, width=DESK)
    signs_in_as(manager, Role.SUPERVISOR)
    manager.goes_to(UNDELIVERED[language])
    manager.sees(RECEIVED[language])
    manager.sees(manager.say("Nobody’s, and not resolved"))
    manager.then_it_is_accessible()

    leduc = page_in(language, width=320)
    signs_in_as(leduc, Role.AGENT)
    leduc.goes_to(REACH[language].format(client_id))
    leduc.does_not_see(RECEIVED[language])
    leduc.chooses(leduc.say("A notice did not arrive"))
    leduc.presses(leduc.say("Open"))
    leduc.sees(RECEIVED[language])
    leduc.then_it_is_accessible()
    leduc.chooses(leduc.say("I told the client all of this"))
    leduc.presses(leduc.say("Note it"))
    leduc.sees(leduc.say("Everything reached this client"))
    leduc.then_it_is_accessible()
    assert service.ask(
        "SELECT DISTINCT state, resolution FROM notices_undelivered WHERE client_id = %s", client_id
    ) == [("RESOLVED", "PERSON")]
    done = service.ask("SELECT state, outcome FROM worklists_task WHERE subject = %s", f"client:{client_id}")
    assert done == [("DONE", "PERSON")]


def given_a_client_whom_nothing_reaches(service: Service, uci: str, number: str, language: str) -> None:
    """Register somebody who wants texts, at a number and an address that do not exist."""
    service.hears(
        event(
            "client.registered",
            uci=uci,
            names=[{"text": "Amina Benali"}],
            birth_date="1991-02-03",
            country="DZA",
            language=language,
            phone=NO_SUCH_NUMBER,
            email=NO_SUCH_ADDRESS,
            channel="text",
        ),
        event("application.received", subject=number, uci=uci, program="TRV", office="CPC-OTTAWA"),
    )


def _owned(service: Service, uci: str) -> int | None:
    rows = service.ask(
        "SELECT c.id FROM notices_undelivered u JOIN clients_client c ON c.id = u.client_id"
        " WHERE c.uci = %s AND u.state = 'OWNED'",
        uci,
    )
    return int(rows[0][0]) if rows else None
