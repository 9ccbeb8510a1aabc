"""A manager publishes an urgent notice, and a client of that program reads it on their file at once, in French."""

from collections.abc import Callable
from datetime import date, timedelta

from guichet.identity.terms import Role
from tests.browsing import DESK, Person
from tests.journeys.given import a_client_with_a_file, new_number, new_uci, signs_in_as
from tests.journeys.test_client_reads_their_file import when_she_links_her_file, when_she_makes_an_account
from tests.service import Service

TITLE = "Nos bureaux sont fermés demain"


def test_a_client_reads_an_urgent_notice_on_their_file_at_once_in_french(
    service: Service, page_in: Callable[..., Person]
) -> None:
    number, uci, address = new_number(), new_uci(), f"amina.{new_number().lower()}@example.org"
    service.hears(*a_client_with_a_file(uci, number, language="fr", email=address, names=["Amina Benali"]))
    amina = page_in("fr")
    when_she_makes_an_account(service, amina, address)
    when_she_links_her_file(amina, number)
    amina.goes_to(f"/fr/compte/dossiers/{number}/")
    assert TITLE not in amina.page.content()

    fraser = page_in("en", width=DESK)
    signs_in_as(fraser, Role.MANAGER)
    fraser.goes_to("/en/office/notices/new/")
    fraser.then_it_is_accessible()
    last = date.today() + timedelta(days=2)
    fraser.page.get_by_label("How much it matters").select_option("URGENT")
    for label, said in (
        ("Title in English", "Our offices are closed tomorrow"),
        ("Text in English", "You can write to us. We answer the day after."),
        ("Title in French", TITLE),
        ("Text in French", "Vous pouvez nous écrire. Nous répondons le lendemain."),
        ("Only these programs", "TRV"),
    ):
        fraser.page.get_by_label(label).fill(said)
    fraser.page.get_by_label("Everybody").check()
    for part, value in (("day", last.day), ("month", last.month), ("year", last.year)):
        fraser.page.locator(f"[name=shows_until_{part}]").fill(str(value))
    fraser.presses("Keep it and look at it")
    fraser.sees(TITLE)
    fraser.then_it_is_accessible()
    fraser.presses("Publish it everywhere at once")
    fraser.sees("It is shown everywhere now.")

    amina.goes_to(f"/fr/compte/dossiers/{number}/")
    amina.sees(TITLE)
    amina.then_it_is_accessible()
