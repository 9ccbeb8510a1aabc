"""Privacy in the account: what is held, in both languages; a copy in one press, for its person only."""

import html
import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ClientFactory, UserFactory, link
from guichet.clients.models import Authority, Client, Party
from guichet.identity.models import User
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.privacy.actions import forget_copies, make_copy
from guichet.privacy.models import Copy

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
