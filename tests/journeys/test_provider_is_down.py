"""The mail server is away for a while: nobody is kept waiting, nothing is lost, and nothing is sent twice."""

from collections.abc import Callable

from guichet.identity.terms import Role
from tests.browsing import DESK, Person
from tests.journeys.given import a_client_with_a_file, event, new_number, new_uci, signs_in_as
from tests.service import Service, wait_for

SENTENCE = "We are comparing your application with the rules of the program."


def test_a_message_goes_out_once_when_the_mail_server_is_back(service: Service, page_in: Callable[..., Person]) -> None:
    number, uci, address = new_number(), new_uci(), f"wei.{new_number().lower()}@example.org"
    service.hears(*a_client_with_a_file(uci, number, language="en", email=address, names=["李伟", "Li Wei"]))
    service.wait_for_e_mail(address)

    service.misbehave("down")
    try:
        service.hears(event("application.stage_entered", subject=number, stage="ELIGIBILITY"))
        wait_for(lambda: _tries(service, uci), "a try that failed")
        assert len(service.e_mails_to(address)) == 1

        leduc = page_in("en", width=DESK)
        signs_in_as(leduc, Role.AGENT)
        leduc.goes_to(f"/en/desk/files/{number}/?tab=notices")
        leduc.chooses("A notice did not arrive")
        leduc.presses("Open")
        leduc.sees("Waiting to be sent")
        leduc.then_it_is_accessible()
    finally:
        service.misbehave("well")

    wait_for(lambda: len(service.e_mails_to(address)) == 2, "the message")
    leduc.page.reload()
    leduc.does_not_see("Waiting to be sent")
    # A little later it is still the one message.
    assert len(service.e_mails_to(address)) == 2


def _tries(service: Service, uci: str) -> bool:
    rows = service.ask(
        "SELECT d.attempts FROM notices_delivery d JOIN clients_client c ON c.id = d.client_id"
        " WHERE c.uci = %s AND d.status = 'QUEUED' AND d.attempts > 0",
        uci,
    )
    return bool(rows)
