"""Somebody at the desk, and a client with a file, for the tests of the desk."""

from datetime import date

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import (
    ApplicationFactory,
    ClientFactory,
    StaffFactory,
    ask,
    enter,
    section,
)
from guichet.clients.models import Client
from guichet.identity.models import Staff


@pytest.fixture
def agent(db: None) -> Staff:
    return StaffFactory(name="Zoë Leduc", roles=["AGENT"])


@pytest.fixture
def desk(agent: Staff) -> Browser:
    """A browser in which the agent has signed in."""
    browser = Browser()
    browser.force_login(agent.user)
    return browser


@pytest.fixture
def amina(db: None) -> Client:
    """A French-speaking client with a name in two scripts."""
    return ClientFactory(
        uci="1112223334", names=["أمينة بن علي", "Amina Benali"], language="fr", birth_date=date(1991, 2, 3)
    )


@pytest.fixture
def file(amina: Client) -> Application:
    """A file that waits for one of two documents."""
    file = ApplicationFactory(client=amina, number="V300123456")
    enter(file, "ADDITIONAL_DOCS", "2026-10-09")
    ask(file, "FUNDS", "2026-10-09", due="2099-11-08")
    ask(file, "PHOTO", "2026-10-09", due="2099-11-08", came="2026-10-20")
    section(file, "BIOMETRICS", "COMPLETED", "2026-10-05")
    return file


def opened(browser: Browser, client: Client, purpose: str = "CLIENT_ASKED") -> None:
    """Open a client for a purpose, as the agent does it: by the form."""
    answer = browser.post(f"/en/desk/clients/{client.pk}/open/", {"purpose": purpose})
    assert answer.status_code == 302, answer.content
