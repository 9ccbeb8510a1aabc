"""`POST /api/v1/notify-received-text`: from nobody but the provider, and nothing that comes in breaks it."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from guichet.notices.models import Delivery, ReceivedText
from guichet.notices.tests.people import client as person

pytestmark = pytest.mark.django_db
URL = "/api/v1/notify-received-text"
TOKEN = "between-us"
SAID = {"id": "p-1", "source_number": "14165550123", "destination_number": "12025550100", "message": "STATUS"}


@pytest.fixture(autouse=True)
def _provider(settings: Any) -> None:
    settings.NOTIFY_KEY, settings.NOTIFY_CALLBACK_TOKEN = "key", TOKEN


def call(said: Any, *, token: str = TOKEN) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said)
    headers = {"Authorization": f"Bearer {token}"}
    return Browser(enforce_csrf_checks=True).post(URL, body, content_type="application/json", headers=headers)


def test_a_text_is_taken_in_once_and_answered_at_its_number() -> None:
    person(phone="+14165550123")
    assert [call(SAID).status_code for _ in range(2)] == [204, 204]
    assert ReceivedText.objects.get().number == "+14165550123"
    assert Delivery.objects.get().address == "+14165550123"


def test_nobody_but_the_provider_is_believed(settings: Any) -> None:
    assert call(SAID, token="guessed").status_code == 401
    settings.NOTIFY_CALLBACK_TOKEN = ""
    assert call(SAID, token="").status_code == 404
    assert not ReceivedText.objects.exists()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{" * 5000, 400),
        (b"x" * 30_000, 400),
        ({}, 400),
        ({**SAID, "id": ""}, 400),
        ({**SAID, "id": "x" * 500}, 400),
        ({**SAID, "id": 7}, 400),
        ({**SAID, "message": None}, 400),
        ({**SAID, "message": "\0"}, 400),
        (b'{"id": "p", "source_number": "14165550123", "message": "\\ud800"}', 400),
        ({**SAID, "source_number": "BANK"}, 204),
        ({**SAID, "source_number": "12345"}, 204),
        ({**SAID, "message": ""}, 204),
    ],
)
def test_what_comes_in_breaks_nothing(said: Any, status: int) -> None:
    assert call(said).status_code == status
