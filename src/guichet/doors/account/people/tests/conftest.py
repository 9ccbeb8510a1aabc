"""A client with a file, and somebody who helps, for the tests of the pages of people."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.tests import town
from guichet.clients.tests.town import Person
from guichet.doors.known import METHODS
from guichet.identity.terms import Proof


def now() -> datetime:
    """Return the moment of the test: the pages read the clock."""
    return datetime.now(UTC)


def browser_of(user, *, surely: bool = True) -> Browser:
    """Return a browser in which somebody has signed in, surely enough to say who may act for them, or by mail only."""
    browser = Browser()
    browser.force_login(user)
    session = browser.session
    shown = {"method": Proof.DEMONSTRATION.value} if surely else {"method": "code", "email": user.email}
    session[METHODS] = [{**shown, "at": now().timestamp()}]
    session.save()
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
