"""Messages: what was told, in either language; opened once, and only by the person told."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.events import DecisionMade, DocumentsRequested
from guichet.applications.tests.factories import ApplicationFactory, UserFactory, at, link
from guichet.doors.tests.reading import english_in, read
from guichet.journal.actions import Origin, record
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.models import Notice
from guichet.programs.queries import catalogue

pytestmark = pytest.mark.django_db


def address(name: str, language: str, *args) -> str:
    with override(language):
        return reverse(f"account:{name}", args=args)


@pytest.fixture
def file():
    return ApplicationFactory()


@pytest.fixture
def browser(file):
    user = UserFactory()
    link(user, file.client)
    browser = Browser()
    browser.force_login(user)
    return browser


def notice_of(event) -> Notice:
    entry = record(event, Origin(actor="case-system", channel=Channel.FEED, at=at("2026-11-10")))
    return Notice.objects.create(
        client_id=event.client_id, entry_id=entry, kind=event.kind, subject=event.subject,
        occurred_at=at("2026-11-10"), created_at=at("2026-11-10"),
    )  # fmt: skip


def asked_for(file, *documents: str) -> Notice:
    return notice_of(DocumentsRequested(client_id=file.client_id, application=file.number, documents=documents))


def test_opening_a_message_is_noted_once(browser, file):
    notice = asked_for(file, "FUNDS")
    assert "New" in read(browser.get(address("messages", "en"))).text
    browser.get(address("message", "en", notice.pk))
    first = Notice.objects.get(pk=notice.pk).opened_at
    assert first is not None
    browser.get(address("message", "fr", notice.pk))
    assert Notice.objects.get(pk=notice.pk).opened_at == first
    assert Entry.objects.filter(kind="notice.opened").count() == 1


def test_asking_only_for_the_head_of_a_page_opens_nothing(browser, file):
    notice = asked_for(file, "FUNDS")
    assert browser.head(address("message", "en", notice.pk)).status_code == 200
    assert Notice.objects.get(pk=notice.pk).opened_at is None


def test_a_message_says_the_same_in_both_languages_one_click_apart(browser, file):
    notice = asked_for(file, "FUNDS", "PHOTO")
    english = browser.get(address("message", "en", notice.pk))
    french = browser.get(address("message", "fr", notice.pk))
    for answer, language in ((english, "en"), (french, "fr")):
        text = read(answer).text
        for code in ("FUNDS", "PHOTO"):
            assert catalogue().document(code).name.say(language) in text
            assert catalogue().document(code).what.say(language) in text
    assert address("message", "fr", notice.pk) in read(english).links
    assert english_in(french) == set()


def test_the_list_leads_to_each_message_and_says_what_happened(browser, file):
    notice = notice_of(DecisionMade(client_id=file.client_id, application=file.number, decision="APPROVED"))
    page = read(browser.get(address("messages", "en")))
    assert address("message", "en", notice.pk) in page.links
    assert catalogue().decision("APPROVED").happening.en in page.text


def test_many_messages_go_on_over_pages(browser, file):
    notices = {asked_for(file, "FUNDS").pk for _ in range(45)}
    seen, page = set(), browser.get(address("messages", "en"))
    for _ in range(len(notices)):
        links = read(page).links
        seen |= {number for number in notices if address("message", "en", number) in links}
        following = next((link for link in links if "before=" in link and "/fr/" not in link), None)
        if following is None:
            break
        page = browser.get(following)
    assert seen == notices


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_message_to_somebody_else_is_answered_like_none(browser, language):
    theirs = asked_for(ApplicationFactory(), "FUNDS")
    foreign = browser.get(address("message", language, theirs.pk))
    missing = browser.get(address("message", language, theirs.pk + 1000))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert Notice.objects.get(pk=theirs.pk).opened_at is None


def test_a_number_beyond_all_messages_is_not_found(browser):
    assert browser.get(address("messages", "en") + "9" * 40 + "/").status_code == 404
