"""One box finds answers, programs and one’s own files, in the reader’s language whatever was typed."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils.translation import override

from guichet.doors.public.search.finding import OwnFile, search
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.tests.conftest import TODAY
from guichet.knowledge.tests.shipping import shipped_articles

pytestmark = pytest.mark.django_db
SOME = ("account-cannot-sign-in", "passport-lost", "fees-refund", "citizen-days", "study-need")


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    every = shipped_articles()
    take_in(
        {name: every[name] for name in SOME},
        Origin(actor="service", channel=Channel.SYSTEM, at=datetime(2026, 11, 22, tzinfo=UTC)),
    )


def address(language: str, text: str | None = None) -> str:
    with override(language):
        path = reverse("public:search")
    return path if text is None else f"{path}?{urlencode({'q': text})}"


@pytest.mark.parametrize("text", ["my pasport was stolen", "on m'a vole mon passeport", "stolen passports"])
@pytest.mark.parametrize("language", list(Language))
def test_an_answer_is_found_in_the_readers_language(client: Any, text: str, language: Language) -> None:
    response = client.get(address(language, text))
    page = read(response)
    with override(language):
        assert reverse("public:answer", args=["passport-lost"]) in page.links
    assert shipped_articles()["passport-lost"].say(language).title in page.text
    if language is Language.FR and text.startswith("on"):
        assert not english_in(response)


def test_a_program_is_found_by_its_name_or_code(client: Any) -> None:
    for text in ("TRV", "visitor visa"):
        with override("en"):
            assert reverse("public:program", args=["trv"]) in read(client.get(address("en", text))).links


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "?" * 10_000, "é" * 10_000, "<script>alert(1)</script>", "%s"])
def test_whatever_is_typed_the_page_is_shown(client: Any, text: str) -> None:
    answer = client.get(address("en", text))
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_without_anything_typed_there_is_only_the_box(client: Any) -> None:
    assert [title for _level, title in read(client.get(address("en"))).headings] == ["Search"]


def test_own_files_are_found_by_number_or_program() -> None:
    files = [OwnFile("V300123456", "Visitor visa", "Received"), OwnFile("S300123457", "Study permit", "Received")]
    for text, number in (("v300123456", "V300123456"), ("my file S300123457 please", "S300123457"),
                         ("study permit", "S300123457")):  # fmt: skip
        assert [one.number for one in search(text, Language.EN, on=TODAY, files=files).files] == [number]
    assert search("passport", Language.EN, on=TODAY, files=files).files == ()


def test_the_box_stands_on_the_front_page(client: Any) -> None:
    with override("fr"):
        assert reverse("public:search").encode() in client.get(reverse("public:home")).content
