"""The screen on which a question is answered: who asks, why, what was said before, what may be said."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django.fixtures import DjangoAssertNumQueries

from guichet.applications.events import DocumentsRequested
from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.models import Client
from guichet.doors.desk.tests.conftest import opened
from guichet.doors.tests.reading import read
from guichet.enquiries.actions import answer_enquiry
from guichet.enquiries.models import Contact, Enquiry
from guichet.enquiries.queries import NotAllowed, around, enquiry_of
from guichet.enquiries.terms import Channel, ProofLevel
from guichet.enquiries.tests.handing_in import handed_in, origin
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import record

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def asked(client: Client, external_id: str, text: str, *, days: int = 0, **more: Any) -> Enquiry:
    receipt = handed_in(
        external_id, at=NOW - timedelta(days=days), email="", client_id=client.pk,
        proof=ProofLevel.SIGNED_IN, channel=Channel.WEB_FORM, text=text, **more,
    )  # fmt: skip
    return Enquiry.objects.get(links__contact=receipt.contact_id)


def staff(*client_ids: int) -> Viewer:
    row = StaffFactory(roles=[Role.AGENT])
    opened_for = dict.fromkeys(client_ids, Purpose.CLIENT_ASKED)
    return Viewer(user_id=row.user_id, staff_id=row.pk, roles=frozenset({Role.AGENT}), opened=opened_for)


def answer(enquiry: Enquiry, text: str) -> None:
    answer_enquiry(
        enquiry_id=enquiry.pk, text=text, language=Language.EN, seen=Contact.objects.latest("pk").pk,
        viewer=staff(enquiry.client_id or 0), origin=origin(NOW - timedelta(days=2)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Why they may be asking", "they name this file", "Who they are", "What was said before"]),
        (
            "fr",
            [
                "Pourquoi cette personne écrit peut-être",
                "elle nomme ce dossier",
                "De qui il s’agit",
                "Ce qui a été dit",
            ],
        ),
    ],
)
def test_one_screen_says_who_asks_why_and_what_was_said_before(
    desk: Browser, amina: Client, file: Application, language: str, words: list[str]
) -> None:
    before = asked(amina, "w-1", "May I travel while I wait?", days=5)
    answer(before, "Yes, you may travel.")
    now = asked(amina, "w-2", "You asked me for papers for V300123456. Which ones?")
    record(
        DocumentsRequested(client_id=amina.pk, application=file.number, documents=("FUNDS",), due=NOW.date()),
        origin(NOW - timedelta(days=3), "case-system"),
    )
    opened(desk, amina)
    with override(language):
        said = read(desk.get(reverse("desk:enquiry", args=[now.pk]))).text
    for each in [*words, "أمينة بن علي", "V300123456", "May I travel while I wait?", "Yes, you may travel."]:
        assert each in said, each


def test_the_screen_asks_the_database_no_more_than_it_needs(
    desk: Browser, amina: Client, file: Application, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        asked(amina, f"w-{number}", f"Question {number}", days=9 - number)
    last = Enquiry.objects.latest("pk")
    opened(desk, amina)
    address = f"/en/desk/questions/{last.pk}/"
    desk.get(address)
    with django_assert_max_num_queries(40):
        assert desk.get(address).status_code == 200


def test_of_an_address_only_what_came_from_it_is_shown_and_no_file(desk: Browser, amina: Client) -> None:
    handed_in("m-1", text="The first thing I ask")
    later = handed_in("m-2", text="The second thing I ask")
    other = handed_in("m-3", email="b@example.org", text="Somebody else asks")
    row = Enquiry.objects.get(links__contact=later.contact_id)
    page = desk.get(f"/en/desk/questions/{row.pk}/").content.decode()
    assert "The first thing I ask" in page
    assert "Somebody else asks" not in page
    assert "Who they are" not in page
    assert other.contact_id


def test_what_stands_around_a_clients_question_is_for_who_opened_their_file(amina: Client) -> None:
    row = asked(amina, "w-1", "How long?")
    one = enquiry_of(row.pk, viewer=staff(amina.pk), now=NOW)
    for viewer in (staff(), Viewer()):
        with pytest.raises(NotAllowed):
            around(one, files=(), viewer=viewer, language=Language.EN, now=NOW)
