"""Guidance as everybody reads it: whole in both languages, with the figures of the day, and honest about its age."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from guichet.doors.tests.reading import english_in, read
from guichet.foundation.dates import money
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.terms import Topic
from guichet.knowledge.tests.conftest import article
from guichet.knowledge.tests.shipping import shipped_articles
from guichet.programs.queries import catalogue

pytestmark = pytest.mark.django_db


def address(name: str, language: str, *args: str) -> str:
    with override(language):
        return reverse(f"public:{name}", args=args)


def plain(text: str) -> str:
    """Return a text with ordinary spaces, as a page is read here."""
    return text.replace("\u202f", " ").replace("\xa0", " ")


def load(*articles: Any) -> None:
    found = {one.id: one for one in articles} or shipped_articles()
    take_in(found, Origin(actor="service", channel=Channel.SYSTEM, at=datetime(2026, 11, 22, tzinfo=UTC)))


def test_an_article_shows_the_figures_of_the_day(client: Any) -> None:
    load(article())
    fee = catalogue().fee("VR", date.today())
    assert fee is not None
    for language in Language:
        page = read(client.get(address("answer", language, "visit-extend")))
        assert plain(money(fee.amount, language)) in page.text
        program = catalogue().program("VR")
        assert plain(catalogue().stage(program.stages[0]).happening.say(language)) in page.text
        assert "{" not in page.text
        assert address("topic", language, "visiting") in page.links
        assert address("contact", language) in page.links


def test_an_article_that_was_not_reviewed_says_so_and_then_leaves(client: Any) -> None:
    load(article(review_by=date(2026, 11, 2)))
    path = address("answer", "en", "visit-extend")
    assert "was to be read through again" in read(client.get(path)).text
    load(article("visit-border", see=[], review_by=date(2026, 3, 1), reviewed_on=date(2026, 1, 1)))
    assert client.get(address("answer", "en", "visit-border")).status_code == 404


@pytest.mark.parametrize("path", ["/en/answers/nowhere/", "/en/answers/about/cooking/", "/fr/reponses/sujet/x/"])
def test_what_is_not_there_is_not_found(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_old_address_leads_to_the_article_that_answers_now(client: Any) -> None:
    load(article())
    for language in Language:
        found = client.get(address("answer", language, "program-vr"))
        assert (found.status_code, found["Location"]) == (301, address("answer", language, "visit-extend"))
    assert client.get(address("answer", "en", "pr-funds")).status_code == 404, "what it became a part of is not there"


def test_who_is_not_signed_in_is_offered_to_and_sees_nobodys_file(client: Any) -> None:
    bodies = {code: {**getattr(article(), code).model_dump(), "body": "Here:\n\n{status}\n"} for code in ("en", "fr")}
    load(article(**bodies))
    page = read(client.get(address("answer", "en", "visit-extend")))
    assert reverse("account:home") in page.links


def test_every_article_stands_in_both_languages(client: Any) -> None:
    load()
    for name, one in shipped_articles().items():
        for language in Language:
            answer = client.get(address("answer", language, name))
            assert answer.status_code == 200, name
            page = read(answer)
            assert page.headings[0][1] == plain(one.say(language).title)
            assert "{" not in page.text, name
            if language is Language.FR:
                assert english_in(answer) == set(), name


def test_every_topic_lists_its_articles(client: Any) -> None:
    load()
    front = read(client.get(address("answers", "en")))
    for topic in Topic:
        assert address("topic", "en", topic.value) in front.links
        listed = read(client.get(address("topic", "en", topic.value))).links
        for name, one in shipped_articles().items():
            assert (address("answer", "en", name) in listed) == (one.topic is topic)
