"""Deciding at the desk: for a purpose, noted, with what is missing said; and the notation beside the fact."""

import html
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory, UserFactory, link
from guichet.clients.models import Client
from guichet.doors.entrance import OPENED
from guichet.identity.actions import note_disclosure
from guichet.identity.models import Look
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.privacy.actions import ask_for_correction
from guichet.privacy.models import Correction
from guichet.privacy.terms import CorrectionFact
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
FAR_AHEAD = 4_102_444_800.0
NOW = datetime.now(UTC)
BORN = {"after_day": "2", "after_month": "3", "after_year": "1991"}


@pytest.fixture
def amina() -> Client:
    return ClientFactory(names=["Amina Benali"], birth_date=date(1991, 2, 3))


@pytest.fixture
def desk(amina: Client) -> Browser:
    browser = Browser()
    browser.force_login(StaffFactory(roles=["OFFICER"]).user)
    session = browser.session
    session[OPENED] = {str(amina.pk): [Purpose.WORK_ON_FILE.value, FAR_AHEAD]}
    session.save()
    return browser


def asked(amina: Client, fact: CorrectionFact = CorrectionFact.BIRTH_DATE, number: str = "") -> int:
    user = UserFactory()
    link(user, amina)
    me = Viewer(user_id=user.pk, own_clients=frozenset({amina.pk}))
    return ask_for_correction(
        viewer=me,
        client_id=amina.pk,
        fact=fact,
        number=number,
        wrong="3 February 1991",
        right="2 March 1991, as in my passport",
        origin=Origin(actor=me.actor, channel=Channel.ACCOUNT, at=NOW),
    )


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def where(number: int, language: str = "en") -> str:
    return {"en": f"/en/desk/corrections/{number}/", "fr": f"/fr/soutien/corrections/{number}/"}[language]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["The client says that something is wrong", "2 March 1991, as in my passport", "We hold", "C-0"]),
        ("fr", ["Le client dit que quelque chose est inexact", "Réponse au plus tard le", "C-0"]),
    ],
)
def test_it_shows_what_is_said_and_what_is_held_and_notes_the_look(
    desk: Browser, amina: Client, language: str, said: list[str]
) -> None:
    number = asked(amina)
    shown = page(desk, where(number, language))
    assert [words for words in said if words not in shown] == []
    assert Look.objects.get().page == "desk:correction"


def test_without_an_open_file_the_purpose_is_asked_first(amina: Client) -> None:
    number = asked(amina)
    browser = Browser()
    browser.force_login(StaffFactory(roles=["OFFICER"]).user)
    answer = browser.get(where(number))
    assert answer.status_code == 302
    assert "/open/" in answer["Location"]
    assert b"1991" not in answer.content


def test_it_is_put_right_from_the_page(desk: Browser, amina: Client) -> None:
    number = asked(amina)
    done = desk.post(where(number), {"outcome": "CORRECT", **BORN, "shown": "DOCUMENT", "answer": ""}, follow=True)
    shown = html.unescape(done.content.decode())
    assert "Decided. The client is told." in shown
    assert "there is nobody to tell" in shown
    amina.refresh_from_db()
    assert (amina.birth_date.isoformat(), Task.objects.get().outcome) == ("1991-03-02", "CORRECTED")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose what you decide."),
        ({"outcome": "MAYBE"}, "Choose one of these."),
        ({"outcome": "LEAVE"}, "Say why, in words that the client understands."),
        ({"outcome": "CORRECT", "shown": "DOCUMENT"}, "Enter what it is from now on."),
        ({"outcome": "CORRECT", **BORN}, "A fact of identity is corrected only where a document shows it."),
        ({"outcome": "CORRECT", **BORN, "shown": "HEARSAY"}, "Choose one of these."),
        ({"outcome": "CORRECT", **BORN, "after_month": "2", "after_day": "31", "shown": "DOCUMENT"},
         "There is no such date."),
        ({"outcome": "CORRECT", "after_day": "3", "after_month": "2", "after_year": "1991", "shown": "DOCUMENT"},
         "This is what we hold already."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_changes(
    desk: Browser, amina: Client, typed: dict[str, str], said: str
) -> None:
    number = asked(amina)
    answer = desk.post(where(number), typed)
    assert answer.status_code == 200
    assert said in html.unescape(answer.content.decode())
    assert Correction.objects.get().state == "OPEN"


def test_what_the_client_says_stands_beside_the_fact_wherever_staff_read_it(desk: Browser, amina: Client) -> None:
    file = ApplicationFactory(client=amina, number="V300123456")
    other = ApplicationFactory(client=amina, number="V300123457")
    number = asked(amina)
    in_file = asked(amina, CorrectionFact.FILE, file.number)
    client = f"/en/desk/clients/{amina.pk}/"
    assert "it is being looked at: 2 March 1991" in page(desk, client)
    for one in (number, in_file):
        desk.post(where(one), {"outcome": "LEAVE", "answer": "The form says February."})
    for address in (client, f"/en/desk/files/{file.number}/", f"/en/desk/files/{other.number}/"):
        assert "The client says: 2 March 1991, as in my passport" in page(desk, address)
    assert "Something in a file · V300123456" in page(desk, f"/en/desk/files/{file.number}/")
    assert "Something in a file" not in page(desk, f"/en/desk/files/{other.number}/")


def test_receivers_are_told_with_a_press_each(desk: Browser, amina: Client) -> None:
    note_disclosure(
        to="PARTNER_CBSA", what=("BIRTH_DATE",), authority="PA_8_2_F", client_id=amina.pk,
        subject=f"client:{amina.pk}", origin=Origin("staff:1", Channel.DESK, NOW - timedelta(days=3)),
    )  # fmt: skip
    number = asked(amina)
    desk.post(where(number), {"outcome": "LEAVE", "answer": "The form says February."})
    shown = page(desk, where(number))
    assert "PARTNER_CBSA" in shown
    assert "Not told yet" in shown
    receiver = Correction.objects.get().receivers.get()
    told = desk.post(f"/en/desk/corrections/told/{receiver.pk}/", follow=True)
    assert "Not told yet" not in told.content.decode()
    assert Task.objects.get(kind="correction_receivers").outcome == "TOLD"
    assert desk.get(f"/en/desk/corrections/told/{receiver.pk}/").status_code == 405
    assert desk.post("/en/desk/corrections/told/4711/").status_code == 404


def test_agents_have_no_such_page(amina: Client) -> None:
    number = asked(amina)
    browser = Browser()
    browser.force_login(StaffFactory(roles=["AGENT"]).user)
    assert browser.get(where(number)).status_code == 403
