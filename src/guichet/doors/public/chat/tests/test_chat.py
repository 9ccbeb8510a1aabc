"""The chat as people use it: without scripts, in both languages, signed in or not, with anything typed into it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.queries import file_status
from guichet.applications.tests.factories import ApplicationFactory, StaffFactory, UserFactory, link
from guichet.assistant.models import Conversation, Turn
from guichet.assistant.terms import Outcome
from guichet.clients.queries import standing_of
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.identity.models import Look
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.tests.shipping import shipped_articles
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
SOME = (
    "fees-list",
    "change-address",
    "contact-in-person",
    "status-where-is-my-file",
    "privacy-safe",
    "status-eligibility",
    "citizen-days",
)


@pytest.fixture(autouse=True)
def _guidance() -> None:
    articles = {name: shipped_articles()[name] for name in SOME}
    take_in(articles, Origin(actor="service", channel=Channel.SYSTEM, at=datetime(2026, 11, 22, tzinfo=UTC)))


def address(name: str = "chat", language: str = "en", **values: Any) -> str:
    with override(language):
        return reverse(f"public:{name}", kwargs=values)


def plain(text: str) -> str:
    """Return a text with ordinary spaces, as a page is read here."""
    return text.replace("\u202f", " ").replace("\xa0", " ")


def ask(client: Any, text: str, language: str = "en") -> Any:
    return client.post(address(language=language), {"text": text}, follow=True)


@pytest.mark.parametrize("language", Language)
def test_the_first_page_says_what_it_is(client: Any, language: Language) -> None:
    answer = client.get(address(language=language))
    page = read(answer)
    assert answer.status_code == 200
    assert ("programme" if language is Language.FR else "program") in page.text
    if language is Language.FR:
        assert english_in(answer) == set()
    assert not Conversation.objects.exists()


def test_a_question_gets_an_answer_with_its_source_in_both_languages(client: Any) -> None:
    answer = ask(client, "What are the fees?")
    assert answer.redirect_chain[0] == (f"{address()}#question-1", 302)
    page = read(answer)
    article = shipped_articles()["fees-list"]
    assert article.en.title in page.text
    assert address("answer", article_id="fees-list") in page.links
    assert "What are the fees?" in page.text
    french = client.get(address(language="fr"))
    assert plain(article.fr.title) in read(french).text
    assert address("answer", "fr", article_id="fees-list") in read(french).links


def test_what_is_typed_is_never_shown_as_code(client: Any) -> None:
    answer = ask(client, "<script>alert(1)</script> what are the fees")
    assert b"<script>alert(1)" not in answer.content
    assert b"&lt;script&gt;" in answer.content


def test_a_number_that_was_typed_is_not_shown_again(client: Any) -> None:
    answer = ask(client, "My UCI is 1234-5678, what are the fees?")
    assert "1234-5678" not in answer.content.decode()
    assert "[client number]" in read(answer).text
    assert "[numéro de client]" in read(client.get(address(language="fr"))).text


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_what_cannot_be_taken_is_said_at_the_field(client: Any, text: str) -> None:
    answer = client.post(address(), {"text": text})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Turn.objects.exists()


def test_danger_shows_help_at_once(client: Any) -> None:
    page = read(ask(client, "my husband hits me"))
    assert "911" in page.text
    assert shipped_articles()["privacy-safe"].en.title in page.text
    assert "911" in read(client.get(address(language="fr"))).text
    assert "988" in read(ask(client, "I want to kill myself")).text


def test_a_reply_can_be_judged(client: Any) -> None:
    ask(client, "What are the fees?")
    answer = client.post(address("chat-judge"), {"position": "1", "helped": "NO"})
    assert answer.url == f"{address()}#question-1"
    assert Turn.objects.get().helped == "NO"
    assert address("chat-person") in read(client.get(address())).links
    for wrong in (
        {"position": "9", "helped": "NO"},
        {"position": "²", "helped": "NO"},
        {"position": "1", "helped": "x"},
        {},
    ):
        assert client.post(address("chat-judge"), wrong).status_code == 302
    assert Turn.objects.get().helped == "NO"


def test_starting_again_forgets_nothing_and_shows_an_empty_page(client: Any) -> None:
    ask(client, "What are the fees?")
    client.post(address("chat-end"))
    assert "What are the fees?" not in read(client.get(address())).text
    ask(client, "hello")
    assert Conversation.objects.count() == 2


def test_another_visitor_sees_nothing_of_it(client: Any) -> None:
    ask(client, "What are the fees?")
    assert "What are the fees?" not in read(Client().get(address())).text


@pytest.mark.parametrize("language", Language)
def test_a_person_takes_over_and_the_receipt_stands_at_the_top(client: Any, language: Language) -> None:
    ask(client, "hello", language)
    page = read(client.get(address("chat-person", language)))
    assert page.headings[0][1] in {"Let a person take over", "Passer à une personne"}
    refused = client.post(address("chat-person", language), {"reach": "soon"})
    assert refused.status_code == 200
    assert not Task.objects.exists()
    answer = client.post(address("chat-person", language), {"reach": "amina@example.org"}, follow=True)
    number = f"H-{Conversation.objects.get().pk:05d}"
    assert number in read(answer).text
    assert Task.objects.get().kind == "handover"
    # A second wish is the first one.
    assert client.get(address("chat-person", language)).status_code == 302
    if language is Language.FR:
        assert english_in(answer) <= {"hello", "amina"}


def test_nobody_is_asked_for_a_person_before_anything_was_said(client: Any) -> None:
    assert client.get(address("chat-person"), follow=True).redirect_chain[-1][0] == address()


def test_only_what_was_offered_is_chosen(client: Any) -> None:
    ask(client, "hello")
    client.post(address("chat-choose"), {"article": "fees-list"})
    assert Turn.objects.count() == 1
    Turn.objects.update(reply=[{"kind": "offer", "articles": ["fees-list"]}], outcome=Outcome.UNSURE)
    assert 'value="fees-list"' in client.get(address()).content.decode()
    page = read(client.post(address("chat-choose"), {"article": "fees-list"}, follow=True))
    assert address("answer", article_id="fees-list") in page.links
    assert Turn.objects.count() == 2


def test_choosing_and_judging_without_a_conversation_leads_to_the_chat(client: Any) -> None:
    for name in ("chat-choose", "chat-judge", "chat-end"):
        assert client.post(address(name), {"article": "x"}).url == address()
        assert client.get(address(name)).status_code == 405


def test_who_signs_in_sees_where_their_own_file_stands_in_the_words_of_the_status_page(client: Any) -> None:
    file = ApplicationFactory()
    user = UserFactory()
    link(user, file.client)
    ask(client, "Where is my application now?")
    before = read(client.get(address()))
    with override("en"):
        assert reverse("account:chat") in before.links
        assert file.number not in before.text
    client.force_login(user)
    page = read(ask(client, "Where is my application now?"))
    assert file.number in page.text
    with override("en"):
        status = read(client.get(reverse("account:file", args=[file.number])))
        assert reverse("account:file", args=[file.number]) in page.links
    assert "What comes next" in page.text
    now = datetime.now(UTC)
    viewer = Viewer(user_id=user.pk, own_clients=standing_of(user.pk, at=now).own_clients)
    said = file_status(file.number, viewer=viewer, language=Language.EN, now=now)
    for sentence in (said.happening, said.needed, said.next, said.expected.headline):
        assert plain(sentence) in page.text
        assert plain(sentence) in status.text
    client.logout()
    assert file.number not in read(client.get(address())).text


@pytest.mark.parametrize(
    ("text", "language"),
    [("I have a new phone number", Language.EN), ("Je voudrais déplacer mon rendez-vous", Language.FR)],
)
def test_what_can_be_done_today_is_done_or_said_where(client: Any, text: str, language: Language) -> None:
    """Contact details are changed one click away; an appointment is not, and the chat says so."""
    user = UserFactory()
    link(user, ApplicationFactory().client)
    client.force_login(user)
    page = read(ask(client, text, language))
    with override(language):
        links = {reverse("account:preferences"), address("answer", language, article_id="contact-in-person")}
    assert len(links & set(page.links)) == 1
    assert address("chat-person", language) in page.links


def test_the_accounts_own_address_leads_to_the_chat_after_signing_in(client: Any) -> None:
    with override("en"):
        mine = reverse("account:chat")
    assert "sign-in" in client.get(mine).url or "login" in client.get(mine).url
    client.force_login(UserFactory())
    assert client.get(mine).url == address()


def test_the_desk_reads_what_was_said_and_notes_what_came_of_it(client: Any) -> None:
    ask(client, "My UCI is 1234-5678 and nobody answers me about the moon")
    client.post(address("chat-person"), {"reach": "amina@example.org"})
    number = Conversation.objects.get().pk
    agent = StaffFactory(roles=[Role.AGENT])
    client.force_login(agent.user)
    with override("en"):
        where = reverse("desk:conversation", args=[number])
        work = reverse("desk:work")
    page = read(client.get(where))
    assert "[client number]" in page.text
    assert "amina@example.org" in page.text
    assert "1234-5678" not in page.text
    assert client.post(where, {"outcome": "NOPE"}).status_code == 200
    assert client.post(where, {"outcome": "ANSWERED"}).url == work
    assert Task.objects.get().state == "DONE"
    client.force_login(StaffFactory(roles=[Role.CONTENT_OWNER]).user)
    assert client.get(where).status_code == 403


def test_a_clients_conversation_is_opened_for_a_purpose_and_the_look_is_noted(client: Any) -> None:
    file = ApplicationFactory()
    user = UserFactory()
    link(user, file.client)
    client.force_login(user)
    ask(client, "hello")
    client.post(address("chat-person"))
    number = Conversation.objects.get().pk
    client.force_login(StaffFactory(roles=[Role.AGENT]).user)
    with override("en"):
        where = reverse("desk:conversation", args=[number])
        opening = reverse("desk:open", args=[file.client_id])
    asked = client.get(where)
    assert asked.url.startswith(opening)
    client.post(asked.url, {"purpose": "CLIENT_ASKED"})
    assert client.get(where).status_code == 200
    assert Look.objects.filter(subject=f"conversation:{number}").exists()


@pytest.mark.parametrize("language", Language)
def test_the_office_reads_figures_with_what_they_mean(client: Any, language: Language) -> None:
    for _ in range(6):
        ask(client, "What are the fees?")
    client.force_login(StaffFactory(roles=[Role.CONTENT_OWNER]).user)
    with override(language):
        where = reverse("office:assistant")
    answer = client.get(where, {"days": "7"})
    assert "6" in read(answer).text
    assert client.get(where, {"days": "x"}).status_code == 200
    if language is Language.FR:
        assert english_in(answer) == set()
    client.force_login(StaffFactory(roles=[Role.AGENT]).user)
    assert client.get(where).status_code == 403
