"""The department’s identity provider: a stand-in on this machine, spoken to as the real one would be."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.identity.models import Staff, User
from guichet.identity.terms import Role

pytestmark = pytest.mark.django_db


class Provider(ThreadingHTTPServer):
    """Knows one person, and gives out one token for one code."""

    person: dict[str, Any] = {"sub": "s-1", "email": "leduc@department.example", "email_verified": True}
    asked: list[dict[str, list[str]]]


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.endswith("openid-configuration"):
            self._answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/me",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif self.headers.get("Authorization") == "Bearer token-1":
            self._answer(self.server.person)
        else:
            self._answer({"error": "invalid_token"}, status=401)

    def do_POST(self) -> None:
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append(said)
        right = said["code"] == ["code-1"] and "code_verifier" in said and said["client_secret"] == ["secret"]
        self._answer({"access_token": "token-1", "token_type": "Bearer"} if right else {"error": "invalid_grant"})

    def _answer(self, what: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    cache.clear()
    server = Provider(("127.0.0.1", 0), Answers)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    app = {"provider_id": "sso", "name": "GovSignIn", "client_id": "guichet", "secret": "secret",
           "settings": {"server_url": address}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def leduc() -> User:
    user = User.objects.create_user("leduc@department.example", language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Staff.objects.create(user=user, name="Camille Leduc", roles=[Role.AGENT])
    return user


def come_back(browser: Browser, code: str = "code-1", state: str | None = None) -> Any:
    """Go to the provider and come back with a code."""
    sent = browser.get(reverse("openid_connect_login", kwargs={"provider_id": "sso"}))
    there = parse_qs(urlsplit(sent.url).query)
    assert there["code_challenge_method"] == ["S256"]
    assert there["redirect_uri"] == ["http://testserver/provider/sso/login/callback/"]
    answer = {"code": code, "state": state or there["state"][0]}
    return browser.get(reverse("openid_connect_callback", kwargs={"provider_id": "sso"}), answer)


def test_staff_come_in_by_the_provider_which_counts_as_a_second_factor(
    provider: Provider, leduc: User, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    browser = Browser()
    back = come_back(browser)
    assert back.status_code == 302
    home = browser.get(back.url)
    with override("fr"):
        assert home.url == reverse("desk:home")
    assert browser.get(home.url).status_code == 200
    assert browser.session["_auth_user_id"] == str(leduc.pk)


@pytest.mark.parametrize(
    ("code", "state"), [("code-2", None), ("code-1", "another")], ids=["a wrong code", "somebody else’s errand"]
)
def test_what_the_provider_does_not_confirm_signs_nobody_in(
    provider: Provider, leduc: User, code: str, state: str | None
) -> None:
    browser = Browser()
    back = come_back(browser, code, state)
    assert back.status_code in {200, 401}
    assert "Signing in did not work" in back.content.decode()
    assert "_auth_user_id" not in browser.session


def test_an_address_that_the_provider_has_not_checked_opens_no_account(
    provider: Provider, leduc: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Provider, "person", {**Provider.person, "email_verified": False})
    browser = Browser()
    come_back(browser)
    assert "_auth_user_id" not in browser.session
