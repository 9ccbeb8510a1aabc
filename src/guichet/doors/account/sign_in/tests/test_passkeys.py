"""Passkeys in a real browser, with a virtual authenticator: made, used, refused; no script of the page’s own."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright
from tests.browsing import launch

from guichet.identity.models import User

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The browser's driver runs a loop in this thread; Django asks to be told that this is meant.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        yield launch(driver)
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    cache.clear()
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    assert not complaints


@pytest.fixture
def device(context: BrowserContext, page: Page) -> CDPSession:
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return device


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers allow passkeys without TLS on localhost only
    return str(live_server.url).replace("127.0.0.1", "localhost")


def address(site: str, name: str, language: str = "en") -> str:
    with override(language):
        return site + reverse(name)


def code_sent() -> str:
    found = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert found
    return found[0]


def sign_in_by_code(page: Page, site: str, email: str) -> None:
    page.goto(address(site, "account_login"))
    page.fill("input[name=login]", email)
    page.get_by_role("button", name="Send me a code").click()
    page.fill("input[name=code]", code_sent())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/**")


def sign_out(page: Page, site: str) -> None:
    page.goto(address(site, "account_logout"))
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()


def test_a_passkey_is_added_and_then_signs_in_by_itself(page: Page, device: CDPSession, site: str) -> None:
    user = User.objects.create_user("amina@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in_by_code(page, site, user.email)
    page.goto(address(site, "mfa_add_webauthn"))
    assert page.locator("script:not([src]):not([type='application/json'])").count() == 0
    page.fill("input[name=name]", "My telephone")
    assert page.locator("input[name=passwordless]").is_checked()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/**")
    key = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    assert key.wrap().name == "My telephone"
    assert mail.outbox[-1].subject == "A passkey was added to your account"
    sign_out(page, site)
    sent = len(mail.outbox)
    page.goto(address(site, "account_login", "fr"))
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    page.wait_for_url("**/account/")
    assert len(mail.outbox) == sent
    page.goto(address(site, "account:security"))
    assert "1 passkey" in page.locator("main").inner_text()


def test_a_new_account_may_begin_with_a_passkey(page: Page, device: CDPSession, site: str) -> None:
    page.goto(address(site, "account_signup", "fr"))
    page.get_by_role("link", name="Créer un compte avec une clé d’accès").click()
    page.fill("input[name=email]", "nouvelle@example.org")
    page.get_by_role("button", name="Recevoir un code").click()
    page.fill("input[name=code]", code_sent())
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_role("button", name="Créer la clé d’accès").click()
    page.wait_for_url("**/fr/compte/**")
    user = User.objects.get(email="nouvelle@example.org")
    assert user.language == "fr"
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() == 1


def test_a_passkey_that_is_refused_says_so_and_leaves_the_other_way(page: Page, device: CDPSession, site: str) -> None:
    page.goto(address(site, "account_login"))
    assert page.locator("#passkey-problem").is_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.locator("#passkey-problem").wait_for(state="visible")
    assert page.get_by_role("button", name="Send me a code").is_visible()


def test_without_script_the_page_offers_a_code_and_no_dead_button(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address(site, "account_login"))
        assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
        assert page.get_by_role("button", name="Send me a code").is_visible()


def test_the_policy_lets_no_script_in_but_our_files() -> None:
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
