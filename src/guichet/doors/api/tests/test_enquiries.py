"""Partners hand in questions: once for each key, told a number and a day, and never a fact of anybody."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.models import ContactPoint
from guichet.doors.api.tests.test_api import NOW, ORIGIN, problem
from guichet.enquiries.models import Contact, Enquiry
from guichet.enquiries.policy import limits
from guichet.enquiries.terms import Channel
from guichet.identity.actions import issue_token
from guichet.identity.models import ApiAnswer
from guichet.identity.terms import Scope

pytestmark = pytest.mark.django_db
URL = "/api/v1/enquiries"
ASKED = {"text": "Combien de temps pour un permis d’études ?", "email": "amina@example.org", "name": "Amina"}


def token(name: str = "settlement", *scopes: Scope) -> str:
    return issue_token(name=name, scopes=scopes or [Scope.ENQUIRIES], origin=ORIGIN)


def sent(said: Any, secret: str, key: str | None = "k-1", **headers: str) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    headers |= {"Authorization": f"Bearer {secret}"} | ({"Idempotency-Key": key} if key else {})
    return Browser().post(URL, body, content_type="application/json", headers=headers)


def test_a_question_gets_a_number_a_day_and_a_place() -> None:
    answer = sent(ASKED, token())
    told = answer.json()
    row = Enquiry.objects.get()
    assert (answer.status_code, told["state"], told["place"]) == (201, "OPEN", {"ahead": 0, "more": False})
    assert set(told) == {"reference", "state", "asked_at", "answer_due_at", "answered_at", "place"}
    assert (row.channel, row.language, Contact.objects.get().asker.value) == (Channel.API, "fr", ASKED["email"])


def test_the_same_key_gets_the_same_answer_and_other_words_are_refused_also_after_a_day() -> None:
    secret = token()
    first, again = sent(ASKED, secret).json(), sent(ASKED, secret).json()
    assert first == again
    assert problem(sent(ASKED | {"text": "Something else"}, secret)) == (409, "KEY_USED_OTHERWISE")
    ApiAnswer.objects.all().delete()
    assert sent(ASKED, secret).json()["reference"] == first["reference"]
    ApiAnswer.objects.all().delete()
    assert problem(sent(ASKED | {"text": "Something else"}, secret)) == (409, "KEY_USED_OTHERWISE")
    assert Contact.objects.count() == 1


def test_a_partner_sees_its_own_only_and_another_partner_may_use_the_same_key() -> None:
    mine, theirs = token(), token("library")
    reference = sent(ASKED, mine).json()["reference"]
    assert sent(ASKED, theirs).json()["reference"] != reference

    def seen(secret: str, number: str = reference) -> Any:
        return Browser().get(f"{URL}/{number}", headers={"Authorization": f"Bearer {secret}"})

    assert seen(mine).json()["reference"] == reference
    assert problem(seen(theirs)) == problem(seen(mine, "Q-000-000-000")) == (404, "NOT_FOUND")
    assert problem(seen(token("other", Scope.TIMES))) == (403, "WRONG_SCOPE")


def test_a_clients_address_proves_nothing_and_nothing_of_the_client_comes_out() -> None:
    client = ApplicationFactory().client
    ContactPoint.objects.filter(client=client, kind="email").delete()
    ContactPoint.objects.create(client=client, kind="email", value="amina@example.org", verified_at=NOW)
    known, stranger = sent(ASKED, token()), sent(ASKED | {"email": "b@example.org"}, token("library"))
    assert set(known.json()) == set(stranger.json())
    assert Contact.objects.filter(client=client).count() == 0


@pytest.mark.parametrize(
    ("said", "key", "answer"),
    [
        (ASKED, None, (422, "NOT_VALID")),
        (ASKED, "with space", (422, "NOT_VALID")),
        (b"{", "k", (400, "MALFORMED")),
        (b"[]", "k", (422, "NOT_VALID")),
        ({}, "k", (422, "NOT_VALID")),
        ({"text": " \u200b "}, "k", (422, "NOT_VALID")),
        ({"text": "x" * 5_001}, "k", (422, "NOT_VALID")),
        (ASKED | {"email": "nobody"}, "k", (422, "NOT_VALID")),
        (ASKED | {"language": "de"}, "k", (422, "NOT_VALID")),
        (ASKED | {"more": 1}, "k", (422, "NOT_VALID")),
        (ASKED | {"asked_at": "2026-11-01"}, "k", (422, "NOT_VALID")),
        (b'{"text": "half \\ud800 a sign"}', "k", (422, "NOT_VALID")),
        (b'{"text": "long enough", "subject": "' + b" " * 50_000 + b'"}', "k", (413, "TOO_LARGE")),
    ],
)
def test_what_cannot_be_taken_is_told_as_a_problem_and_nothing_is_kept(
    said: Any, key: str | None, answer: tuple[int, str]
) -> None:
    assert problem(sent(said, token(), key)) == answer
    assert not Contact.objects.exists()


def test_a_partner_that_sends_too_many_is_told_when_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    least = limits(NOW.date()).__class__(**{**{name: getattr(limits(NOW.date()), name) for name in limits(
        NOW.date()).__slots__}, "partner_per_day": 1})  # fmt: skip
    monkeypatch.setattr("guichet.enquiries.actions.partners.limits", lambda _on: least)
    secret = token()
    assert sent(ASKED, secret).status_code == 201
    refused = sent(ASKED, secret, "k-2", **{"Accept-Language": "fr"})
    assert problem(refused) == (429, "TOO_MANY")
    assert refused["Retry-After"] == "3600"
    assert "demain" in refused.json()["title"]


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_once_is_one_question() -> None:
    secret = token()

    def one(_n: int) -> str:
        try:
            return str(sent(ASKED, secret).json()["reference"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        assert len(set(hands.map(one, range(4)))) == 1
    assert Enquiry.objects.count() == 1
