"""Linking a file at the door: it works, and a stranger learns nothing from how it fails."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.models import AccountLink, LinkAttempt
from guichet.clients.terms import LinkMeans
from guichet.clients.tests import factories
from guichet.identity.models import User
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
RIGHT = {
    "number": "11-1222-3334",
    "birth_date_day": "3",
    "birth_date_month": "2",
    "birth_date_year": "1991",
    "family_name": "El-Amine",
}


@pytest.fixture
def amina() -> User:
    return factories.user()


@pytest.fixture
def elamine() -> int:
    record = factories.client("Mohamed El-Amine", "محمد الأمين")
    ApplicationFactory(number="V300123456", client=record)
    return record.pk


@pytest.fixture
def browser(amina: User) -> Browser:
    browser = Browser()
    browser.force_login(amina)
    return browser


def address(name: str = "account:link-file", language: str = "en") -> str:
    with override(language):
        return reverse(name)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "entered",
    [
        {},
        {"number": "1112223334"},
        {"number": "v300123456"},
        {"number": "V 300 123 456"},
        {"family_name": "الأمين"},
        {"family_name": "", "country": "DZA"},
        {"birth_date_month": "février"},
    ],
)
def test_a_file_is_linked_by_either_number_and_facts(
    browser: Browser, amina: User, elamine: int, language: str, entered: dict[str, str]
) -> None:
    done = browser.post(address(language=language), {**RIGHT, **entered})
    assert done.status_code == 302, done.context["page"].form.errors
    assert done.url == address("account:home", language)
    assert AccountLink.objects.get().client_id == elamine
    entry = Entry.objects.get(kind="account.linked")
    assert (entry.actor, entry.channel) == (f"user:{amina.pk}", "account")


def body(page: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'value="[^"]*"', "", page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_failure_is_answered_with_the_same_page(elamine: int, language: str) -> None:
    holder = factories.user("holder@example.org")
    taken = factories.client("Karim El-Amine", uci="1112223335")
    AccountLink.objects.create(user=holder, client=taken, means=LinkMeans.FACTS, linked_at=NOON)
    pages = {}
    for number, entered in enumerate(
        [
            {"number": "9999999999"},
            {"number": "X999999999"},
            {"number": "nonsense"},
            {"family_name": "Leduc"},
            {"birth_date_day": "4"},
            {"country": "FRA"},
            {"number": "1112223335"},
        ]
    ):
        browser = Browser()
        browser.force_login(factories.user(f"stranger{number}@example.org"))
        answer = browser.post(address(language=language), {**RIGHT, **entered}, REMOTE_ADDR=f"192.0.2.{number + 1}")
        selected = re.sub(r" selected", "", body(answer.content.decode()))
        pages[str(entered)] = (answer.status_code, selected, sorted(answer.headers))
    assert len(set(map(str, pages.values()))) == 1
    assert AccountLink.objects.count() == 1
    assert not mail.outbox


def test_after_too_many_tries_the_page_says_when_to_come_back(browser: Browser, amina: User, elamine: int) -> None:
    with time_machine.travel(NOON, tick=False):
        browser.force_login(amina)  # whoever signed in at another time has shown nothing now
        for _ in range(5):
            last = browser.post(address(), {**RIGHT, "family_name": "Leduc"})
        assert "November\u00a03, 2026 at\u00a08:00\u00a0a.m." in last.content.decode()
        right = browser.post(address(), RIGHT)
    assert right.status_code == 200
    assert "too many tries" in right.content.decode()
    assert "by telephone" in right.content.decode()
    assert not AccountLink.objects.exists()
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        assert browser.post(address(), RIGHT).status_code == 302


@pytest.mark.parametrize(
    ("entered", "complaint"),
    [
        ({"number": ""}, "Enter the number."),
        ({"birth_date_day": ""}, "Enter the day, the month and the year."),
        ({"birth_date_day": "31"}, "There is no such date"),
        ({"family_name": ""}, "Enter your family name, or choose your country"),
        ({"country": "ZZZ"}, "Select a valid choice"),
        ({"number": "9" * 41}, "at most 40"),
        ({"number": "\x00"}, "Null characters"),
    ],
)
def test_what_is_missing_is_said_and_is_no_try(
    browser: Browser, elamine: int, entered: dict[str, str], complaint: str
) -> None:
    page = browser.post(address(), {**RIGHT, **entered})
    assert page.status_code == 200
    assert complaint in page.content.decode()
    assert not LinkAttempt.objects.exists()


def test_a_visitor_signs_in_first(elamine: int) -> None:
    answer = Browser().get(address())
    assert answer.url.startswith(address("account_login"))
    assert "next=" in answer.url
