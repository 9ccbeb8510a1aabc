"""Preferences: the client chooses, and sees only ways that exist."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.clients.actions import link_account
from guichet.clients.models import Client, ContactPoint
from guichet.clients.terms import LinkMeans
from guichet.clients.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def elamine() -> Client:
    return factories.client("Mohamed Elamine", email="m@example.org", phone="+213551234567")


@pytest.fixture
def browser(elamine: Client) -> Browser:
    amina = factories.user()
    link_account(user_id=amina.pk, client_id=elamine.pk, means=LinkMeans.FACTS, origin=factories.origin())
    browser = Browser()
    browser.force_login(amina)
    return browser


def address(language: str = "en") -> str:
    with override(language):
        return reverse("account:preferences")


def test_what_holds_now_is_chosen_and_addresses_are_half_hidden(browser: Browser) -> None:
    page = browser.get(address()).content.decode()
    assert "By e-mail, to m•••@example.org" in page
    assert "By text message, to •••67" in page
    assert "+2135" not in page
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["fr", "email"]


def test_a_choice_is_kept(browser: Browser, elamine: Client) -> None:
    done = browser.post(address("fr"), {"language": "en", "channel": "text"}, follow=True)
    assert "Nous vous écrirons comme vous l’avez choisi." in done.content.decode()
    elamine.refresh_from_db()
    assert (elamine.language, elamine.channel) == ("en", "text")


@pytest.mark.parametrize(
    "entered", [{"language": "de", "channel": "text"}, {"language": "en", "channel": "pigeon"}, {}]
)
def test_a_choice_that_is_none_changes_nothing(browser: Browser, elamine: Client, entered: dict[str, str]) -> None:
    assert browser.post(address(), entered).status_code == 200
    elamine.refresh_from_db()
    assert (elamine.language, elamine.channel) == ("fr", "email")


def test_a_way_without_a_number_is_not_offered(browser: Browser) -> None:
    ContactPoint.objects.filter(kind="phone").delete()
    assert "By text message" not in browser.get(address()).content.decode()


def test_an_address_that_fails_is_told(browser: Browser) -> None:
    ContactPoint.objects.filter(kind="email").update(failing_since=factories.NOON)
    assert "Our messages to m•••@example.org come back." in browser.get(address()).content.decode()


def test_without_a_file_there_is_nothing_to_choose() -> None:
    browser = Browser()
    browser.force_login(factories.user("new@example.org"))
    page = browser.get(address()).content.decode()
    assert "No file is linked to this account yet." in page
    assert "<form" not in page.split("<main")[1]
