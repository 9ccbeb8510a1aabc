"""Whoever has only codes by e-mail shows by a fresh one that it is still they, before how they sign in is changed."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from guichet.doors.account.sign_in.tests.test_sign_in import address, code_sent, long_ago, sign_in
from guichet.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def amina() -> User:
    user = User.objects.create_user("amina@example.org", language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


CHANGES = ["mfa_add_webauthn", "mfa_activate_totp"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("change", CHANGES)
def test_who_has_only_codes_shows_by_a_fresh_one_that_it_is_they_before_a_passkey_is_added(
    client: Client, amina: User, change: str, language: str
) -> None:
    sign_in(client, amina.email)
    assert client.get(address(change, language)).status_code == 200, "signed in just now: that was a fresh proof"
    long_ago(client)
    asked = client.get(address(change, language))
    assert asked.url.startswith(address("code_again", language))
    page = client.get(asked.url).content.decode()
    assert {"en": "Is it still you?", "fr": "Est-ce toujours vous"}[language] in page
    assert 'name="code"' not in page
    sent = len(mail.outbox)
    assert client.post(asked.url, {"action": "send"}).url == asked.url
    assert len(mail.outbox) == sent + 1
    assert mail.outbox[-1].to == [amina.email]
    assert {"en": "that it is you", "fr": "que c’est bien vous"}[language] in mail.outbox[-1].subject
    assert client.post(asked.url, {"code": "1234"}).status_code == 200, "wrong: asked again"
    assert client.get(address(change, language)).status_code == 302
    entered = client.post(asked.url, {"code": code_sent()})
    assert entered.url == address(change, language)
    assert client.get(entered.url).status_code == 200
    assert "code_again" not in client.session, "a code is used once"


def test_a_passkey_is_not_taken_either_without_the_fresh_proof(client: Client, amina: User) -> None:
    sign_in(client, amina.email)
    long_ago(client)
    sent = client.post(address("mfa_add_webauthn"), {"name": "Not hers", "credential": "{}"})
    assert sent.url.startswith(address("code_again"))


def test_another_address_is_not_taken_without_the_fresh_proof(client: Client, amina: User) -> None:
    sign_in(client, amina.email)
    long_ago(client)
    asked = client.post(address("account_email"), {"email": "thief@example.org", "action_add": ""})
    assert asked.url.startswith(address("code_again"))
    assert {mailed for message in mail.outbox for mailed in message.to} == {amina.email}


def test_three_wrong_codes_want_a_new_one(client: Client, amina: User) -> None:
    sign_in(client, amina.email)
    long_ago(client)
    where = client.get(address("mfa_add_webauthn")).url
    client.post(where, {"action": "send"})
    right = code_sent()
    for _ in range(3):
        client.post(where, {"code": "0000-0000" if right != "0000-0000" else "1111-1111"})
    page = client.post(where, {"code": right}, follow=True)
    assert 'name="code"' not in page.content.decode()
    assert client.get(address("mfa_add_webauthn")).status_code == 302


def test_a_code_to_show_that_it_is_you_is_of_no_use_after_its_time(client: Client, amina: User) -> None:
    sign_in(client, amina.email)
    long_ago(client)
    where = client.get(address("mfa_add_webauthn")).url
    client.post(where, {"action": "send"})
    session = client.session
    session["code_again"] = {**session["code_again"], "at": session["code_again"]["at"] - 16 * 60}
    session.save()
    client.post(where, {"code": code_sent()})
    assert client.get(address("mfa_add_webauthn")).status_code == 302


def test_so_many_codes_a_minute_and_no_more(client: Client, amina: User) -> None:
    client.force_login(amina)
    answers = [client.post(address("code_again"), {"action": "send"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_who_has_a_stronger_way_is_not_offered_a_code(client: Client, amina: User) -> None:
    Authenticator.objects.create(user=amina, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client.force_login(amina)
    for answer in (client.get(address("code_again")), client.post(address("code_again"), {"action": "send"})):
        assert answer.url.startswith(address("mfa_reauthenticate"))
    assert not mail.outbox


def test_a_code_that_was_meant_for_one_account_is_of_no_use_to_another(client: Client, amina: User) -> None:
    client.force_login(amina)
    client.post(address("code_again"), {"action": "send"})
    kept = client.session["code_again"]
    client.force_login(User.objects.create_user("leduc@department.example"))
    session = client.session
    session["code_again"] = kept
    session.save()
    assert 'name="code"' not in client.get(address("code_again")).content.decode()
