"""A manager sees why rows were set aside, has the catalogue mended, and tries them again: nothing was lost."""

from collections.abc import Callable

from guichet.identity.terms import Role
from tests.browsing import DESK, Person
from tests.journeys.given import a_client_with_a_file, event, new_number, new_uci, signs_in_as
from tests.service import Service

NEW_STAGE = """
- code: JOURNEY-CHECK
  name: {en: Second look, fr: Second examen}
  happening:
    en: A second person is looking at your application.
    fr: Une seconde personne examine votre demande.
  next:
    en: We will write to you when it is done.
    fr: Nous vous écrirons quand ce sera fait.
  who_acts: department
  overall: IN_PROGRESS
"""


def test_a_row_with_an_unknown_stage_is_accepted_once_the_catalogue_knows_it(
    service: Service, page_in: Callable[..., Person]
) -> None:
    number, uci, address = new_number(), new_uci(), f"paul.{new_number().lower()}@example.org"
    service.hears(*a_client_with_a_file(uci, number, language="en", email=address, names=["Paul Tremblay"]))
    summary = service.ingest(event("application.stage_entered", subject=number, stage="JOURNEY-CHECK"), '{"half": ')
    assert (summary["accepted"], summary["set_aside"]) == (0, 2)

    fraser = page_in("en", width=DESK)
    signs_in_as(fraser, Role.MANAGER)
    fraser.goes_to("/en/office/feed/?rows=open")
    fraser.page.get_by_role("main").locator("tbody a").first.click()
    fraser.page.wait_for_load_state()
    fraser.sees("JOURNEY-CHECK")
    fraser.then_it_is_accessible()

    # Tried too early, the row stays where it is, with its reason.
    fraser.page.get_by_role("row").filter(has_text="Add the code").get_by_role("link", name="Try again").click()
    fraser.page.wait_for_load_state()
    fraser.then_it_is_accessible()
    fraser.presses("Try 1 row again")
    fraser.sees("1 row still cannot be accepted")
    run = fraser.page.url

    (service.data / "programs").mkdir(parents=True, exist_ok=True)
    (service.data / "programs" / "stages.yaml").write_text(NEW_STAGE, encoding="utf-8")
    service.restart_with_new_data()

    fraser.page.goto(run)
    fraser.page.get_by_role("row").filter(has_text="Add the code").get_by_role("link", name="Try again").click()
    fraser.page.wait_for_load_state()
    fraser.presses("Try 1 row again")
    fraser.sees("1 row was accepted")
    fraser.then_it_is_accessible()
    service.wait_for_e_mail(address, containing="A second person is looking at your application.")
