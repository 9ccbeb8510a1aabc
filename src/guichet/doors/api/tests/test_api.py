"""The API: public reading, the feed by token, and problems in one form and in the language that was asked for."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client as Browser
from django.utils import timezone

from guichet.applications.models import Application, FeedEvent, FeedRun, SetAside
from guichet.applications.tests.feeding import a_whole_file, lines, received, registered
from guichet.doors.api.feed import bodies
from guichet.identity.actions import CannotIssueToken, NoSuchToken, issue_token, revoke_token, token_behind
from guichet.identity.models import ApiAnswer, ApiToken
from guichet.identity.terms import Scope
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
ORIGIN = Origin(actor="operator", channel=Channel.SYSTEM, at=NOW)
FEED = "/api/v1/feed"
NDJSON, ARRAY = "application/x-ndjson", "application/cloudevents-batch+json"


@pytest.fixture
def token() -> str:
    return issue_token(name="case-system", scopes=[Scope.FEED], origin=ORIGIN)


def sent(body: bytes, token: str | None, kind: str = NDJSON, **headers: str) -> Any:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return Browser().post(FEED, body, content_type=kind, headers=headers)


def problem(response: Any) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    assert told["title"]
    assert told["type"].startswith("urn:guichet:problem:")
    return response.status_code, told["code"]


# --- The feed -------------------------------------------------------------------------------------------------
def test_lines_are_answered_once_they_are_safe(token: str) -> None:
    response = sent(lines(a_whole_file()) + b"{half\n", token)
    answer = response.json()
    assert response.status_code == 200
    assert answer | {"seconds": 0} == {
        "read": 21, "accepted": 20, "already_known": 0, "set_aside": 1, "seconds": 0,
        "faults": [{"line": 21, "reason": "NOT_JSON", "detail": "character 2"}],
    }  # fmt: skip
    assert Application.objects.get().decision == "REFUSED"
    assert (FeedEvent.objects.count(), SetAside.objects.get().line) == (20, "{half")
    assert FeedRun.objects.get().source == f"api: case-system {timezone.localdate()}"


@pytest.mark.parametrize("kind", ["application/json", ARRAY])
def test_an_array_is_taken_in_item_by_item(token: str, kind: str) -> None:
    events = [registered(), {"id": "x"}, received(), 7]
    answer = sent(json.dumps(events).encode(), token, kind).json()
    assert (answer["read"], answer["accepted"], [one["line"] for one in answer["faults"]]) == (4, 2, [2, 4])


def test_one_event_alone_is_taken_in(token: str) -> None:
    answer = sent(json.dumps(registered(), indent=2).encode(), token, "application/cloudevents+json").json()
    assert (answer["read"], answer["accepted"]) == (1, 1)


def test_sending_again_doubles_nothing(token: str) -> None:
    first, again = (sent(lines(a_whole_file()), token).json() for _ in range(2))
    assert (first["accepted"], again["accepted"], again["already_known"]) == (20, 0, 20)


def test_an_empty_body_is_no_fault(token: str) -> None:
    assert sent(b"", token).json()["read"] == 0


@pytest.mark.parametrize(
    ("body", "kind", "answer"),
    [
        (b"{", "application/json", (400, "MALFORMED")),
        (b"7", "application/json", (400, "MALFORMED")),
        (b"\xff", ARRAY, (400, "MALFORMED")),
        (b"[" * 50_000, ARRAY, (400, "MALFORMED")),
        (b"<a/>", "application/xml", (415, "WRONG_MEDIA_TYPE")),
        (gzip.compress(b"{}", mtime=0), NDJSON, (415, "WRONG_MEDIA_TYPE")),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_whole(
    token: str, body: bytes, kind: str, answer: tuple[int, str]
) -> None:
    assert problem(sent(body, token, kind)) == answer
    assert not FeedRun.objects.exists()


@pytest.mark.parametrize(("limit", "kind"), [("LARGEST", NDJSON), ("LARGEST_ARRAY", ARRAY), ("MOST_LINES", NDJSON)])
def test_a_body_that_is_too_large_is_refused_before_anything_is_taken_in(
    token: str, monkeypatch: pytest.MonkeyPatch, limit: str, kind: str
) -> None:
    monkeypatch.setattr(bodies, limit, 10)
    assert problem(sent(lines(a_whole_file()), token, kind)) == (413, "TOO_LARGE")
    assert not FeedEvent.objects.exists()


def test_a_body_of_unknown_length_is_refused_and_not_taken_for_empty(token: str) -> None:
    response = sent(b"", token, **{"Transfer-Encoding": "chunked", "Content-Length": ""})
    assert problem(response) == (411, "LENGTH_NEEDED")


def test_packed_contents_are_refused(token: str) -> None:
    assert problem(sent(b"{}", token, **{"Content-Encoding": "gzip"})) == (415, "WRONG_MEDIA_TYPE")


# --- Idempotency keys -----------------------------------------------------------------------------------------
def test_the_same_request_with_its_key_gets_the_same_answer(token: str) -> None:
    first, again = (sent(lines(a_whole_file()), token, **{"Idempotency-Key": "k1"}).json() for _ in range(2))
    assert first == again
    assert first["accepted"] == 20
    assert FeedRun.objects.get().lines_read == 20


def test_a_key_cannot_be_used_for_another_request(token: str) -> None:
    sent(lines([registered()]), token, **{"Idempotency-Key": "k1"})
    response = sent(lines([received()]), token, **{"Idempotency-Key": "k1"})
    assert problem(response) == (409, "KEY_USED_OTHERWISE")


def test_a_key_is_forgotten_after_a_day_and_is_each_token_s_own(token: str) -> None:
    other = issue_token(name="another", scopes=[Scope.FEED], origin=ORIGIN)
    body = lines([registered()])
    assert sent(body, token, **{"Idempotency-Key": "k1"}).json()["accepted"] == 1
    assert sent(body, other, **{"Idempotency-Key": "k1"}).json()["already_known"] == 1
    ApiAnswer.objects.update(answered_at=NOW - timedelta(hours=25))
    assert sent(lines([received()]), token, **{"Idempotency-Key": "k1"}).json()["accepted"] == 1
    assert ApiAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", "k" * 201, "a b"])
def test_a_key_must_be_one_word(token: str, key: str) -> None:
    assert problem(sent(b"", token, **{"Idempotency-Key": key})) == (422, "NOT_VALID")


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_with_one_key_are_taken_in_once() -> None:
    token = issue_token(name="case-system", scopes=[Scope.FEED], origin=ORIGIN)

    def send(_: int) -> Any:
        try:
            return sent(lines(a_whole_file()), token, **{"Idempotency-Key": "k1"}).json()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(send, range(2))
    assert one == other
    assert one["accepted"] == 20


# --- Who may --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("shown", [None, "wrong", "guichet_" + "x" * 43, "é"])
def test_without_a_valid_token_nothing_is_read(shown: str | None) -> None:
    response = sent(lines(a_whole_file()), shown)
    assert problem(response) == (401, "NO_TOKEN")
    assert response["WWW-Authenticate"] == "Bearer"
    assert not FeedRun.objects.exists()


def test_a_token_of_another_scope_is_refused(token: str) -> None:
    ApiToken.objects.update(scopes=[])
    assert problem(sent(b"", token)) == (403, "WRONG_SCOPE")


def test_a_revoked_token_opens_nothing(token: str) -> None:
    revoke_token(name="case-system", origin=ORIGIN)
    assert problem(sent(b"", token)) == (401, "NO_TOKEN")
    with pytest.raises(NoSuchToken):
        revoke_token(name="case-system", origin=ORIGIN)


def test_a_token_is_kept_only_as_its_hash_and_is_told_to_the_journal_without_it(token: str) -> None:
    row = ApiToken.objects.get()
    assert token not in f"{row.digest}{row.name}{row.scopes}"
    entry = Entry.objects.get(kind="token.issued")
    assert (entry.subject, entry.payload) == (f"token:{row.pk}", {"token": row.pk, "scopes": ["feed"]})
    for language in ("en", "fr"):
        assert entry.event.sentence(language)


def test_two_living_tokens_cannot_share_a_name(token: str) -> None:
    with pytest.raises(CannotIssueToken):
        issue_token(name="case-system", scopes=[Scope.FEED], origin=ORIGIN)
    revoke_token(name="case-system", origin=ORIGIN)
    assert issue_token(name="case-system", scopes=[Scope.FEED], origin=ORIGIN) != token


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\0b"])
def test_a_token_has_a_name_that_can_be_kept(name: str) -> None:
    with pytest.raises(CannotIssueToken):
        issue_token(name=name, scopes=[Scope.FEED], origin=ORIGIN)


def test_the_use_of_a_token_is_noted_now_and_then(token: str) -> None:
    for minutes, noted in ((0, 0), (4, 0), (6, 6)):
        token_behind(secret=token, now=NOW + timedelta(minutes=minutes))
        assert ApiToken.objects.get().last_used_at == NOW + timedelta(minutes=noted)


# --- Problems -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "title"), [("en", "A valid token is needed."), ("fr-CA", "Un jeton valide est nécessaire.")]
)
def test_a_problem_is_told_in_the_language_that_was_asked_for(language: str, title: str) -> None:
    response = sent(b"", None, **{"Accept-Language": language})
    assert response.json()["title"] == title


def test_an_address_that_is_not_there_and_a_method_that_is_not_taken_are_problems_too() -> None:
    assert problem(Browser().get("/api/v1/nowhere")) == (404, "NOT_FOUND")
    assert problem(Browser().post("/api/v1/nowhere")) == (404, "NOT_FOUND")
    response = Browser().get(FEED)
    assert problem(response) == (405, "WRONG_METHOD")
    assert response["Allow"] == "POST"
    assert Browser().post("/api/v1/programs")["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/programs",
        "/api/v1/programs/TRV",
        "/api/v1/programs/NONE",
        "/api/v1/standards?limit=2",
        "/api/v1/standards?limit=0",
        "/api/v1/openapi.json",
        FEED,
    ],
)
def test_head_is_answered_as_get_without_the_body(path: str) -> None:
    whole, head = Browser().get(path), Browser().head(path)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head["Content-Length"] == str(len(whole.content))
    assert head["Content-Type"] == whole["Content-Type"]


def test_a_database_that_is_away_is_said_to_be_away(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("guichet.doors.api.feed.views.take_in_request", away)
    response = sent(b"", token)
    assert problem(response) == (503, "DATABASE_AWAY")
    assert response["Retry-After"]


# --- What is public -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("what", "at_least"), [("programs", 39), ("standards", 40)])
def test_lists_are_read_page_by_page_and_hold_each_row_once(what: str, at_least: int) -> None:
    codes: list[str] = []
    after: str | None = ""
    while after is not None:
        page = Browser().get(f"/api/v1/{what}", {"after": after, "limit": 7}).json()
        assert 1 <= len(page["items"]) <= 7
        codes += [item["code"] for item in page["items"]]
        after = page["next"]
    assert codes == sorted(set(codes))
    assert len(codes) >= at_least


@pytest.mark.parametrize("what", ["programs", "standards"])
def test_each_row_can_be_read_alone_in_both_languages(what: str) -> None:
    first = Browser().get(f"/api/v1/{what}", {"limit": 1}).json()["items"][0]
    assert Browser().get(f"/api/v1/{what}/{first['code']}").json() == first
    text = first["name"] if what == "programs" else first["what"]
    assert text["en"]
    assert text["fr"]
    assert problem(Browser().get(f"/api/v1/{what}/NONE")) == (404, "NOT_FOUND")


def test_samples_are_not_among_the_programs() -> None:
    assert problem(Browser().get("/api/v1/programs/PERMIT-LOG")) == (404, "NOT_FOUND")


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"after": "a\x00"}])
def test_a_value_that_is_not_valid_says_which(query: dict[str, str]) -> None:
    response = Browser().get("/api/v1/programs", query)
    assert problem(response) == (422, "NOT_VALID")
    assert response.json()["errors"][0]["where"] == f"query.{next(iter(query))}"


# --- The description ------------------------------------------------------------------------------------------
def test_the_api_describes_itself_with_every_problem() -> None:
    described = Browser().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    answers = described["paths"][FEED]["post"]["responses"]
    assert set(answers) == {"200", "400", "401", "403", "409", "411", "413", "415", "422", "503"}
    assert "x-problems" not in json.dumps(described)
