"""Signing in: by code, without a password, in the language of the page, telling strangers nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from guichet.identity.models import Staff, User
from guichet.identity.terms import Role

CODE = re.compile(r"\d{4}-\d{4}")
WORDS = {
    "en": ("Your code to sign in", "Enter this code", "sign-in"),
    "fr": ("Votre code de connexion", "Saisissez ce code", "connexion"),
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def amina() -> User:
    user = User.objects.create_user("amina@example.org", language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def agent() -> User:
    user = User.objects.create_user("leduc@department.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Staff.objects.create(user=user, name="Camille Leduc", roles=[Role.AGENT])
    return user


def address(name: str, language: str = "en", **kwargs: object) -> str:
    with override(language):
        return reverse(name, kwargs=kwargs or None)


def ask_for_code(client: Client, email: str, language: str = "en") -> str:
    response = client.post(address("account_login", language), {"login": email})
    assert response.status_code == 302, response.context["form"].errors
    return response.url


def code_sent() -> str:
    found = CODE.search(mail.outbox[-1].body)
    assert found
    return found[0]


def sign_in(client: Client, email: str) -> str:
    entered = client.post(ask_for_code(client, email), {"code": code_sent()})
    assert entered.status_code == 302
    return entered.url


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_code_by_email_signs_in_in_the_language_of_the_page(client: Client, amina: User, language: str) -> None:
    subject, sentence, folder = WORDS[language]
    page = client.get(address("account_login", language))
    assert f"/{language}/{folder}/" in address("account_login", language)
    assert "password" not in page.content.decode().replace("no password", "")
    where = ask_for_code(client, "Amina@Example.org", language)
    assert mail.outbox[0].subject.startswith(subject)
    assert sentence in mail.outbox[0].body
    entered = client.post(where, {"code": code_sent()})
    assert entered.url == address("after_sign_in", language)
    assert client.session["_auth_user_id"] == str(amina.pk)


def test_a_code_may_be_typed_without_its_hyphen(client: Client, amina: User) -> None:
    where = ask_for_code(client, amina.email)
    assert client.post(where, {"code": code_sent().replace("-", " ")}).status_code == 302
    assert "_auth_user_id" in client.session


def test_three_wrong_codes_end_the_try(client: Client, amina: User) -> None:
    where = ask_for_code(client, amina.email)
    right = code_sent()
    for _ in range(3):
        client.post(where, {"code": "0000-0000" if right != "0000-0000" else "1111-1111"})
    client.post(where, {"code": right})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_unknown_address_is_answered_like_a_known_one(amina: User, language: str) -> None:
    answers = []
    for email in (amina.email, "nobody@example.org"):
        client = Client()
        where = ask_for_code(client, email, language)
        page = client.get(where)
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(email, "X")
        answers.append((where, page.status_code, body))
    assert answers[0] == answers[1]
    assert len(mail.outbox) == 2
    assert not CODE.search(mail.outbox[1].body)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_known_address_cannot_be_told_from_a_new_one_on_making_an_account(amina: User, language: str) -> None:
    answers = []
    for email in (amina.email, "new@example.org"):
        client = Client()
        response = client.post(address("account_signup", language), {"email": email})
        page = client.get(response.url)
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(email, "X")
        answers.append((response.status_code, response.url, body))
    assert answers[0] == answers[1]
    assert "example.org" in mail.outbox[0].body
    assert not CODE.search(mail.outbox[0].body)
    assert CODE.search(mail.outbox[1].body)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_account_speaks_the_language_it_was_made_in(client: Client, language: str) -> None:
    made = client.post(address("account_signup", language), {"email": "new@example.org"})
    confirmed = client.post(made.url, {"code": code_sent()})
    assert confirmed.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert (user.language, user.has_usable_password()) == (language, False)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_codes_asked_for_again_and_again_are_refused(client: Client, amina: User) -> None:
    for _ in range(3):
        ask_for_code(Client(), amina.email)
    page = client.post(address("account_login"), {"login": amina.email})
    assert page.status_code == 200
    assert "too many tries" in page.content.decode()
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "account_set_password", "account_reset_password", "account_reset_password_done"],
)
def test_nothing_about_passwords_has_an_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def totp_code(authenticator: Authenticator) -> str:
    secret = TOTP(authenticator).instance.data["secret"]
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.django_db(transaction=True)  # the letter leaves once the change is certain
def test_an_app_is_asked_for_at_the_next_sign_in(client: Client, amina: User) -> None:
    sign_in(client, amina.email)
    form = client.get(address("mfa_activate_totp")).context["form"]
    code = format_hotp_value(hotp_value(form.secret, next(iter(yield_hotp_counters_from_time()))))
    added = client.post(address("mfa_activate_totp"), {"code": code})
    assert added.url == address("mfa_view_recovery_codes")
    assert mail.outbox[-1].subject == "An authenticator app was added to your account"
    assert "{{" not in mail.outbox[-1].body
    assert client.get(added.url).context["unused_codes"]
    cache.clear()
    again = Client()
    assert sign_in(again, amina.email).startswith(address("mfa_authenticate"))
    assert "_auth_user_id" not in again.session
    authenticator = Authenticator.objects.get(user=amina, type=Authenticator.Type.TOTP)
    entered = again.post(address("mfa_authenticate"), {"code": totp_code(authenticator)})
    assert entered.url == address("after_sign_in")
    assert "_auth_user_id" in again.session


@override_settings(STAFF_SECOND_FACTOR=True)
def test_staff_without_a_second_factor_are_told_to_add_one_and_see_nothing_else(client: Client, agent: User) -> None:
    client.force_login(agent)
    refused = client.get(address("desk:home"))
    assert refused.url == address("second_factor")
    assert "Add a passkey" in client.get(refused.url).content.decode()
    assert client.get(address("account:security")).status_code == 200


@override_settings(STAFF_SECOND_FACTOR=True)
def test_staff_with_a_second_factor_show_it(client: Client, agent: User) -> None:
    Authenticator.objects.create(user=agent, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client.force_login(agent)
    asked = client.get(address("desk:home"))
    assert asked.url.startswith(address("mfa_reauthenticate"))
    shown = client.post(asked.url, {"code": totp_code(Authenticator.objects.get())})
    assert shown.url == address("desk:home")
    assert client.get(shown.url).status_code == 200


def test_a_client_needs_no_second_factor(client: Client, amina: User) -> None:
    with override_settings(STAFF_SECOND_FACTOR=True):
        client.force_login(amina)
        assert client.get(address("account:security")).status_code == 200


def test_the_last_second_factor_of_staff_cannot_be_removed(client: Client, agent: User) -> None:
    Authenticator.objects.create(user=agent, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    sign_in(client, agent.email)
    client.post(address("mfa_authenticate"), {"code": totp_code(Authenticator.objects.get())})
    with override_settings(STAFF_SECOND_FACTOR=True):
        page = client.post(address("mfa_deactivate_totp"), {})
    assert page.status_code == 200
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_who_signed_in_long_ago_shows_again_that_it_is_they(client: Client, amina: User) -> None:
    Authenticator.objects.create(user=amina, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    sign_in(client, amina.email)
    client.post(address("mfa_authenticate"), {"code": totp_code(Authenticator.objects.get())})
    assert client.get(address("mfa_deactivate_totp")).status_code == 200
    long_ago(client)
    assert client.get(address("mfa_deactivate_totp")).url.startswith(address("step_up"))


def long_ago(client: Client) -> None:
    """Have the sign-in of this browser be an hour old."""
    session = client.session
    session["account_authentication_methods"] = [
        {**method, "at": method["at"] - 3600} for method in session["account_authentication_methods"]
    ]
    session.save()


@pytest.mark.parametrize(
    ("who", "home"), [("amina", "account:home"), ("agent", "desk:home"), ("nobody", "public:home")]
)
def test_after_signing_in_everybody_comes_home_in_their_language(
    client: Client, amina: User, agent: User, who: str, home: str
) -> None:
    user = {"amina": amina, "agent": agent}.get(who)
    if user:
        client.force_login(user)
    language = user.language if user else "en"
    assert client.get(address("after_sign_in", "en")).url == address(home, language)


def test_the_language_read_last_is_remembered(client: Client, amina: User) -> None:
    client.force_login(amina)
    client.get(address("account:security", "en"))
    amina.refresh_from_db()
    assert amina.language == "en"
    assert client.get(address("after_sign_in", "fr")).url == address("account:home", "en")


PAGES = [
    "account_login",
    "account_signup",
    "account_signup_by_passkey",
    "account_inactive",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "second_factor",
    "account_logout",
    "account_email",
    "account:sessions",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "code_again",
    "mfa_add_webauthn",
    "account:security",
    "account:link-file",
    "account:preferences",
]
ENGLISH = re.compile(r"\b(the|your|you|with|sign in|passkey|enter|again|code is)\b", re.IGNORECASE)


def text_of(page: str) -> str:
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main
    return re.sub(r"<(script|style|select).*?</\1>|<[^>]+>", " ", main[0], flags=re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole_in_both_languages(client: Client, amina: User, name: str) -> None:
    anonymous = name.startswith("account_si") or name in {"account_login", "account_inactive"}
    if not anonymous:
        sign_in(client, amina.email)  # just now: pages that matter ask nothing again
    for language in ("en", "fr"):
        page = client.get(address(name, language))
        assert page.status_code == (401 if name == "socialaccount_login_error" else 200)
        html = page.content.decode()
        assert f'<html lang="{language}"' in html
        assert html.count("<h1") == 1
        assert "<script>" not in html
        assert " style=" not in html
        if language == "fr":
            assert not ENGLISH.findall(text_of(html).replace("(UCI)", "")), name


def test_the_provider_is_offered_only_where_there_is_one(client: Client) -> None:
    assert "Staff of the department" not in client.get(address("account_login")).content.decode()
    app = {
        "provider_id": "sso",
        "name": "GovSignIn",
        "client_id": "x",
        "settings": {"server_url": "https://id.example"},
    }
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}):
        page = client.get(address("account_login")).content.decode()
    assert "Sign in with GovSignIn" in page
    assert 'href="/provider/sso/login/' in page
