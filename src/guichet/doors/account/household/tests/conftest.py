"""Two adults of a family with files, and their browsers."""

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.tests import town
from guichet.clients.tests.town import Person
from guichet.doors.account.people.tests.conftest import browser_of


@pytest.fixture
def amina(db) -> Person:
    person = town.person("Amina Benali")
    ApplicationFactory(client=person.client, number="V300000001")
    return person


@pytest.fixture
def karim(db) -> Person:
    person = town.person("Karim Haddad")
    ApplicationFactory(client=person.client, number="V300000002")
    return person


@pytest.fixture
def hers(amina) -> Browser:
    return browser_of(amina.user)


@pytest.fixture
def his(karim) -> Browser:
    return browser_of(karim.user)
