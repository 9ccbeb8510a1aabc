"""How one signs in, on one page."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> User:
    user = User.objects.create_user("amina@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def shown(user: User, language: str = "en") -> str:
    browser = Browser()
    browser.force_login(user)
    with override(language):
        return browser.get(reverse("account:security")).content.decode().split("<main")[1]


def test_who_has_nothing_but_an_address_is_advised(amina: User) -> None:
    page = shown(amina)
    assert "Make this account safer" in page
    assert "Recovery codes" not in page
    assert "amina@example.org" in page


def test_what_one_has_is_listed(amina: User) -> None:
    Authenticator.objects.create(user=amina, type=Authenticator.Type.TOTP, data={"secret": "X"})
    Authenticator.objects.create(user=amina, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "s", "used_mask": 0})
    page = shown(amina, "fr")
    assert "Rendez ce compte plus sûr" not in page
    assert "En service" in page
    assert "10 codes restants" in page.replace("\u00a0", " ")
