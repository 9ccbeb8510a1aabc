"""The pages on which two records are compared, joined, told apart and parted again."""

import html
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory
from guichet.clients.actions import look_for_duplicates
from guichet.clients.models import Client, Duplicate, Merge
from guichet.doors.desk.tests.conftest import opened
from guichet.identity.models import Look
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.oversight.models import Protection
from guichet.worklists.models import Task


@pytest.fixture
def supervisor(db: None) -> Browser:
    browser = Browser()
    browser.force_login(StaffFactory(name="Paul Leduc", roles=["SUPERVISOR"]).user)
    return browser


@pytest.fixture
def again(amina: Client) -> Client:
    """The same person, registered once more."""
    record = ClientFactory(uci="2223334445", names=["Amina Benali"], language="en", birth_date=amina.birth_date)
    ApplicationFactory(client=record, number="V300999999")
    return record


@pytest.fixture
def pair(amina: Client, again: Client) -> Duplicate:
    look_for_duplicates(client_ids=[again.pk], origin=Origin("clients", Channel.SYSTEM, datetime.now(UTC)))
    return Duplicate.objects.get()


def text(answer: object) -> str:
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.content.decode())


def compare(one: Client, other: Client) -> str:
    return f"/en/desk/clients/{one.pk}/compare/{other.pk}/"


def test_from_the_list_of_work_to_one_person(
    supervisor: Browser, amina: Client, again: Client, file: Application, pair: Duplicate
) -> None:
    task = Task.objects.get()
    work = text(supervisor.get("/en/desk/work/"))
    assert "Two records that may be one person’s" in work
    assert f"/en/desk/duplicates/{pair.pk}/" in text(supervisor.get(f"/en/desk/work/{task.pk}/"))
    asked = supervisor.get(f"/en/desk/duplicates/{pair.pk}/", follow=True)
    page = text(asked)
    assert "Open both and compare" in page
    assert "V300999999" not in page
    assert not Look.objects.exists()
    page = text(supervisor.post(compare(amina, again), follow=True))
    assert "V300123456" in page
    assert "V300999999" in page
    assert "They are two people" in page
    assert {(look.client_id, look.purpose) for look in Look.objects.all()} == {
        (amina.pk, "SAME_PERSON"), (again.pk, "SAME_PERSON"),
    }  # fmt: skip
    nothing = text(supervisor.post(f"{compare(amina, again)}join/", {}))
    assert "Say what you compared." in nothing
    assert "Choose which of the two records is kept." in nothing
    done = supervisor.post(
        f"{compare(amina, again)}join/", {"kept": amina.pk, "proofs": ["DOCUMENT_SEEN", "FILES_COMPARED"]}, follow=True
    )
    page = text(done)
    assert done.redirect_chain[-1][0] == f"/en/desk/clients/{amina.pk}/"
    assert "The two records are one now." in page
    assert "V300999999" in page
    assert "V300123456" in page
    assert "22-2333-4445" in page
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("DONE", "SAME")
    assert Merge.objects.get().proofs == ["DOCUMENT_SEEN", "FILES_COMPARED"]


@pytest.fixture
def joined(supervisor: Browser, amina: Client, again: Client) -> Merge:
    supervisor.post(compare(amina, again))
    supervisor.post(f"{compare(amina, again)}join/", {"kept": amina.pk, "proofs": ["UCI_LETTER"]})
    return Merge.objects.get()


def test_either_number_leads_to_the_one_person(
    supervisor: Browser, desk: Browser, amina: Client, again: Client, joined: Merge
) -> None:
    answer = supervisor.get(f"/en/desk/clients/{again.pk}/?tab=timeline")
    assert (answer.status_code, answer.url) == (302, f"/en/desk/clients/{amina.pk}/?tab=timeline")
    answer = supervisor.get(compare(amina, again), follow=True)
    assert "These records are joined already." in text(answer)
    # A colleague who opens the record that is gone opens the person.
    answer = desk.post(f"/en/desk/clients/{again.pk}/open/", {"purpose": "CLIENT_ASKED"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/en/desk/clients/{amina.pk}/"
    assert "V300999999" in text(answer)
    assert "Compare with another record" not in text(answer)
    assert text(desk.get("/en/desk/?q=22-2333-4445")).count("V300") == 0
    file = text(desk.get("/en/desk/files/V300999999/"))
    assert "أمينة" in file
    assert Look.objects.filter(client_id=again.pk, subject="application:V300999999").exists()


def test_closing_closes_all_records_of_the_person(desk: Browser, amina: Client, again: Client, joined: Merge) -> None:
    opened(desk, amina)
    assert desk.get("/en/desk/files/V300999999/").status_code == 200
    desk.post(f"/en/desk/clients/{again.pk}/close/")
    assert desk.get(f"/en/desk/clients/{amina.pk}/").status_code == 302


def test_parted_again_each_has_its_own_and_the_open_page_shows_no_more(
    supervisor: Browser, desk: Browser, amina: Client, again: Client, joined: Merge
) -> None:
    opened(desk, amina)
    assert desk.get("/en/desk/files/V300999999/").status_code == 200
    where = f"/en/desk/merges/{joined.pk}/separate/"
    assert where in text(supervisor.get(f"/en/desk/clients/{amina.pk}/"))
    assert "22-2333-4445" in text(supervisor.get(where))
    assert "Choose why the records are separated." in text(supervisor.post(where, {}))
    done = supervisor.post(where, {"reason": "DIFFERENT_PEOPLE"}, follow=True)
    assert "The two records are separate again." in text(done)
    assert "V300999999" not in text(done)
    # The colleague had opened the one person: the other is closed to them from now on.
    assert desk.get("/en/desk/files/V300999999/").status_code == 302
    assert supervisor.get(where).status_code == 404
    warned = text(supervisor.post(compare(amina, again), follow=True))
    assert "A colleague decided that these are two people." in warned


def test_two_people_are_told_apart(supervisor: Browser, amina: Client, again: Client, pair: Duplicate) -> None:
    unopened = supervisor.post(f"/en/desk/duplicates/{pair.pk}/two-people/", follow=True)
    assert "Open both records for a purpose first." in text(unopened)
    supervisor.post(compare(amina, again))
    done = supervisor.post(f"/en/desk/duplicates/{pair.pk}/two-people/", follow=True)
    assert "Remembered: two people." in text(done)
    assert Task.objects.get().outcome == "DIFFERENT"
    twice = supervisor.post(f"/en/desk/duplicates/{pair.pk}/two-people/", follow=True)
    assert "Somebody joined or parted" in text(twice)


def test_any_record_is_found_by_its_identifier_to_compare(supervisor: Browser, amina: Client, again: Client) -> None:
    opened(supervisor, amina)
    where = f"/en/desk/clients/{amina.pk}/compare/"
    assert "UCI of the other record" in text(supervisor.get(where))
    assert "Enter the UCI of the other record." in text(supervisor.get(where, {"uci": ""}))
    for wrong in ("12", "99-9999-9999", "V300123456"):
        assert "There is no record with this number." in text(supervisor.get(where, {"uci": wrong}))
    for nonsense in ("\x00", "x" * 100):
        assert "Error:" in text(supervisor.get(where, {"uci": nonsense}))
    assert supervisor.get(where, {"uci": "22-2333-4445"}).url == compare(amina, again)
    assert supervisor.get(where, {"uci": amina.uci}, follow=True).status_code == 404


def test_the_pages_are_in_french_too(supervisor: Browser, amina: Client, again: Client, joined: Merge) -> None:
    assert "Séparer deux fiches" in text(supervisor.get(f"/fr/soutien/fusions/{joined.pk}/separer/"))
    joined.undone_at, joined.undo_reason = datetime.now(UTC), "NOT_PROVED"
    joined.save()
    page = text(supervisor.post(f"/fr/soutien/clients/{amina.pk}/comparer/{again.pk}/", follow=True))
    assert "Une seule personne ou deux\u202f?" in page
    assert "Identique" in page
    assert "Qu’avez-vous comparé\u202f?" in page


def test_an_agent_neither_compares_nor_joins(desk: Browser, amina: Client, again: Client, pair: Duplicate) -> None:
    opened(desk, amina)
    for path in (compare(amina, again), f"{compare(amina, again)}join/", f"/en/desk/duplicates/{pair.pk}/two-people/"):
        assert desk.post(path).status_code == 403
    assert "Two records that may be" not in text(desk.get("/en/desk/work/"))


def test_records_that_are_not_there_are_no_page(supervisor: Browser, amina: Client) -> None:
    assert supervisor.get(f"/en/desk/clients/{amina.pk}/compare/4711/").status_code == 404
    assert supervisor.get(f"/en/desk/clients/{amina.pk}/compare/{amina.pk}/").status_code == 404
    assert supervisor.get("/en/desk/duplicates/4711/").status_code == 404
    assert supervisor.get("/en/desk/merges/4711/separate/").status_code == 404


def test_a_record_that_is_protected_is_asked_about_before_it_is_compared(
    supervisor: Browser, amina: Client, again: Client
) -> None:
    Protection.objects.create(client_id=again.pk, why="PUBLIC_FIGURE", since=datetime.now(UTC))
    asked = supervisor.post(compare(amina, again))
    assert asked.url.startswith(f"/en/desk/clients/{again.pk}/")
    assert "purpose=SAME_PERSON" in asked.url
    joined = supervisor.post(f"{compare(amina, again)}join/", {"kept": amina.pk, "proofs": ["UCI_LETTER"]})
    assert joined.url == compare(amina, again)
    assert not Merge.objects.exists()
    assert not Look.objects.exists()
