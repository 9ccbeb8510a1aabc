"""Who opened my file: at once, in plain words, page by page, with a way to ask."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory, UserFactory, link
from guichet.clients.models import Client
from guichet.doors.account.looks.words import holder_for_client, purpose_for_client
from guichet.identity.models import Look
from guichet.identity.terms import AuthorityKind, Purpose
from guichet.identity.tests.factories import a_look
from guichet.oversight.models import LookQuestion

PAGE = {"en": "/en/account/privacy/who-opened-my-file/", "fr": "/fr/compte/confidentialite/qui-a-ouvert-mon-dossier/"}
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)


@pytest.fixture
def file(db: None) -> Application:
    return ApplicationFactory(client=ClientFactory(names=["Amina Benali"]), number="V300123456")


@pytest.fixture
def amina(file: Application) -> Client:
    return file.client


@pytest.fixture
def browser(amina: Client) -> Browser:
    user = UserFactory()
    link(user, amina)
    browser = Browser()
    browser.force_login(user)
    return browser


def text(browser: Browser, language: str = "en", **query: str) -> str:
    answer = browser.get(PAGE[language], query)
    assert answer.status_code == 200
    # Words with a hyphen are kept on one line.
    return html.unescape(re.sub(r'<span class="whole">(.*?)</span>', r"\1", answer.content.decode()))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Nobody has opened your file so far", "recorded investigation"]),
        ("fr", ["Personne n’a encore ouvert votre dossier", "enquête inscrite"]),
    ],
)
def test_a_file_that_nobody_opened_says_so(browser: Browser, language: str, said: list[str]) -> None:
    page = text(browser, language)
    assert all(words in page for words in said)


@pytest.mark.parametrize(("language", "role", "why"), [
    ("en", "Support-centre agent", "Because you asked about it."),
    ("fr", "Agente ou agent du centre de soutien", "Parce que vous avez posé une question."),
])  # fmt: skip
def test_what_staff_did_a_second_ago_stands_there(
    browser: Browser, amina: Client, file: Application, language: str, role: str, why: str
) -> None:
    desk = Browser()
    leduc = StaffFactory(name="Zoë Leduc", roles=["AGENT"], office="CSC-MONTREAL")
    desk.force_login(leduc.user)
    desk.post(f"/en/desk/clients/{amina.pk}/open/", {"purpose": "CLIENT_ASKED"})
    assert desk.get(f"/en/desk/files/{file.number}/").status_code == 200
    page = text(browser, language)
    assert role in page
    assert why in page
    assert "V300123456" in page
    assert "Leduc" not in page


def test_every_look_is_there_page_by_page(browser: Browser, amina: Client) -> None:
    staff = StaffFactory()
    numbers = [a_look(client_id=amina.pk, staff=staff, looked_at=NOON - timedelta(hours=hour)).pk for hour in range(45)]
    found, before = [], ""
    for _ in range(3):
        page = text(browser, before=before)
        found += [number for number in numbers if f"who-opened-my-file/{number}/ask/" in page]
        before = page.rpartition("?before=")[2].split('"')[0]
    assert sorted(found) == sorted(numbers)


def test_looks_at_another_client_are_not_there(browser: Browser) -> None:
    a_look(client_id=ClientFactory().pk, staff=StaffFactory())
    assert "Nobody has opened your file so far" in text(browser)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "1-1", "nan-1"])
def test_a_place_that_makes_no_sense_is_no_error(browser: Browser, before: str) -> None:
    assert text(browser, before=before)


def test_a_question_is_asked_and_shown_and_its_answer_too(browser: Browser, amina: Client) -> None:
    look = a_look(client_id=amina.pk, staff=StaffFactory(), looked_at=NOON)
    assert "Ask about this look" in browser.get(f"{PAGE['en']}{look.pk}/ask/").content.decode()
    answer = browser.post(f"{PAGE['en']}{look.pk}/ask/", {"words": ""}, follow=True)
    page = html.unescape(answer.content.decode())
    assert "We have your question" in page
    assert "You asked about it" in page
    LookQuestion.objects.update(answer="Your brother called us.", answered_at=NOON)
    assert "Our answer: Your brother called us." in text(browser)


@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_look_is_as_if_it_were_not_there(browser: Browser, method: str) -> None:
    look = a_look(client_id=ClientFactory().pk, staff=StaffFactory())
    for number in (look.pk, 999_999, 10**18):
        assert getattr(browser, method)(f"{PAGE['en']}{number}/ask/").status_code == 404
    assert not LookQuestion.objects.exists()


def test_ones_own_look_is_nobodys_business(browser: Browser, file: Application) -> None:
    assert browser.get(f"/en/account/files/{file.number}/").status_code == 200
    assert not Look.objects.exists()


@pytest.mark.parametrize("kind", list(AuthorityKind))
def test_who_was_allowed_is_shown_as_what_they_are(browser: Browser, amina: Client, kind: AuthorityKind) -> None:
    a_look(client_id=amina.pk, user_id=5, holder=kind, subject="application:V300123456")
    page = text(browser)
    assert holder_for_client(kind) in page
    assert "As you or the law allows." in page


def test_every_purpose_has_words_for_the_client() -> None:
    assert all(purpose_for_client(purpose) for purpose in Purpose)
