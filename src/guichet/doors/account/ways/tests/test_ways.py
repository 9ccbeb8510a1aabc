"""The pages of printed codes, the PIN, sessions; signing in by number; the links of letters: in both languages."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import link
from guichet.clients.models import Client
from guichet.clients.tests import factories
from guichet.doors.account.sender import DEVICE_COOKIE
from guichet.identity.actions import make_sheet
from guichet.identity.models import Device, User
from guichet.identity.queries import not_me_token
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def page(name: str, language: str = "en", **kwargs: object) -> str:
    with override(language):
        return reverse(name, kwargs=kwargs or None)


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def amina() -> User:
    user = User.objects.create_user("amina@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def client(amina: User) -> Client:
    record = factories.client("Amina Benali", email=amina.email)
    link(amina, record)
    return record


def sheet_of(user: User):
    return make_sheet(user_id=user.pk, origin=Origin("visitor", Channel.WEB, datetime.now(UTC)))


def sign_in(user: User, agent: str = ANDROID) -> Browser:
    browser = Browser(headers={"user-agent": agent})
    asked = browser.post(page("account_login"), {"login": user.email})
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert code
    assert browser.post(asked.url, {"code": code[0]}).status_code == 302
    return browser


@pytest.mark.parametrize(("language", "wrong"), [("en", "This is not right"), ("fr", "Ce n’est pas exact")])
def test_a_number_and_a_printed_code_sign_in(amina: User, client: Client, language: str, wrong: str) -> None:
    sheet, browser = sheet_of(amina), Browser()
    entry = browser.get(page("account_login", language)).content.decode()
    assert page("sign_in_number", language) in entry
    refused = browser.post(page("sign_in_number", language), {"number": sheet.name, "code": "0000 0000 0000"})
    assert wrong in refused.content.decode()
    spaced = {"number": f" {sheet.name[:3]}-{sheet.name[3:]}", "code": sheet.codes[2]}
    assert browser.post(page("sign_in_number", language), spaced).url == page("after_sign_in", language)
    assert browser.session["_auth_user_id"] == str(amina.pk)
    assert browser.get(page("account:files", language)).status_code == 200


def test_who_has_no_e_mail_signs_in_too(client: Client) -> None:
    nimo = User.objects.create_user(None)
    link(nimo, factories.client("Nimo", uci="1112224444"))
    sheet, browser = sheet_of(nimo), Browser()
    assert browser.post(page("sign_in_number"), {"number": sheet.name, "code": sheet.codes[0]}).status_code == 302
    assert browser.session["_auth_user_id"] == str(nimo.pk)
    for name in ("account:home", "account:security", "account:sessions", "step_up", "account:pin"):
        assert browser.get(page(name)).status_code == 200, name
    assert browser.post(page("account:pin"), {"pin": "483920", "again": "483920"}).status_code == 302
    # Paper and what one knows: two factors.
    assert "You showed two things" in browser.get(page("account:security")).content.decode()


@pytest.mark.parametrize(
    "entered", [{}, {"number": "", "code": ""}, {"number": "x" * 500, "code": "1"}, {"number": "\x00", "code": "\x00"}]
)
def test_bad_input_is_answered_by_the_form(entered: dict[str, str]) -> None:
    answer = Browser().post(page("sign_in_number"), entered)
    assert answer.status_code == 200


def test_a_sheet_is_shown_once_and_stays_in_no_browser(amina: User, client: Client) -> None:
    browser = sign_in(amina)
    assert "Make a sheet" in browser.get(page("account:printed-codes")).content.decode()
    made = browser.post(page("account:printed-codes"))
    assert made.headers["Cache-Control"] == "no-store"
    codes = re.findall(r"\d{4} \d{4} \d{4}", made.content.decode())
    assert len(codes) == 12
    told = Entry.objects.get(kind="identity.way_changed")
    assert told.client_id == client.pk
    again = browser.get(page("account:security")).content.decode()
    assert "12 codes left" in again
    assert not any(code in again for code in codes)


def test_a_new_device_gets_a_cookie_and_is_told_by_a_letter(amina: User, client: Client) -> None:
    first = sign_in(amina)
    assert first.cookies[DEVICE_COOKIE]["httponly"]
    assert not Entry.objects.filter(kind="identity.new_device").exists()
    sign_in(amina, "Mozilla/5.0 (Windows NT 10.0) Firefox/120.0")
    assert Entry.objects.get(kind="identity.new_device").client_id == client.pk
    kinds = [(one.kind, one.system) for one in Device.objects.order_by("pk")]
    assert kinds == [("PHONE", "Android"), ("COMPUTER", "Windows")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_was_not_me_by_one_click_without_signing_in(amina: User, client: Client, language: str) -> None:
    sign_in(amina)
    stranger = sign_in(amina, "Mozilla/5.0 (Windows NT 10.0) Firefox/120.0")
    token = not_me_token(Device.objects.latest("pk").pk)
    anybody = Browser()
    asked = anybody.get(page("not_me", language, token=token))
    assert "Windows" in asked.content.decode()
    # A program that looks through mail opens links: that ends nothing.
    assert stranger.get(page("account:files")).status_code == 200
    assert anybody.post(page("not_me", language, token=token)).status_code == 200
    assert stranger.get(page("account:files")).url.startswith(page("account_login"))
    assert anybody.get(page("not_me", language, token=token[:-2] + "xx")).status_code == 404


def test_one_session_is_ended_and_the_others_stay(amina: User, client: Client) -> None:
    mine = sign_in(amina)
    other = sign_in(amina, "Mozilla/5.0 (Windows NT 10.0) Firefox/120.0")
    third = sign_in(amina, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1")
    shown = mine.get(page("account:sessions")).content.decode()
    assert "Computer (Windows, Firefox)" in shown
    assert "This is where you are now" in shown
    numbers = re.findall(r"sessions/(\d+)/end/", shown)
    assert len(numbers) == 2
    windows = re.search(r"Windows.*?sessions/(\d+)/end/", shown, re.S)
    assert windows
    assert mine.post(page("account:end-session", session_id=int(windows[1]))).status_code == 302
    assert other.get(page("account:files")).status_code == 302
    assert third.get(page("account:files")).status_code == 200
    mine.post(page("account:sessions"))
    assert third.get(page("account:files")).status_code == 302
    assert mine.get(page("account:files")).status_code == 200


def test_nobody_ends_the_session_of_another(amina: User, client: Client) -> None:
    theirs = sign_in(amina)
    other = User.objects.create_user("other@example.org")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    stranger = sign_in(other)
    row = UserSession.objects.get(user=amina)
    assert stranger.post(page("account:end-session", session_id=row.pk)).status_code == 404
    assert theirs.get(page("account:files")).status_code == 200


def test_strangers_asking_for_codes_keep_nobody_out_of_a_known_browser(amina: User, client: Client) -> None:
    mine = sign_in(amina)
    mine.post(page("account_logout"))
    refused = None
    for _ in range(6):
        refused = Browser().post(page("account_login"), {"login": amina.email})
    assert refused is not None
    assert "too many tries" in refused.content.decode()
    asked = mine.post(page("account_login"), {"login": amina.email})
    assert asked.status_code == 302


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["sign_in_help", "sign_in_number"])
def test_everybody_finds_help(name: str, language: str) -> None:
    said = Browser().get(page(name, language)).content.decode()
    assert "<h1" in said
    assert ("Help with signing in" in said) is (language == "en" and name == "sign_in_help")
