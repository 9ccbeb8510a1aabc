"""What somebody who helps reads beside their clients: copies of letters within the scope, and what they did."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guichet.applications.events import NoteReleased
from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.actions import revoke_authority
from guichet.clients.events import NameUsedChanged
from guichet.clients.tests import town
from guichet.clients.tests.town import CASE, STATUS
from guichet.doors.account.helping.tests.test_helping import address
from guichet.doors.account.people.tests.conftest import browser_of, now
from guichet.doors.tests.reading import read
from guichet.identity.models import Look
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel
from guichet.notices.actions import queue_notices
from guichet.notices.models import Notice
from guichet.notices.tests.people import happened

pytestmark = pytest.mark.django_db


def letters(person, *numbers: str) -> list[Notice]:
    """Let a client be told of something in each of these files, and of something that is about none."""
    events = [NoteReleased(client_id=person.id, application=number, note=1) for number in numbers]
    queue_notices(happened(*events, NameUsedChanged(client_id=person.id), at=now()))
    return list(Notice.objects.filter(client_id=person.id).order_by("id"))


@pytest.fixture
def amina(db):
    person = town.person("Amina Benali")
    for number in ("V300000001", "V300000002"):
        ApplicationFactory(client=person.client, number=number)
    return person


@pytest.fixture
def ruth(db):
    return town.helper("Ruth Okafor")


def shown(user, page: str = "held-messages", *args: int) -> str:
    answer = browser_of(user).get(address(page, *args))
    assert answer.status_code == 200
    return read(answer).text


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        ({}, {"V300000001", "V300000002"}),
        ({"files": frozenset({"V300000001"})}, {"V300000001"}),
        ({"sees": frozenset({STATUS}), "acts": False}, set()),
    ],
)
def test_copies_of_letters_are_shown_as_far_as_the_scope_goes(amina, ruth, scope, seen) -> None:
    town.appoint(amina, ruth, **scope)
    notices = letters(amina, "V300000001", "V300000002")
    said = shown(ruth)
    assert {number for number in ("V300000001", "V300000002") if number in said} == seen
    assert ("Amina Benali" in said) is bool(seen)
    # What is about no file is the client’s own.
    assert "name" not in said.split("Amina Benali")[-1]
    browser = browser_of(ruth)
    for notice in notices:
        number = notice.subject.removeprefix("application:")
        assert browser.get(address("message", notice.pk)).status_code == (200 if number in seen else 404)
    assert not Notice.objects.exclude(opened_at=None).exists()


def test_a_copy_says_nothing_of_how_the_client_is_reached_and_leads_back_to_the_copies(amina, ruth) -> None:
    town.appoint(amina, ruth)
    (notice, *_rest) = letters(amina, "V300000001")
    copy = browser_of(ruth).get(address("message", notice.pk)).content.decode()
    assert address("held-messages") in copy
    assert 'class="note"' not in copy
    assert address("messages") in browser_of(amina.user).get(address("message", notice.pk)).content.decode()


def test_nothing_is_shown_once_it_was_taken_back_nor_to_whom_we_do_not_know_surely(amina, ruth) -> None:
    number = town.appoint(amina, ruth)
    letters(amina, "V300000001")
    by_mail = browser_of(ruth, surely=False)
    for page in (address("held-messages"), address("helped-client", amina.id)):
        assert by_mail.get(page).url.startswith(reverse("step_up"))
    revoke_authority(authority_id=number, viewer=town.viewer(amina, now()), origin=town.origin(amina, now()))
    assert "V300000001" not in shown(ruth)
    assert browser_of(ruth).get(address("helped-client", amina.id)).status_code == 404


def test_the_page_of_a_client_shows_what_one_did_and_no_other(amina, ruth) -> None:
    paul = town.helper("Paul Roy")
    mine, theirs = town.appoint(amina, ruth), town.appoint(amina, paul)
    for actor, number in ((f"user:{ruth.pk} by authority:{mine}", "1"), (f"user:{paul.pk} by authority:{theirs}", "2")):
        event = NoteReleased(client_id=amina.id, application=f"V30000000{number}", note=1)
        record(event, Origin(actor=actor, channel=Channel.ACCOUNT, at=now()))
    said = shown(ruth, "helped-client", amina.id)
    assert "Amina Benali" in said
    assert said.count("We released a note") == 1
    assert Look.objects.filter(client_id=amina.id, page="account:helped-client").count() == 1


def test_who_sees_the_status_only_reads_no_letter_there(amina, ruth) -> None:
    town.appoint(amina, ruth, sees=frozenset({STATUS}), acts=False)
    letters(amina, "V300000001")
    said = shown(ruth, "helped-client", amina.id)
    assert "What the client was told" not in said
    assert "Nothing so far." in said


def test_nobody_but_who_helps_finds_the_page_of_a_client(amina, ruth) -> None:
    for user in (amina.user, ruth, town.person("Boris").user):
        assert browser_of(user).get(address("helped-client", amina.id)).status_code == 404
    assert browser_of(ruth).get(address("helped-client", 4711)).status_code == 404


def test_six_hundred_clients_cost_no_more_questions_than_one(amina, ruth) -> None:
    town.appoint(amina, ruth, sees=frozenset({STATUS, CASE}))
    letters(amina, "V300000001")
    browser = browser_of(ruth)
    browser.get(address("held-messages"))
    with CaptureQueriesContext(connection) as few:
        browser.get(address("held-messages"))
    for place in range(12):
        person = town.person(f"Somebody{place} Else")
        number = f"V31000000{place:02}"
        ApplicationFactory(client=person.client, number=number)
        town.appoint(person, ruth)
        letters(person, number)
    with CaptureQueriesContext(connection) as many:
        assert "Somebody11 Else" in read(browser.get(address("held-messages"))).text
    assert len(many) == len(few)
