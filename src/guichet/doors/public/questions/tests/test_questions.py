"""From the question to the answer: visitor, client and agent, in both languages, without scripts."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, StaffFactory, UserFactory, link
from guichet.doors.entrance import OPENED
from guichet.enquiries.actions import send_due
from guichet.enquiries.models import Answer, Contact, Enquiry, Joined, Outgoing
from guichet.enquiries.rules import reference_of
from guichet.identity.models import Look
from guichet.identity.terms import Purpose
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
FAR_AHEAD = 4_102_444_800.0
TEXT = "How long does it take until my study permit is decided?"


def at(name: str, *args: Any, language: str = "en") -> str:
    with override(language):
        return reverse(name, args=args)


def given(**more: Any) -> dict[str, Any]:
    return {"text": TEXT, "email": "a@example.org", "token": str(uuid4()), "stage": "send"} | more


def client_with_file() -> tuple[Browser, Any]:
    user, file = UserFactory(), ApplicationFactory()
    link(user, file.client)
    browser = Browser()
    browser.force_login(user)
    return browser, file


def agent(*client_ids: int, role: str = "AGENT") -> Browser:
    browser = Browser()
    browser.force_login(StaffFactory(roles=[role]).user)
    session = browser.session
    session[OPENED] = {str(one): [Purpose.CLIENT_ASKED.value, FAR_AHEAD] for one in client_ids}
    session.save()
    return browser


@pytest.mark.parametrize(
    ("language", "received", "stands", "added"),
    [
        ("en", "Its number", "Yours is the next one.", "This was added."),
        ("fr", "Son numéro", "La vôtre est la prochaine.", "Ceci y a été ajouté."),
    ],
)
def test_a_visitor_asks_gets_a_receipt_adds_and_reads_the_answer(
    language: str, received: str, stands: str, added: str
) -> None:
    visitor = Browser()
    assert visitor.get(at("public:ask", language=language)).status_code == 200
    sent = given()
    page = visitor.post(at("public:ask", language=language), sent, follow=True).content.decode()
    row = Enquiry.objects.get()
    for words in (received, stands, reference_of(row.pk), TEXT):
        assert words in page
    # Sent twice, asked once; and the receipt stands in full only the first time.
    again = visitor.post(at("public:ask", language=language), sent, follow=True).content.decode()
    assert Contact.objects.count() == 1
    assert received not in again
    more = {"text": "And my wife?", "token": str(uuid4())}
    page = visitor.post(at("public:question", row.key, language=language), more, follow=True).content.decode()
    assert added in page
    assert "And my wife?" in page
    assert visitor.post(at("public:question", row.key), {"text": " ", "token": str(uuid4())}).status_code == 200
    assert (Enquiry.objects.count(), Contact.objects.count()) == (1, 2)
    assert Browser().get(at("public:question", uuid4())).status_code == 404


def test_what_is_wrong_is_said_and_nothing_is_sent() -> None:
    visitor = Browser()
    for wrong in ({"text": ""}, {"text": "x" * 5_001}, {"email": "nobody"}, {"token": "x"}, {"text": "\0"}):
        assert visitor.post(at("public:ask"), given(**wrong)).status_code == 200
    assert not Contact.objects.exists()


def test_a_client_sees_where_their_file_stands_first_and_may_send_all_the_same() -> None:
    browser, file = client_with_file()
    page = browser.post(at("public:ask"), given(stage="")).content.decode()
    assert file.number in page
    assert not Enquiry.objects.exists()
    page = browser.post(at("public:ask"), given(), follow=True).content.decode()
    row = Enquiry.objects.get()
    assert row.client_id == file.client_id
    assert "We have your question" in page
    assert reference_of(row.pk) in browser.get(at("account:questions")).content.decode()
    # What is added joins; somebody else finds no such page, and the receipt’s page shows no word of it.
    adds = given(about=reference_of(row.pk), text="One thing more", stage="")
    assert "This was added." in browser.post(at("public:ask"), adds, follow=True).content.decode()
    more = {"text": "And another", "token": str(uuid4())}
    page = browser.post(at("account:question", reference_of(row.pk)), more, follow=True).content.decode()
    assert "This was added." in page
    assert Enquiry.objects.count() == 1
    other, _file = client_with_file()
    assert other.get(at("account:question", reference_of(row.pk))).status_code == 404
    page = Browser().get(at("public:question", row.key)).content.decode()
    assert TEXT not in page
    assert reference_of(row.pk) in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_agent_reads_sees_what_they_send_and_sends_it(language: str) -> None:
    browser, file = client_with_file()
    browser.post(at("public:ask"), given())
    row = Enquiry.objects.get()
    address = at("desk:enquiry", row.pk, language=language)
    assert at("desk:open", file.client_id, language=language) in agent().get(address).url
    desk = agent(file.client_id)
    page = desk.get(address).content.decode()
    assert TEXT in page
    assert Look.objects.filter(client_id=file.client_id, subject=f"enquiry:{row.pk}").exists()
    seen = re.search(r'name="seen"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="seen"', page)
    answer = {"act": "answer", "language": "en", "text": "Ten weeks.", "seen": seen[1] or seen[2], "contacts": "1"}
    answer |= {"stays": "They asked about a friend", "reason": "STATUS", "demand": "VALUE"}
    page = desk.post(address, answer).content.decode()
    assert "Ten weeks." in page
    assert not Outgoing.objects.exists()
    shown = re.search(r'name="shown" value="(\w{64})"', page)[1]
    assert desk.post(address, {**answer, "act": ""}).status_code == 200
    # Nothing goes out that was not seen as it will be read.
    assert desk.post(address, {**answer, "text": "Nine weeks.", "shown": shown}).status_code == 200
    assert desk.post(address, {**answer, "shown": shown}).status_code == 302
    assert "Ten weeks." not in browser.get(at("account:question", reference_of(row.pk))).content.decode()
    assert send_due(now=Outgoing.objects.get().goes_at) == 1
    assert "Ten weeks." in browser.get(at("account:question", reference_of(row.pk))).content.decode()
    # Said again, it is refused in words.
    assert desk.post(address, {**answer, "shown": shown}).status_code == 200
    assert Answer.objects.count() == 1


def test_taking_joining_and_nonsense_at_the_desk() -> None:
    visitor = Browser()
    for _number in range(2):
        visitor.post(at("public:ask"), given())
    one, other = Enquiry.objects.order_by("id")
    desk, colleague = agent(), agent()
    do = at("desk:enquiry-do", one.pk)
    desk.post(do, {"do": "take"})
    assert Task.objects.get(pk=one.task_id).state == "TAKEN"
    assert "is working on this question" in colleague.get(at("desk:enquiry", one.pk)).content.decode()
    for nonsense in ("", "split-x", "part-Q", "join", "take-9", "aside-"):
        assert colleague.post(do, {"do": nonsense, "reference": "Q"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "OPEN"
    desk.post(do, {"do": "join", "reference": reference_of(other.pk)})
    other.refresh_from_db()
    assert other.state == "JOINED"
    assert reference_of(other.pk) in desk.get(at("desk:enquiry", one.pk)).content.decode()
    desk.post(do, {"do": f"part-{reference_of(other.pk)}"})
    other.refresh_from_db()
    assert other.state == "OPEN"
    assert desk.get(at("desk:enquiry", 4711)).status_code == 404
    assert agent(role="CONTENT_OWNER").get(at("desk:enquiry", one.pk)).status_code == 403


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "It stands in the account of the person whose file it is."),
     ("fr", "Elle se trouve dans le compte de la personne concernée.")],
)  # fmt: skip
def test_whose_question_was_answered_with_another_person_s_reads_where_the_answer_stands(
    language: str, words: str
) -> None:
    one, other = client_with_file()[0], client_with_file()[0]
    one.post(at("public:ask"), given(), follow=True)
    own = Enquiry.objects.get()
    other.post(at("public:ask"), given(), follow=True)
    kept = Enquiry.objects.exclude(pk=own.pk).get()
    now = timezone.now()
    Joined.objects.create(kept=kept, gone=own, joined_at=now, joined_by="staff:1", state_before=own.state)
    Enquiry.objects.filter(pk=own.pk).update(state="JOINED", closed_at=now)
    address = at("account:question", reference_of(own.pk), language=language)
    assert words not in one.get(address).content.decode()
    Enquiry.objects.filter(pk=kept.pk).update(state="ANSWERED", answered_at=now, closed_at=now)
    Answer.objects.create(enquiry=kept, text="Your permit was refused.", language="en", answered_at=now)
    page = one.get(address).content.decode()
    assert words in page
    assert "refused" not in page
