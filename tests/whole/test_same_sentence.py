"""One file, one sentence: what the client reads on the status page is what the agent reads at the desk."""

import html
import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.models import Application
from guichet.applications.tests.factories import (
    ApplicationFactory,
    ClientFactory,
    StaffFactory,
    UserFactory,
    ask,
    decide,
    enter,
    link,
)
from guichet.clients.models import Client
from guichet.doors.entrance import OPENED
from guichet.identity.models import User
from guichet.identity.terms import Purpose, Role
from guichet.programs.queries import catalogue

FAR_AHEAD = 4_102_444_800.0  # the year 2100, in seconds since 1970
LANGUAGES = ["en", "fr"]


@pytest.fixture
def amina(db: None) -> User:
    return UserFactory()


@pytest.fixture
def client_record(amina: User) -> Client:
    record = ClientFactory(names=["Amina Benali"], language="fr")
    link(amina, record)
    return record


def files_of_every_kind(record: Client) -> list[Application]:
    """Return a file in each stage of the catalogue, one for each decision, and one that waits for documents."""
    files = [ApplicationFactory(client=record, number="V100000000")]
    for number, stage in enumerate(catalogue().stage_rows):
        file = ApplicationFactory(client=record, number=f"V2{number:08}")
        enter(file, stage.code, "2026-10-09")
        files.append(file)
    for number, decision in enumerate(catalogue().decision_rows):
        file = ApplicationFactory(client=record, number=f"V3{number:08}")
        decide(file, decision.code, "2026-10-20")
        files.append(file)
    waiting = ApplicationFactory(client=record, number="V400000000")
    enter(waiting, "ADDITIONAL_DOCS", "2026-10-09")
    ask(waiting, "FUNDS", "2026-10-09", due="2099-11-08")
    return [*files, waiting]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_says_of_every_file_what_its_client_reads(amina: User, client_record: Client, language: str) -> None:
    files = files_of_every_kind(client_record)
    account, desk = Browser(), Browser()
    account.force_login(amina)
    desk.force_login(StaffFactory(roles=[Role.AGENT]).user)
    session = desk.session
    session[OPENED] = {str(client_record.pk): [Purpose.CLIENT_ASKED.value, FAR_AHEAD]}
    session.save()
    differing = {}
    with override(language):
        for file in files:
            read = page(account, reverse("account:file", args=[file.number]))
            said = page(desk, reverse("desk:file", args=[file.number]))
            sentence = re.search(r'class="hero__now">.*?<h2>(.*?)</h2>', read, re.DOTALL)
            assert sentence, file.stage
            if f'<p class="reading__now">{sentence.group(1).strip()}</p>' not in said:
                differing[file.stage or file.decision] = sentence.group(1)
    assert len(files) > 40
    assert differing == {}


def page(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())
