"""What was read of a question is shown and put right at the desk, and counted at the office."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, StaffFactory
from guichet.enquiries.models import Correction, Enquiry, Reading
from guichet.enquiries.sorter import read_enquiries
from guichet.enquiries.tests.handing_in import handed_in
from guichet.enquiries.tests.test_reading import nothing
from guichet.identity.terms import Role

pytestmark = pytest.mark.django_db
SPAM = "Dear friend, I have an inheritance of ten million dollars. Casino: click the link to claim your prize."
DANGER = "They deport us on Friday and the children are afraid."


def browser(role: Role = Role.AGENT) -> Browser:
    found = Browser()
    found.force_login(StaffFactory(roles=[role]).user)
    return found


def read(text: str, **more: object) -> Enquiry:
    contact = handed_in(text=text, at=datetime.now(UTC), **more).contact_id
    row = Enquiry.objects.get(links__contact=contact)
    read_enquiries([row.pk], at=datetime.now(UTC), asking=nothing)
    return row


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Danger", "Removal from Canada in days")), ("fr", ("Danger", "Renvoi du Canada sous peu"))],
)
def test_the_page_of_a_question_and_what_was_read_say_the_same(language: str, words: tuple[str, ...]) -> None:
    row, desk = read(DANGER), browser()
    page = desk.get(_found("desk:enquiry", language, row.pk))
    reading = desk.get(_found("desk:reading", language, row.pk))
    for word in words:
        assert word in page.content.decode()
        assert word in reading.content.decode()


def _found(name: str, language: str, *args: object) -> str:
    with override(language):
        return reverse(name, args=args)


def test_a_person_puts_right_what_was_read_and_nonsense_is_refused() -> None:
    row, desk = read(DANGER), browser()
    where = _found("desk:reading", "en", row.pk)
    wrong = desk.post(where, {"urgency": "7", "mood": "GLAD", "language": "de", "unwanted": ""})
    assert (wrong.status_code, Correction.objects.count()) == (200, 0)
    given = {"urgency": "1", "mood": Reading.objects.get().mood, "language": "en", "unwanted": "WANTED"}
    assert desk.post(where, given).status_code == 302
    assert set(Correction.objects.values_list("axis", "said", "right")) >= {("URGENCY", "3", "1")}


def test_what_was_set_aside_stands_in_a_list_and_comes_back() -> None:
    row, desk = read(SPAM, subject="Casino"), browser()
    listed = _found("desk:unwanted", "en")
    assert "inheritance" in desk.get(listed).content.decode()
    given = {"urgency": "0", "mood": "CALM", "language": "en", "unwanted": "WANTED"}
    desk.post(_found("desk:reading", "en", row.pk), given)
    assert "inheritance" not in desk.get(listed).content.decode()


def test_a_clients_question_asks_for_the_purpose_first() -> None:
    row = read(DANGER, client_id=ApplicationFactory().client.pk)
    page = browser().get(_found("desk:reading", "en", row.pk))
    assert "Removal from Canada" not in page.content.decode()


def test_the_office_sees_how_often_it_was_put_right() -> None:
    for number in range(5):
        read("Where is my file?", external_id=f"m-{number}", email=f"a{number}@example.org")
    page = browser(Role.SUPERVISOR).get(_found("office:sorting", "fr"))
    assert "Calme" in page.content.decode()
