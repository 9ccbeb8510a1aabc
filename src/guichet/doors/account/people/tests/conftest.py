"""A client with a file, and somebody who helps, for the tests of the pages of people."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.tests import town
from guichet.clients.tests.town import Person


def now() -> datetime:
    """Return the moment of the test: the pages read the clock."""
    return datetime.now(UTC)


def browser_of(user) -> Browser:
    """Return a browser in which somebody has signed in."""
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.fixture
def amina(db) -> Person:
    person = town.person("Amina Benali")
    ApplicationFactory(client=person.client, number="V300000001")
    ApplicationFactory(client=person.client, number="V300000002")
    return person


@pytest.fixture
def hers(amina) -> Browser:
    """The client’s browser."""
    return browser_of(amina.user)
