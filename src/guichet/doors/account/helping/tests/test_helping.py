"""Helping clients: the portfolio, files within what was allowed, asking, handing back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, ask, enter
from guichet.clients.actions import revoke_authority
from guichet.clients.models import Party, Proposal
from guichet.clients.terms import AuthorityEnd, Licence
from guichet.clients.tests import town
from guichet.clients.tests.town import CASE, STATUS, Person
from guichet.doors.account.people.tests.conftest import browser_of, now
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.identity.models import User
from guichet.journal.models import Entry
from guichet.notices.letters import letter_for

pytestmark = pytest.mark.django_db
ASKS = {
    "number": "V300000001", "kind": "REPRESENTATIVE", "sees": "CASE", "acts": "yes",
    "until_day": "", "until_month": "", "until_year": "",
}  # fmt: skip


def address(name: str, *args, language: str = "en") -> str:
    with override(language):
        return reverse(f"account:{name}", args=args)


@pytest.fixture
def ruth(db) -> User:
    return town.helper("Ruth Okafor")


@pytest.fixture
def amina(db) -> Person:
    person = town.person("Amina Benali")
    file = ApplicationFactory(client=person.client, number="V300000001")
    enter(file, "ADDITIONAL_DOCS", "2026-10-09")
    ask(file, "FUNDS", "2026-10-09", due="2099-11-08")
    return person


def numbers_in(page: str) -> list[str]:
    return [word for word in page.replace(",", " ").split() if word.startswith("V3")]


def test_what_runs_out_first_stands_first(amina, ruth) -> None:
    sooner, quiet = town.person("Boris Petrov"), town.person("Chen Li")
    file = ApplicationFactory(client=sooner.client, number="V300000002")
    enter(file, "ADDITIONAL_DOCS", "2026-10-09")
    ask(file, "FUNDS", "2026-10-09", due="2099-01-08")
    ApplicationFactory(client=quiet.client, number="V300000003")
    for client in (quiet, amina, sooner):
        town.appoint(client, ruth)
    said = read(browser_of(ruth).get(address("portfolio"))).text
    assert numbers_in(said) == ["V300000002", "V300000001", "V300000003"]
    assert "Amina Benali" in said
    turn = read(browser_of(ruth).get(address("portfolio"), {"show": "turn"})).text
    assert numbers_in(turn) == ["V300000002", "V300000001"]
    found = read(browser_of(ruth).get(address("portfolio"), {"q": "chen"})).text
    assert numbers_in(found) == ["V300000003"]


@pytest.mark.parametrize("given", [{"show": "x"}, {"page": "-1"}, {"page": "9999999999"}, {"q": "\x00"}, {"page": "²"}])
def test_an_address_that_makes_no_sense_is_no_fault(amina, ruth, given) -> None:
    town.appoint(amina, ruth)
    assert browser_of(ruth).get(address("portfolio"), given).status_code == 200


def test_no_file_beyond_what_was_allowed_is_listed(amina, ruth) -> None:
    ApplicationFactory(client=amina.client, number="V300000009")
    town.appoint(amina, ruth, files=frozenset({"V300000001"}))
    browser = browser_of(ruth)
    assert numbers_in(read(browser.get(address("portfolio"))).text) == ["V300000001"]
    assert browser.get(address("file", "V300000009")).status_code == 404


def test_the_portfolio_asks_no_more_for_many_files(amina, ruth, monkeypatch) -> None:
    town.appoint(amina, ruth)
    browser = browser_of(ruth)
    browser.get(address("portfolio"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(address("portfolio"))
    for place in range(8):
        client = town.person(f"Person {place}")
        ApplicationFactory(client=client.client, number=f"V30000010{place}")
        town.appoint(client, ruth)
    with CaptureQueriesContext(connection) as many:
        browser.get(address("portfolio"))
    assert len(many) == len(few)
    monkeypatch.setattr("guichet.doors.account.helping.pages.FILES_PER_PAGE", 4)
    first = read(browser.get(address("portfolio")))
    assert "Page 1 of 3" in first.text
    seen = numbers_in(first.text)
    for page in ("2", "3"):
        seen += numbers_in(read(browser.get(address("portfolio"), {"page": page})).text)
    assert len(seen) == len(set(seen)) == 9


def test_a_file_says_by_which_right_it_is_shown_and_tells_nothing_of_looks(amina, ruth) -> None:
    town.appoint(amina, ruth)
    page = read(browser_of(ruth).get(address("file", "V300000001"))).text
    assert "You see this file of Amina Benali as: representative." in page
    assert "Who looked at your file" not in page
    own = read(browser_of(amina.user).get(address("file", "V300000001"))).text
    assert "You see this file of" not in own
    assert "Who looked at your file" in own


def test_where_only_the_status_was_allowed_the_page_says_so(amina, ruth) -> None:
    town.appoint(amina, ruth, sees=frozenset({STATUS}), acts=False)
    page = read(browser_of(ruth).get(address("file", "V300000001"))).text
    assert "Letters, documents and reasons are not shown." in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_next_click_after_it_was_taken_back_is_refused_kindly(amina, ruth, language) -> None:
    number = town.appoint(amina, ruth)
    browser = browser_of(ruth)
    assert browser.get(address("file", "V300000001", language=language)).status_code == 200
    who = town.viewer(amina, now())
    revoke_authority(authority_id=number, viewer=who, origin=town.origin(who, now()))
    answer = browser.get(address("file", "V300000001", language=language))
    assert answer.status_code == 403
    assert ("This file is not shown to you any more" in read(answer).text) is (language == "en")
    assert "Amina" not in read(answer).text
    if language == "fr":
        assert english_in(answer) == set()
    assert numbers_in(read(browser.get(address("portfolio"))).text) == []


def test_a_stranger_learns_nothing_of_a_file(amina) -> None:
    assert browser_of(town.helper("Paul Roy")).get(address("file", "V300000001")).status_code == 404


def test_a_helper_hands_back_and_nobody_else_does(amina, ruth) -> None:
    number = town.appoint(amina, ruth)
    stranger = browser_of(town.helper("Paul Roy"))
    assert stranger.post(address("hand-back", number)).status_code == 404
    assert browser_of(amina.user).post(address("hand-back", number)).status_code == 404
    assert town.row(number).revoked_at is None
    browser = browser_of(ruth)
    assert "Amina Benali" in read(browser.get(address("helped"))).text
    for wrong in ({}, {"reason": "NO_SUCH_REASON"}, {"reason": "OTHER", "words": "x" * 1001}):
        assert "error" in browser.post(address("hand-back", number), wrong).content.decode()
        assert town.row(number).revoked_at is None
    words = "I am moving away. My colleague Paul can help you."
    said = read(browser.post(address("hand-back", number), {"reason": "NO_TIME", "words": words}, follow=True)).text
    assert "You handed it back." in said
    assert town.row(number).revoked_why == AuthorityEnd.HOLDER
    assert browser.post(address("hand-back", number), {"reason": "OTHER"}).status_code == 404
    # The client is told why, and reads the words in their account; the journal has the code alone.
    entry = Entry.objects.get(kind="authority.revoked")
    assert entry.payload["gave"] == "NO_TIME"
    assert "moving away" not in str(entry.payload)
    for language, told in (("en", "no time for it now"), ("fr", "pas le temps pour l’instant")):
        assert told in letter_for(entry.event, Language(language)).happened
    past = read(browser_of(amina.user).get(address("people-past", amina.id))).text
    assert words in past
    assert "They say that they have no time for it now." in past


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_handing_back_asks_why_in_both_languages(amina, ruth, language) -> None:
    number = town.appoint(amina, ruth)
    answer = browser_of(ruth).get(address("hand-back", number, language=language))
    assert answer.status_code == 200
    assert "Amina Benali" in read(answer).text
    if language == "fr":
        assert english_in(answer) == set()


@pytest.mark.parametrize("number", ["V300000001", "V999999999", "11-1222-3334"])
def test_whoever_asks_cannot_tell_whether_there_is_such_a_number(amina, ruth, number) -> None:
    browser = browser_of(ruth)
    said = read(browser.post(address("ask-client"), ASKS | {"number": number}, follow=True)).text
    assert "If there is such a number, the client reads your request now." in said
    assert f"Asked: {number}" in said
    assert "Amina" not in said
    (asked,) = Proposal.objects.all()
    assert asked.client_id == (amina.id if number == "V300000001" else None)


@pytest.mark.parametrize(
    ("entered", "wrong"),
    [
        ({"number": ""}, "Enter the number."),
        ({"kind": "PARENT"}, "Select a valid choice"),
        ({"sees": ""}, "Choose what you ask to see."),
        ({"kind": "HELPER"}, "This goes beyond what may be allowed."),
        ({"kind": "HELPER", "acts": "no"}, "Say until when it holds."),
        ({"number": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_may_not_be_asked_is_said(amina, ruth, entered, wrong) -> None:
    answer = browser_of(ruth).post(address("ask-client"), ASKS | entered)
    assert answer.status_code == 200
    assert wrong in read(answer).text
    assert Proposal.objects.count() == 0


def test_a_group_asks_for_each_file_by_itself(amina, ruth) -> None:
    until = {"until_day": "1", "until_month": "3", "until_year": str(now().year + 1)}
    browser_of(ruth).post(address("ask-client"), ASKS | until | {"kind": "SPONSOR_GROUP", "acts": "no"})
    assert Proposal.objects.get().files == ["V300000001"]


def test_who_one_is_is_said_first_and_a_licence_is_looked_up(db) -> None:
    user = User.objects.create_user("paul@example.org")
    browser = browser_of(user)
    assert browser.get(address("ask-client")).url == address("helper-profile")
    said = {"name": "Paul Roy", "organisation": "", "paid": "yes", "regulator": "CICC", "licence_number": "R512"}
    page = read(browser.post(address("helper-profile"), said, follow=True)).text
    assert "The register confirms your licence." in page
    assert Party.objects.get(user=user).licence == Licence.VALID
    page = read(browser.post(address("helper-profile"), said | {"licence_number": "R500"}, follow=True)).text
    assert "did not confirm the licence" in page
    assert "Your licence" in page or "your licence is not valid" in page
    assert "Enter the name." in read(browser.post(address("helper-profile"), said | {"name": ""})).text


def test_an_account_that_only_helps_begins_with_the_files_of_others(amina, ruth) -> None:
    browser = browser_of(ruth)
    assert browser.get(address("home")).url == address("portfolio")
    assert "My own files" not in read(browser.get(address("portfolio"))).text


def test_an_account_that_is_both_sees_both_apart(amina) -> None:
    boris = town.person("Boris Petrov")
    ApplicationFactory(client=boris.client, number="V300000002")
    ruth = town.helper("Helper")
    Party.objects.filter(user=ruth).update(user=boris.user)
    town.appoint(amina, boris.user)
    browser = browser_of(boris.user)
    home = read(browser.get(address("home"))).text
    assert "You help others" in home
    assert "V300000001" not in home
    others = read(browser.get(address("portfolio"))).text
    assert "My own files" in others
    assert numbers_in(others) == ["V300000001"]


@pytest.mark.parametrize(
    "name", ["portfolio", "helped", "held-messages", "helped-client", "ask-client", "helper-profile", "file"]
)
def test_every_page_speaks_french(amina, name) -> None:
    user = town.helper("Paul Roy", paid=True)
    town.appoint(amina, user, sees=frozenset({STATUS, CASE}))
    args = {"file": ("V300000001",), "helped-client": (amina.id,)}.get(name, ())
    answer = browser_of(user).get(address(name, *args, language="fr"))
    assert answer.status_code == 200
    assert english_in(answer) == set()
