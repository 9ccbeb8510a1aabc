"""Turning off the words in a long silence: without signing in, not by looking, and by nobody without the message."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ClientFactory
from guichet.clients.models import Preference
from guichet.clients.queries import turn_off_token

pytestmark = pytest.mark.django_db


def address(token: str, language: str = "en") -> str:
    with override(language):
        return reverse("account:quiet-messages", args=[token])


@pytest.mark.parametrize(("language", "said"), [("en", "Stop these messages"), ("fr", "Arrêter ces messages")])
def test_a_look_asks_and_the_button_turns_them_off(language: str, said: str) -> None:
    amina = ClientFactory(names=["Amina Benali"])
    path = address(turn_off_token(amina.pk), language)
    page = Browser().get(path)
    assert said in page.content.decode()
    assert "Amina" not in page.content.decode()
    assert not Preference.objects.exists()
    assert Browser().post(path).status_code == 302
    assert Preference.objects.get(client=amina).heartbeat is False
    assert Browser().post(path).status_code == 302, "twice is once"


@pytest.mark.parametrize("token", ["x", "1", "MQ:1:abc", "é", "%00"])
def test_who_has_no_such_message_turns_nothing_off(token: str) -> None:
    ClientFactory()
    assert Browser().post(address(token)).status_code == 404
    assert not Preference.objects.exists()
