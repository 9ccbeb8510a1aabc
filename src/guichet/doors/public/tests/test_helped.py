"""Did this help? Said without an account, a script or a cookie, once a day, and counted without anybody."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.doors.tests.reading import english_in, read
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.models import ArticleDay
from guichet.knowledge.tests.conftest import NOON, article

pytestmark = pytest.mark.django_db
ONE = "visit-extend"
SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _there() -> Any:
    one = article()
    take_in({one.id: one}, Origin(actor="service", channel=Channel.SYSTEM, at=NOON))
    cache.clear()
    yield
    cache.clear()


def page(name: str, language: str = "en") -> str:
    with override(language):
        return reverse(f"public:{name}", args=[ONE])


def counted() -> dict[str, int]:
    return {row.sign: row.count for row in ArticleDay.objects.all()}


def test_a_read_is_counted_and_sets_no_cookie() -> None:
    browser = Browser()
    answer = browser.get(page("answer"))
    browser.head(page("answer"))
    assert "Did this help?" in read(answer).text
    assert not answer.cookies
    assert counted() == {"READ": 1}


def test_who_says_yes_is_thanked_and_counted_once_a_day() -> None:
    browser = Browser(enforce_csrf_checks=True)
    for _ in range(3):
        answer = browser.post(page("helped"), {"helped": "yes"})
        assert answer.status_code == 302
        assert answer.url == page("thanks")
        assert not answer.cookies
    assert counted() == {"HELPED": 1}


def test_who_says_no_is_asked_why_and_offered_a_person() -> None:
    browser = Browser()
    assert browser.post(page("helped"), {"helped": "no"}).url == page("why")
    assert "Choose one." in read(browser.post(page("why"), {})).text
    assert browser.post(page("why"), {"why": "READ"}).status_code == 200
    assert browser.post(page("why"), {"why": "HARD"}).url == page("thanks")
    browser.post(page("why"), {"why": "WRONG"})
    assert counted() == {"NOT_HELPED": 1, "HARD": 1}
    browser.get(page("ask-from"), headers=SAME)
    browser.get(page("ask-from"), headers=SAME)
    browser.get(page("ask-from"), headers={"Sec-Fetch-Site": "cross-site"})
    assert counted() == {"NOT_HELPED": 1, "HARD": 1, "CONTACT": 1}


def test_nonsense_other_sites_and_what_is_not_shown_count_nothing() -> None:
    browser = Browser()
    assert browser.post(page("helped"), {"helped": "perhaps"}).url == page("answer")
    browser.post(page("helped"), {"helped": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get(page("helped")).status_code == 405
    for name in ("helped", "why"):
        assert browser.post(page(name).replace(ONE, "nowhere"), {"helped": "yes"}).status_code == 404
    assert counted() == {}


def test_one_visitor_cannot_bend_a_ranking() -> None:
    names = [f"visit-{n}" for n in range(35)]
    take_in({name: article(name) for name in names}, Origin(actor="service", channel=Channel.SYSTEM, at=NOON))
    browser = Browser()
    for name in names:
        browser.post(page("helped").replace(ONE, name), {"helped": "no"})
    assert sum(row.count for row in ArticleDay.objects.all()) == 30


@pytest.mark.parametrize("name", ["answer", "why", "thanks"])
def test_a_page_is_whole_in_french(name: str) -> None:
    assert english_in(Browser().get(page(name, "fr"))) == set()
