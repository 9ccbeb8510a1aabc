"""Writing an answer at the desk: approved words, what differs from the file, plain words, sent or taken back."""

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.models import Client
from guichet.doors.desk.tests.conftest import opened
from guichet.doors.desk.tests.test_enquiry_screen import asked
from guichet.enquiries.actions import send_due
from guichet.enquiries.models import Coding, Contact, Enquiry, Outgoing
from guichet.enquiries.rules import reference_of
from guichet.enquiries.terms import OutgoingState
from guichet.enquiries.tests.handing_in import handed_in
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db


def page_of(row: Enquiry) -> str:
    return reverse("desk:enquiry", args=[row.pk])


def typed(row: Enquiry, text: str, **more: Any) -> dict[str, Any]:
    contacts = Contact.objects.filter(links__enquiry=row)
    given = {
        "act": "answer",
        "language": "en",
        "text": text,
        "seen": contacts.latest("pk").pk,
        "contacts": len(contacts),
    }
    return given | {"reason": "STATUS", "demand": "VALUE"} | more


def shown(page: str) -> str:
    return re.search(r'name="shown" value="(\w{64})"', page)[1]


@pytest.fixture
def row(desk: Browser, amina: Client, file: Application) -> Enquiry:
    found = asked(amina, "w-1", "Where is my file V300123456?", language=None)
    opened(desk, amina)
    return found


def test_a_draft_greets_in_their_script_and_says_where_the_file_stands(desk: Browser, row: Enquiry) -> None:
    page = desk.get(page_of(row)).content.decode()
    assert "Hello Amina Benali," in page
    assert "If something is still unclear" in page
    added = desk.post(page_of(row), typed(row, "Hello,", block="FILE_STATUS", insert="1")).content.decode()
    assert "Hello,\n\nYour file V300123456" in added.replace("\r", "")
    assert not Outgoing.objects.exists()
    french = desk.get(page_of(row) + "?in=fr").content.decode()
    assert "Bonjour Amina Benali," in french


def test_what_differs_from_the_file_is_marked_and_goes_out_only_with_a_reason(desk: Browser, row: Enquiry) -> None:
    wrong = typed(row, "Your file V300123456 is decided by March 3, 2031, for $9,999.")
    page = desk.post(page_of(row), wrong).content.decode()
    for words in ("2 things do not stand in the file", "“March 3, 2031”", "“$9,999”", "This is what they will read"):
        assert words in page, words
    again = desk.post(page_of(row), wrong | {"shown": shown(page)}).content.decode()
    assert "Mend what is marked, or say why it stays." in again
    assert not Outgoing.objects.exists()
    sent = desk.post(page_of(row), wrong | {"shown": shown(page), "stays": "A day of the court"}, follow=True)
    assert "This goes out at" in sent.content.decode()
    kept = Outgoing.objects.get()
    assert (kept.marked, kept.stays) == (2, "A day of the court")


def test_a_right_answer_is_not_marked_and_can_be_taken_back(desk: Browser, row: Enquiry) -> None:
    said = "Thank you for your question. We wait for your papers for V300123456. To add something, answer to %s."
    right = typed(row, said % reference_of(row.pk))
    page = desk.post(page_of(row), right).content.decode()
    assert "do not stand in the file" not in page
    assert "does not stand in the file" not in page
    desk.post(page_of(row), right | {"shown": shown(page)})
    back = desk.post(reverse("desk:enquiry-do", args=[row.pk]), {"do": "undo"}, follow=True).content.decode()
    assert "Taken back." in back
    assert "We wait for your papers" in back
    assert Outgoing.objects.get().state == OutgoingState.TAKEN_BACK


def test_a_draft_is_looked_at_while_it_is_written(desk: Browser, row: Enquiry) -> None:
    address = reverse("desk:enquiry-check", args=[row.pk])
    said = desk.post(address, typed(row, "Failure to respond by March 3, 2031 will result in refusal."))
    assert said.status_code == 200
    page = said.content.decode()
    for words in ("“March 3, 2031”", "The words", "begins with a warning"):
        assert words in page, words
    assert desk.post(address, typed(row, "")).status_code == 204
    assert desk.get(address).status_code == 405


def test_to_an_address_no_number_of_a_file_is_told(desk: Browser, file: Application) -> None:
    receipt = handed_in(text="Where is V300123456?")
    found = Enquiry.objects.get(links__contact=receipt.contact_id)
    page = desk.post(page_of(found), typed(found, "Your file V300123456 is with us.")).content.decode()
    assert "not a number of this person" in page
    assert "As an e-mail" in page


def test_what_a_question_was_for_is_proposed_confirmed_and_counted(desk: Browser, row: Enquiry) -> None:
    page = desk.post(page_of(row), typed(row, "We wait for your papers.")).content.decode()
    assert 'data-key="f"' in page
    said = {"demand": "FAILURE", "cause": "SILENCE", "about": "", "resolved": "on", "shown": shown(page)}
    assert desk.post(page_of(row), typed(row, "We wait for your papers.", reason="") | said).status_code == 200
    assert not Outgoing.objects.exists()
    desk.post(page_of(row), typed(row, "We wait for your papers.") | said)
    assert not Coding.objects.exists()
    send_due(now=Outgoing.objects.get().goes_at)
    kept = Coding.objects.get()
    assert (kept.reason, kept.demand, kept.cause, kept.resolved) == ("STATUS", "FAILURE", "SILENCE", True)
    assert Entry.objects.get(kind="enquiry.coded").client_id is None
    # It goes out two minutes from now: the office counts what was so far.
    Coding.objects.update(coded_at=timezone.now())
    office = Browser()
    office.force_login(StaffFactory(roles=["MANAGER"]).user)
    for language, words in (("en", ["We were silent too long", "1 of 1"]), ("fr", ["sans rien dire", "1 sur 1"])):
        with override(language):
            shown_there = office.get(reverse("office:causes") + "?days=7").content.decode()
        for each in words:
            assert each in shown_there, each
    assert desk.get(reverse("office:causes")).status_code == 403


@pytest.mark.parametrize("more", [{"at": "tomorrow"}, {"at": "2031-01-01T09:00"}, {"seen": "x"}, {"language": "de"}])
def test_nonsense_sends_nothing(desk: Browser, row: Enquiry, more: dict[str, str]) -> None:
    page = desk.post(page_of(row), typed(row, "Yes.")).content.decode()
    assert desk.post(page_of(row), typed(row, "Yes.", shown=shown(page)) | more).status_code == 200
    assert not Outgoing.objects.exists()
