"""Showing more, and coming back: what is withheld until then, and that nothing typed is lost."""

import re
import time
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, link
from guichet.clients.models import Client, ContactPoint
from guichet.clients.tests import factories
from guichet.identity.actions import disown_device, make_sheet, note_sign_in, set_pin
from guichet.identity.models import Pin, PrintedSheet, User
from guichet.identity.queries import not_me_token
from guichet.identity.rules import DeviceFacts
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\d{4}-\d{4}")


def now() -> Origin:
    return Origin("visitor", Channel.WEB, datetime.now(UTC))


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


@pytest.fixture
def by_mail(amina: User, client: Client) -> Browser:
    """A browser signed in by nothing but a code by e-mail."""
    browser = Browser()
    asked = browser.post(page("account_login"), {"login": amina.email})
    found = CODE.search(mail.outbox[-1].body)
    assert found
    assert browser.post(asked.url, {"code": found[0]}).status_code == 302
    return browser


def shows(browser: Browser, *methods: str, ago: int = 0) -> None:
    """Have the session say that these were shown, so many seconds ago."""
    session = browser.session
    session["account_authentication_methods"] = [{"method": one, "at": time.time() - ago} for one in methods]
    session.save()


def test_one_proof_reads_where_the_files_stand(by_mail: Browser, client: Client) -> None:
    file = ApplicationFactory(client=client)
    for name in ("account:home", "account:files", "account:messages", "account:documents", "account:security"):
        assert by_mail.get(page(name)).status_code == 200, name
    shown = by_mail.get(page("account:file", number=file.number))
    assert shown.status_code == 200
    assert "There is more for you to read" in shown.content.decode()


def test_a_second_proof_reads_all_of_it(by_mail: Browser, amina: User, client: Client) -> None:
    file = ApplicationFactory(client=client)
    set_pin(user_id=amina.pk, pin="483920", origin=now())
    where = page("account:file", number=file.number)
    chosen = by_mail.get(page("step_up") + f"?next={where}")
    assert "Use the PIN of your account" in chosen.content.decode()
    link_to = re.search(r'href="([^"]*more/by/pin/[^"]*)"', chosen.content.decode())
    assert link_to
    asked = by_mail.get(link_to[1].replace("&amp;", "&"))
    onward = re.search(r'name="next" value="([^"]*)"', asked.content.decode())
    assert onward
    done = by_mail.post(page("step_up_by", way="pin"), {"code": "483920", "next": onward[1]}, follow=True)
    assert done.redirect_chain[-1][0] == where
    assert "There is more for you to read" not in done.content.decode()


def test_a_wrong_pin_shows_nothing_and_says_so(by_mail: Browser, amina: User) -> None:
    set_pin(user_id=amina.pk, pin="483920", origin=now())
    answer = by_mail.post(page("step_up_by", way="pin"), {"code": "000000"})
    assert "This is not right" in answer.content.decode()
    assert "PIN" not in [one["method"] for one in by_mail.session["account_authentication_methods"]]


def test_who_has_only_an_address_is_told_kindly_how_to_add_a_second_way(by_mail: Browser) -> None:
    said = by_mail.get(page("step_up")).content.decode()
    assert "A sheet of printed codes" in said
    assert "It takes two minutes" in said
    assert page("sign_in_help") in said
    assert by_mail.get(page("account:printed-codes")).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_typed_is_not_lost(by_mail: Browser, amina: User, language: str) -> None:
    set_pin(user_id=amina.pk, pin="483920", origin=now())
    typed = {"pin": "730516", "again": "730516"}
    where = page("account:pin", language)
    sent = by_mail.post(where, typed)
    assert sent.url.startswith(page("step_up", language))
    onward = page("step_up_done", language) + f"?next={where}"
    done = by_mail.post(page("step_up_by", language, way="pin"), {"code": "483920", "next": onward}, follow=True)
    said = done.content.decode()
    assert f'action="{where}"' in said
    for name, value in typed.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in said
    digest = Pin.objects.get().digest
    assert by_mail.post(where, typed).status_code == 302
    assert Pin.objects.get().digest != digest
    # Once: it is not kept for whoever sits down next.
    assert by_mail.get(onward).status_code == 302


def test_a_change_asks_again_after_half_an_hour(by_mail: Browser, amina: User) -> None:
    make_sheet(user_id=amina.pk, origin=now())
    shows(by_mail, "PASSKEY", ago=29 * 60)
    assert by_mail.get(page("account:printed-codes")).status_code == 200
    shows(by_mail, "PASSKEY", ago=31 * 60)
    assert by_mail.get(page("account:printed-codes")).url.startswith(page("step_up"))
    assert by_mail.post(page("account:printed-codes")).url.startswith(page("step_up"))
    assert PrintedSheet.objects.count() == 1


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_led_away(by_mail: Browser, amina: User, onward: str) -> None:
    set_pin(user_id=amina.pk, pin="483920", origin=now())
    done = by_mail.post(page("step_up_by", way="pin"), {"code": "483920", "next": onward})
    assert "evil" not in done.url
    assert "javascript" not in done.url
    assert "evil" not in by_mail.get(page("step_up_done") + f"?next={onward}").url


def test_a_session_that_shows_nothing_sees_nothing(by_mail: Browser, client: Client) -> None:
    shows(by_mail)
    assert by_mail.get(page("account:files")).url.startswith(page("step_up"))
    shows(by_mail, "made-up", "mfa")
    assert by_mail.get(page("account:files")).url.startswith(page("step_up"))


def test_a_code_by_text_goes_to_a_confirmed_number_only(by_mail: Browser, client: Client, monkeypatch) -> None:
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "guichet.doors.account.step_up.views.text_code", lambda *, number, code, language: sent.append((number, code))
    )
    assert by_mail.get(page("step_up_by", way="text")).status_code == 404
    ContactPoint.objects.create(client=client, kind="phone", value="+16135550100", verified_at=datetime.now(UTC))
    assert "Send me a code" in by_mail.get(page("step_up_by", way="text")).content.decode()
    assert sent == []  # looking sends nothing
    answer = by_mail.post(page("step_up_by", way="text"), {"send": "1"}).content.decode()
    assert "+16135550100" not in answer
    ((number, code),) = sent
    assert number == "+16135550100"
    assert by_mail.post(page("step_up_by", way="text"), {"code": code}).status_code == 302
    assert by_mail.session["account_authentication_methods"][-1]["method"] == "TEXT_CODE"


def test_while_changes_are_locked_nothing_is_changed_and_all_is_read(
    by_mail: Browser, amina: User, client: Client
) -> None:
    shows(by_mail, "PASSKEY")
    stranger = note_sign_in(user_id=amina.pk, secret="", facts=DeviceFacts(), network="", client_ids=[], origin=now())
    disown_device(token=not_me_token(stranger.device_id), client_ids=[client.pk], origin=now())
    shows(by_mail, "PASSKEY")
    sent = by_mail.post(page("account:printed-codes"), follow=True)
    assert "Nothing can be changed for now" in sent.content.decode()
    assert not PrintedSheet.objects.exists()
    assert by_mail.get(page("mfa_add_webauthn"), follow=True).redirect_chain
    assert by_mail.get(page("account:files")).status_code == 200


def test_an_unknown_way_is_no_page(by_mail: Browser) -> None:
    assert by_mail.get("/en/sign-in/more/by/magic/").status_code == 404
