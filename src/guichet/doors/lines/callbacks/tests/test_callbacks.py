"""What the text provider tells us: noted once, in any order, from nobody but the provider."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from guichet.clients.events import AccountLinked
from guichet.journal.models import Entry
from guichet.notices.actions import queue_notices
from guichet.notices.models import Delivery
from guichet.notices.terms import DeliveryStatus
from guichet.notices.tests.people import client as person
from guichet.notices.tests.people import happened

pytestmark = pytest.mark.django_db
URL = "/api/v1/notify-callback"
TOKEN = "between-us"


@pytest.fixture(autouse=True)
def _provider(settings: Any) -> None:
    settings.NOTIFY_KEY, settings.NOTIFY_CALLBACK_TOKEN = "key", TOKEN


@pytest.fixture
def delivery() -> Delivery:
    amina = person(email="", phone="+14165550123", channel="text")
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    return Delivery.objects.get()


def call(said: Any, *, token: str = TOKEN) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said)
    headers = {"Authorization": f"Bearer {token}"}
    return Browser(enforce_csrf_checks=True).post(URL, body, content_type="application/json", headers=headers)


def test_a_delivered_message_is_noted_once(delivery: Delivery) -> None:
    said = {"id": "p-1", "reference": delivery.reference, "status": "delivered", "to": "+14165550123"}
    assert [call(said).status_code for _ in range(2)] == [204, 204]
    delivery.refresh_from_db()
    assert (delivery.status, delivery.provider_reference) == (DeliveryStatus.DELIVERED, "p-1")
    assert Entry.objects.filter(kind="notice.delivered").count() == 1


def test_a_report_that_comes_late_takes_nothing_back(delivery: Delivery) -> None:
    for status in ("delivered", "sending", "temporary-failure"):
        assert call({"id": "p-1", "reference": delivery.reference, "status": status}).status_code == 204
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.DELIVERED
    assert not Entry.objects.filter(kind="notice.failed").exists()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"id": "p", "reference": "unknown", "status": "delivered"}, 404),
        ({"id": "p", "reference": "unknown", "status": "eaten"}, 422),
        ({"id": "p", "status": "delivered"}, 400),
        ({"id": 7, "reference": "r", "status": "delivered"}, 400),
        ({"id": "p", "reference": ["r"], "status": "delivered"}, 400),
        ({"id": "p", "reference": "r" * 81, "status": "delivered"}, 400),
        ({"id": "p", "reference": "r\0", "status": "delivered"}, 400),
        (["delivered"], 400),
        (b"<html>", 400),
        (b"[" * 10_000, 400),
        (b" " * 30_000 + b"{}", 400),
        (b"\xff", 400),
    ],
)
def test_what_makes_no_sense_is_refused(said: Any, status: int) -> None:
    assert call(said).status_code == status


def test_nobody_else_may_tell() -> None:
    assert call({}, token="guessed").status_code == 401
    assert Browser().get(URL).status_code == 405


def test_without_a_token_there_is_no_such_page(settings: Any) -> None:
    settings.NOTIFY_CALLBACK_TOKEN = ""
    assert call({}, token="").status_code == 404
