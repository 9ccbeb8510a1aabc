"""Signing in as somebody invented: only where it is a demonstration, only as somebody listed."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client as Browser
from django.urls import reverse

from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, UserFactory, at
from guichet.clients.models import AccountLink
from guichet.doors.tests.reading import read
from guichet.foundation.languages import Language, Text
from guichet.identity.models import Staff, User
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.rehearsal.actions import set_up_demonstration
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.people import Showcase, staff

pytestmark = pytest.mark.django_db
ORIGIN = Origin(actor="synthetic-country", channel=Channel.SYSTEM, at=at("2026-11-21"))
WHY = Text(en="Documents are due soon.", fr="Des documents sont attendus bientôt.")


@pytest.fixture
def amina():
    return ClientFactory(uci="1100000001", language="fr")


@pytest.fixture
def shown(amina):
    file = ApplicationFactory(client=amina)
    showcase = Showcase("DOCUMENTS_DUE", amina.uci, "Amina Benali", "amina@example.org", Language.FR, file.number, WHY)
    set_up_demonstration(showcases=[showcase], origin=ORIGIN)
    return showcase


def test_setting_it_up_twice_does_it_once(shown):
    set_up_demonstration(showcases=[shown], origin=ORIGIN)
    assert ShownClient.objects.count() == AccountLink.objects.count() == 1
    assert Staff.objects.count() == len(staff())


def test_a_showcase_whose_client_is_not_there_is_left_out(shown):
    gone = Showcase("GONE", "9999999999", "Nobody", "nobody@example.org", Language.EN, "V1", WHY)
    assert set_up_demonstration(showcases=[gone], origin=ORIGIN) == 0
    assert not User.objects.filter(email="nobody@example.org").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everybody_is_listed_with_why_they_are_worth_seeing(client, shown, language):
    text = read(client.get(f"/{language}/demonstration/")).text
    for words in ("Amina Benali", WHY.say(language), shown.number, *(each.name for each in staff())):
        assert words in text


def test_one_press_signs_in_as_the_person_chosen(client, shown):
    user = User.objects.get(email="amina@example.org")
    answer = client.post(reverse("public:demonstration-sign-in"), {"account": user.pk})
    assert answer.status_code == 302
    assert client.session[SESSION_KEY] == str(user.pk)
    page = client.get(answer.url, follow=True)
    assert page.status_code == 200
    assert shown.number in read(page).text


@pytest.mark.parametrize("account", ["", "0", "x", "9" * 40, None])
def test_nobody_else_can_be_signed_in_as(client, shown, account):
    stranger = UserFactory()
    answer = client.post(
        reverse("public:demonstration-sign-in"), {"account": stranger.pk if account is None else account}
    )
    assert answer.status_code == 404
    assert SESSION_KEY not in client.session


def test_a_link_signs_nobody_in(client, shown):
    assert client.get(reverse("public:demonstration-sign-in")).status_code == 405


def test_without_a_demonstration_there_is_no_such_page(settings, client, shown):
    settings.DEMONSTRATION = False
    user = User.objects.get(email="amina@example.org")
    assert client.get(reverse("public:demonstration")).status_code == 404
    assert Browser().post(reverse("public:demonstration-sign-in"), {"account": user.pk}).status_code == 404
    assert reverse("public:demonstration") not in read(client.get(reverse("public:home"))).links


def test_who_just_came_in_is_not_asked_again_by_a_code_to_an_invented_mailbox(client, shown):
    user = User.objects.get(email="amina@example.org")
    client.post(reverse("public:demonstration-sign-in"), {"account": user.pk})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
