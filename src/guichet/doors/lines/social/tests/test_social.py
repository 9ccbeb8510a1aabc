"""`POST /api/v1/social`: from nobody but who signs, once each, in any order, and nothing that comes in breaks it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from guichet.enquiries.actions.social import signature
from guichet.enquiries.models import Contact, Enquiry
from guichet.enquiries.terms import AskerKind, Channel, ProofLevel

pytestmark = pytest.mark.django_db
URL, SECRET = "/api/v1/social", "between-us"
POST = {"network": "square", "id": "p-1", "author": "amina", "text": "Combien de temps pour un visa?",
        "created_at": "2026-11-03T15:00:00+00:00"}  # fmt: skip


@pytest.fixture(autouse=True)
def _network(settings: Any) -> None:
    settings.SOCIAL_SECRET = SECRET


def call(said: Any, *, secret: str = SECRET, age: timedelta = timedelta(), call_id: str = "msg-1", **more: str) -> int:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    moment = str(int((datetime.now(UTC) - age).timestamp()))
    headers = {"webhook-id": call_id, "webhook-timestamp": moment,
               "webhook-signature": signature(secret, call_id, moment, body)} | more  # fmt: skip
    browser = Browser(enforce_csrf_checks=True)
    return int(browser.post(URL, body, content_type="application/json", headers=headers).status_code)


def told(**more: str) -> dict[str, Any]:
    return {"type": "post.created", "data": POST | more}


def test_a_post_becomes_one_question_of_a_stranger_however_often_it_is_told() -> None:
    assert [call(told()), call(told(), call_id="msg-2")] == [204, 204]
    row = Contact.objects.get()
    assert (row.channel, row.client, row.proof, row.language) == (Channel.SOCIAL, None, ProofLevel.CLAIMED, "fr")
    assert (row.asker.kind, row.asker.value) == (AskerKind.HANDLE, "square:amina")
    assert Enquiry.objects.count() == 1


def test_an_answer_that_comes_before_its_post_is_kept_and_so_is_the_post() -> None:
    assert call(told(id="p-2", in_reply_to="p-1", text="And for my sister?")) == 204
    assert call(told()) == 204
    assert set(Contact.objects.values_list("external_id", flat=True)) == {"square:p-1", "square:p-2"}


def test_a_forged_an_old_and_an_unsigned_call_are_refused() -> None:
    assert call(told(), secret="guessed") == 401
    assert call(told(), age=timedelta(minutes=6)) == 401
    assert call(told(), age=-timedelta(minutes=6)) == 401
    for wrong in ({"webhook-signature": ""}, {"webhook-timestamp": "now"}, {"webhook-id": "other"}):
        assert call(told(), **wrong) == 401
    signed = {"webhook-signature": signature(SECRET, "msg-1", "1", b"{}")}
    assert call(told(), **signed) == 401
    assert not Contact.objects.exists()


def test_a_secret_that_is_being_changed_may_be_told_twice() -> None:
    body = json.dumps(told()).encode()
    moment = str(int(datetime.now(UTC).timestamp()))
    both = " ".join(signature(one, "msg-1", moment, body) for one in ("former", SECRET))
    assert call(body, **{"webhook-signature": both, "webhook-timestamp": moment}) == 204


def test_without_a_secret_there_is_no_such_page(settings: Any) -> None:
    settings.SOCIAL_SECRET = ""
    assert call(told(), secret="") == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{" * 5_000, 400),
        (b"x" * 50_000, 413),
        ({"type": "post.created"}, 400),
        ({"type": "post.created", "data": []}, 400),
        (told(id=""), 400),
        (told(author="x" * 300), 400),
        (told(network="a:b"), 400),
        (told(text="\0"), 400),
        (told(created_at="yesterday"), 400),
        (told(created_at="2026-11-03T15:00:00"), 400),
        (json.dumps(told(text="half")).encode().replace(b"half", b"\\ud800"), 400),
        ({"type": "post.liked", "data": {}}, 204),
        (told(text="  "), 204),
    ],
)
def test_what_comes_in_breaks_nothing(said: Any, status: int) -> None:
    assert call(said) == status
    assert not Contact.objects.exists()
