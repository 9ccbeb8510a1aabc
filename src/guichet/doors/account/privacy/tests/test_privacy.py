"""Privacy in the account: what is held, in both languages; a copy in one press, for its person only."""

import html
import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ClientFactory, StaffFactory, UserFactory, link
from guichet.clients.models import Authority, Client, Party
from guichet.identity.models import User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.privacy.actions import Decision, correct, forget_copies, make_copy
from guichet.privacy.models import Copy, Correction
from guichet.privacy.terms import Shown

pytestmark = pytest.mark.django_db
PAGE = {"en": "/en/account/privacy/", "fr": "/fr/compte/confidentialite/"}


@pytest.fixture
def amina() -> Client:
    return ClientFactory(names=["Amina Benali"], email="amina@example.org")


@pytest.fixture
def account(amina: Client) -> User:
    user = UserFactory()
    link(user, amina)
    return user


@pytest.fixture
def browser(account: User) -> Browser:
    browser = Browser()
    browser.force_login(account)
    return browser


def text(browser: Browser, language: str = "en") -> str:
    answer = browser.get(PAGE[language])
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def ask(browser: Browser, amina: Client) -> str:
    answer = browser.post(f"{PAGE['en']}copies/of/{amina.pk}/", follow=True)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def made() -> Copy:
    origin = Origin(actor="privacy", channel=Channel.SYSTEM, at=datetime.now(UTC))
    assert make_copy(copy_id=Copy.objects.get().pk, origin=origin)
    return Copy.objects.get()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["What we hold, what for, and for how long", "10 years after its last use", "Former", "Who opened my"]),
        ("fr", ["Ce que nous avons, à quelle fin", "10 ans après sa dernière utilisation", "Demander ma copie"]),
    ],
)
def test_what_is_held_stands_there_with_purpose_source_and_time(
    browser: Browser, language: str, said: list[str]
) -> None:
    page = text(browser, language)
    assert [words for words in said if words.lower() not in page.lower()] == []


def test_a_copy_is_asked_for_made_and_downloaded(browser: Browser, amina: Client) -> None:
    assert "We are making your copy" in ask(browser, amina)
    assert "Being made" in text(browser)
    copy = made()
    assert "Download the archive" in text(browser)
    answer = browser.get(f"{PAGE['en']}copies/{copy.pk}/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "no-store"
    assert "your-data-" in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["your-data.html", "your-data.json"]
    assert "Amina Benali" in archive.read("your-data.html").decode()
    assert "Last downloaded on" in text(browser)
    assert Entry.objects.filter(kind="privacy.copy_taken").count() == 1


def test_looking_whether_it_is_there_takes_nothing(browser: Browser, amina: Client) -> None:
    ask(browser, amina)
    assert browser.head(f"{PAGE['en']}copies/{made().pk}/").content == b""
    assert not Entry.objects.filter(kind="privacy.copy_taken").exists()


def test_before_it_is_ready_and_after_it_is_gone_the_page_says_so(browser: Browser, amina: Client) -> None:
    ask(browser, amina)
    number = Copy.objects.get().pk
    early = browser.get(f"{PAGE['en']}copies/{number}/", follow=True)
    assert "still being made" in early.content.decode()
    made()
    Copy.objects.update(until=datetime(2026, 1, 1, tzinfo=UTC))
    assert forget_copies(now=datetime.now(UTC)) == 1
    late = browser.get(f"{PAGE['en']}copies/{number}/", follow=True)
    assert "was taken away again" in late.content.decode()


def test_anothers_copy_is_as_if_it_were_not_there(browser: Browser, amina: Client) -> None:
    ask(browser, amina)
    copy = made()
    stranger = Browser()
    stranger.force_login(UserFactory())
    for number in (copy.pk, 4711, 10**18):
        assert stranger.get(f"{PAGE['en']}copies/{number}/").status_code == 404
    assert stranger.post(f"{PAGE['en']}copies/of/{amina.pk}/").status_code == 404
    assert browser.post(f"{PAGE['en']}copies/of/{ClientFactory().pk}/").status_code == 404
    assert Copy.objects.count() == 1


def test_a_representative_who_may_read_everything_may_not_have_it(amina: Client) -> None:
    helper = UserFactory()
    party = Party.objects.create(user=helper, name="Me Roy", made_at=datetime(2026, 1, 1, tzinfo=UTC))
    Authority.objects.create(
        client=amina, kind="REPRESENTATIVE", party=party, sees=["STATUS", "CASE", "SENSITIVE"], acts=True,
        source="ONLINE", channel="WEB", starts_at=datetime(2026, 1, 1, tzinfo=UTC),
        given_at=datetime(2026, 1, 1, tzinfo=UTC), given_by="user:1",
    )  # fmt: skip
    browser = Browser()
    browser.force_login(helper)
    assert browser.post(f"{PAGE['en']}copies/of/{amina.pk}/").status_code == 404
    assert not Copy.objects.exists()


def test_who_is_not_known_surely_enough_shows_more_first(browser: Browser, amina: Client) -> None:
    session = browser.session
    session["account_authentication_methods"] = [{"method": "code", "at": 1.0, "email": "x@example.org"}]
    session.save()
    answer = browser.post(f"{PAGE['en']}copies/of/{amina.pk}/")
    assert answer.status_code == 302
    assert not Copy.objects.exists()


def test_an_account_without_a_file_reads_what_is_held_and_asks_for_nothing() -> None:
    browser = Browser()
    browser.force_login(UserFactory())
    page = text(browser)
    assert "Ask for my copy" not in page
    assert "What we hold" in page


WRONG = {"fact": "BIRTH_DATE", "number": "", "wrong": "3 February", "right": "2 March, as in my passport"}


def test_something_wrong_is_said_and_a_receipt_given(browser: Browser, amina: Client) -> None:
    address = f"{PAGE['en']}corrections/of/{amina.pk}/"
    assert "Something is wrong" in browser.get(address).content.decode()
    done = html.unescape(browser.post(address, WRONG, follow=True).content.decode())
    number = Correction.objects.get().pk
    assert f"Your receipt number is C-{number:06}." in done
    assert "We answer by" in done
    french = text(browser, "fr")
    assert "Vous avez écrit\N{NO-BREAK SPACE}: 2 March, as in my passport" in french
    assert "Nous répondrons au plus tard le" in french


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose what is wrong."),
        (WRONG | {"fact": "SHOE_SIZE"}, "Choose one of these."),
        (WRONG | {"wrong": " "}, "Say what is wrong."),
        (WRONG | {"right": ""}, "Say what is right."),
        (WRONG | {"fact": "FILE"}, "You have no file with this number."),
        (WRONG | {"right": "x" * 2001}, "2000"),
    ],
)
def test_what_is_missing_is_said(browser: Browser, amina: Client, typed: dict[str, str], said: str) -> None:
    answer = browser.post(f"{PAGE['en']}corrections/of/{amina.pk}/", typed)
    assert answer.status_code == 200
    assert said in html.unescape(answer.content.decode())
    assert not Correction.objects.exists()


def test_what_was_decided_is_shown_with_both_versions(browser: Browser, amina: Client) -> None:
    browser.post(f"{PAGE['en']}corrections/of/{amina.pk}/", WRONG)
    clerk = StaffFactory(roles=["OFFICER"])
    officer = Viewer(user_id=clerk.user_id, staff_id=clerk.pk, roles=frozenset({Role.OFFICER}),
                     opened={amina.pk: Purpose.WORK_ON_FILE})  # fmt: skip
    correct(
        viewer=officer,
        correction_id=Correction.objects.get().pk,
        decision=Decision(after="1991-03-02", shown=Shown.DOCUMENT, answer="Your passport says so."),
        origin=Origin(officer.actor, Channel.DESK, datetime.now(UTC)),
    )
    page = text(browser)
    for said in ("It said: February\N{NO-BREAK SPACE}3, 1991", "It says now: March\N{NO-BREAK SPACE}2, 1991",
                 "Our answer: Your passport says so."):  # fmt: skip
        assert said in page


def test_nobody_says_for_another_that_something_is_wrong(browser: Browser) -> None:
    address = f"{PAGE['en']}corrections/of/{ClientFactory().pk}/"
    assert browser.get(address).status_code == 404
    assert browser.post(address, WRONG).status_code == 404
