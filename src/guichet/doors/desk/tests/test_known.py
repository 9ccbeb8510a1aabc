"""Who calls: asked, known or not, and what the screen then lets an agent tell; and getting a client back in."""

import re

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.models import Client, ContactPoint
from guichet.doors.desk.tests.conftest import opened
from guichet.identity.models import IdentityCheck, Recovery, Staff
from guichet.journal.models import Entry

RIGHT = {
    "NAME": "Amina Benali",
    "BIRTH_DATE_day": "3",
    "BIRTH_DATE_month": "2",
    "BIRTH_DATE_year": "1991",
    "NUMBER": "V300123456",
}


def at(client: Client, page: str = "", language: str = "en") -> str:
    folder = {"en": "desk/clients", "fr": "soutien/clients"}[language]
    return f"/{language}/{folder}/{client.pk}/{page}"


def drawn(browser: Browser, client: Client) -> dict[str, str]:
    """Return the right answer to what was drawn by lot."""
    said = browser.get(at(client, "check/")).content.decode()
    answers = {"COUNTRY": client.country, "EMAIL": "amina@example.org", "PHONE": "613 555 0100", "PROGRAM": "TRV"}
    names = [name for name in answers if f'name="{name}"' in said]
    assert len(names) == 1
    return {names[0]: answers[names[0]]}


@pytest.fixture
def reachable(amina: Client, file: Application) -> Client:
    for kind, value in (("email", "amina@example.org"), ("phone", "+16135550100")):
        ContactPoint.objects.update_or_create(client=amina, kind=kind, defaults={"value": value})
    return amina


def test_until_somebody_is_known_the_screen_says_to_tell_nothing(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    said = desk.get(at(reachable)).content.decode()
    assert "Tell general information only" in said
    assert at(reachable, "check/") in said


def test_who_works_on_a_file_is_asked_nothing_of_the_kind(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable, "WORK_ON_FILE")
    assert "Who is asking" not in desk.get(at(reachable)).content.decode()


def test_a_caller_whose_answers_all_agree_is_known(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    answer = desk.post(at(reachable, "check/"), {**RIGHT, **drawn(desk, reachable)})
    assert answer.url == at(reachable)
    said = desk.get(at(reachable)).content.decode()
    assert "You may tell where the file stands and what it waits for" in said
    check = IdentityCheck.objects.get()
    assert check.passed
    kept = str(list(IdentityCheck.objects.values())) + str([entry.payload for entry in Entry.objects.all()])
    assert "Benali" not in kept
    assert "V300123456" not in kept


@pytest.mark.parametrize(
    "wrong", [{"NAME": "Amina"}, {"BIRTH_DATE_day": "4"}, {"NUMBER": "V300123457"}, {"NUMBER": ""}]
)
def test_one_wrong_answer_closes_the_screen_and_does_not_say_which(
    desk: Browser, reachable: Client, wrong: dict[str, str]
) -> None:
    opened(desk, reachable)
    answer = desk.post(at(reachable, "check/"), {**RIGHT, **drawn(desk, reachable), **wrong}).content.decode()
    assert "The caller is not known" in answer
    main = answer[answer.index("<main") :]
    assert "1991" not in main
    assert "V3001" not in main
    # Neither the client nor the file opens in this call any more.
    assert desk.get(at(reachable)).url == at(reachable, "check/")
    assert desk.get("/en/desk/files/V300123456/").url == at(reachable, "check/")
    assert Entry.objects.get(kind="identity.check_failed").client_id == reachable.pk


def test_another_call_begins_anew(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    desk.post(at(reachable, "check/"), {**RIGHT, **drawn(desk, reachable)})
    desk.post(at(reachable, "close/"))
    opened(desk, reachable)
    assert "Tell general information only" in desk.get(at(reachable)).content.decode()


def test_looking_again_draws_no_other_fact(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    assert len({tuple(drawn(desk, reachable)) for _ in range(8)}) == 1


def test_no_answer_of_the_file_stands_on_the_page_of_questions(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    said = desk.get(at(reachable, "check/")).content.decode()
    for secret in ("Benali", "1991", "amina@example.org", "5550100", "V300123456", reachable.uci):
        assert secret not in said, secret


def test_a_call_back_raises_the_level_and_shows_only_numbers_on_file(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    assert desk.post(at(reachable, "call-back/")).url == at(reachable, "check/")
    desk.post(at(reachable, "check/"), {**RIGHT, **drawn(desk, reachable)})
    assert "+16135550100" in desk.get(at(reachable, "call-back/")).content.decode()
    assert desk.post(at(reachable, "call-back/")).url == at(reachable)
    assert "the reasons of a decision" in desk.get(at(reachable)).content.decode()


def test_a_document_seen_in_person_is_noted_and_the_client_told(desk: Browser, reachable: Client) -> None:
    opened(desk, reachable)
    assert "Choose the document" in desk.post(at(reachable, "document/"), {}).content.decode()
    assert desk.post(at(reachable, "document/"), {"document": "PASSPORT"}).url == at(reachable)
    assert Entry.objects.get(kind="identity.document_seen").payload == {"document": "PASSPORT"}
    assert "In person" in desk.get(at(reachable)).content.decode()


@pytest.mark.parametrize("page", ["check/", "call-back/", "document/", "recover/"])
def test_nothing_opens_before_the_purpose(desk: Browser, reachable: Client, page: str) -> None:
    for answer in (desk.get(at(reachable, page)), desk.post(at(reachable, page), {"document": "PASSPORT"})):
        assert answer.url.startswith(at(reachable, "open/"))
    assert not IdentityCheck.objects.exists()


@pytest.fixture
def supervisor(db: None) -> Staff:
    return StaffFactory(name="Roy", roles=["SUPERVISOR"])


def test_one_asks_another_confirms_and_the_list_says_so(desk: Browser, reachable: Client, supervisor: Staff) -> None:
    opened(desk, reachable)
    asked = {"outcome": "SHEET_BY_POST", "postal_address": "Amina Benali\n12 rue X\n16000 Alger"}
    assert "Make sure first who the person is" in desk.post(at(reachable, "recover/"), asked).content.decode()
    desk.post(at(reachable, "check/"), {**RIGHT, **drawn(desk, reachable)})
    where = desk.post(at(reachable, "recover/"), asked).url
    assert "Somebody else must confirm it" in desk.get(where).content.decode()
    assert desk.post(where).status_code == 404
    assert Recovery.objects.get().confirmed_at is None
    other = Browser()
    other.force_login(supervisor.user)
    listed = other.get("/en/desk/recoveries/").content.decode()
    assert "A sheet of printed codes, by post" in listed
    assert "16000 Alger" not in listed
    assert other.post(where).url == where
    assert "It happens by itself" in other.get(where).content.decode()
    told = Entry.objects.get(kind="identity.recovery_confirmed")
    assert told.client_id == reachable.pk
    stop = re.search(r'href="(/en/desk/recoveries/\d+/stop/)"', other.get(where).content.decode())
    assert stop
    assert other.post(stop[1]).url == where
    assert Recovery.objects.get().stopped_at is not None


@pytest.mark.parametrize(
    "entered",
    [
        {},
        {"outcome": "NONSENSE"},
        {"outcome": "NEW_EMAIL"},
        {"outcome": "NEW_EMAIL", "new_email": "nonsense"},
        {"outcome": "SHEET_BY_POST"},
    ],
)
def test_bad_input_is_answered_by_the_form(desk: Browser, reachable: Client, entered: dict[str, str]) -> None:
    opened(desk, reachable)
    answer = desk.post(at(reachable, "recover/"), entered)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert not Recovery.objects.exists()
