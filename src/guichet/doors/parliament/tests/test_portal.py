"""The portal for members’ offices: what an office sees, asks and reads, and what the constituent reads of it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, UserFactory, enter, link
from guichet.clients.models import Proposal
from guichet.clients.tests import factories as people
from guichet.doors.account.people.tests.conftest import browser_of, now
from guichet.doors.entrance import OPENED
from guichet.doors.tests.reading import read
from guichet.foundation.languages import Language
from guichet.identity.models import Look, User
from guichet.identity.terms import Purpose
from guichet.mp_enquiries.models import MemberOffice, MpEnquiry, OfficeWorker
from guichet.mp_enquiries.rules import reference_of
from guichet.mp_enquiries.tests.factories import agent, consents, office_worker, seen_by
from guichet.processing_times.queries import file_status

pytestmark = pytest.mark.django_db
FAR_AHEAD = 4_102_444_800.0


def address(name: str, *args, language: str = "en") -> str:
    with override(language):
        return reverse(name, args=args)


def text_of(answer) -> str:
    return read(answer).text


@pytest.fixture
def lucie():
    return office_worker()


@pytest.fixture
def amina():
    record = people.client("Amina Benali", language=Language.FR, email="amina@example.org")
    record.account = UserFactory()
    link(record.account, record)
    record.file = ApplicationFactory(client=record)
    enter(record.file, "ELIGIBILITY", "2026-10-12")
    return record


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_office_asks_a_constituent_consents_the_desk_answers_and_both_read(lucie, amina, language):
    """The whole of it, each on their own device."""
    office, own, number = browser_of(lucie), browser_of(amina.account), amina.file.number
    office.post(address("parliament:ask-consent"), {"name": "Benali", "number": number, "sees": "STATUS"})
    assert "Amina" not in text_of(office.get(address("parliament:home", language=language)))
    asked = Proposal.objects.get()
    assert (asked.client_id, asked.files) == (amina.pk, [number])
    page = own.get(address("account:answer", asked.pk, language=language))
    assert "Bureau de vezina" in text_of(page)
    own.post(address("account:answer", asked.pk), {"answer": "yes"})
    file = text_of(office.get(address("parliament:file", number, language=language)))
    said = {"reason": "LATE", "text": "Que manque-t-il?", "lane": "PORTAL", "urgent": "", "slot": ""}
    answer = office.post(address("parliament:ask", number, language="fr"), said)
    assert answer.status_code == 302
    enquiry = MpEnquiry.objects.get()
    sophie = browser_of(User.objects.get(pk=agent().user_id))
    session = sophie.session
    session[OPENED] = {str(amina.pk): [Purpose.REPRESENTATIVE_ASKED.value, FAR_AHEAD]}
    session.save()
    desk = address("desk:mp-enquiry", enquiry.pk, language=language)
    screen = sophie.get(desk)
    assert "Que manque-t-il?" in text_of(screen)
    seen = re.search(r'name="seen" value="(\d+)"', screen.content.decode())[1]
    written = {"act": "answer", "text_fr": "Rien ne manque.", "seen": seen}
    preview = sophie.post(desk, written)
    assert preview.status_code == 200
    assert MpEnquiry.objects.get().state == "OPEN"  # seen first, sent after
    assert sophie.post(desk, {**written, "stage": "send"}).status_code == 302
    reference = reference_of(enquiry.pk)
    for browser, name in ((office, "parliament:enquiry"), (own, "account:office-enquiry")):
        words = text_of(browser.get(address(name, reference, language=language)))
        assert "Que manque-t-il?" in words
        assert "Rien ne manque." in words
    assert reference in text_of(own.get(address("account:office-enquiries", language=language)))
    status = file_status(number, viewer=seen_by(amina.account, at=now()), language=Language(language), now=now())
    for sentence in (status.happening, status.expected.headline):
        assert " ".join(sentence.split()) in " ".join(file.split())


def test_every_look_is_logged_and_the_constituent_sees_it(lucie, amina):
    consents(amina, amina.account, lucie, at=now())
    office = browser_of(lucie)
    office.get(address("parliament:file", amina.file.number))
    look = Look.objects.get(page="parliament:file")
    assert (look.user_id, look.client_id, look.holder) == (lucie.pk, amina.pk, "MP_OFFICE")


def test_without_consent_there_is_no_such_file(lucie, amina):
    office, number = browser_of(lucie), amina.file.number
    for name in ("parliament:file", "parliament:ask"):
        theirs, nobodys = office.get(address(name, number)), office.get(address(name, "Z999999999"))
        assert theirs.status_code == nobodys.status_code == 404
    assert office.post(address("parliament:hand-back", number)).status_code == 404
    assert "Amina" not in text_of(office.get(address("parliament:home")))


def test_what_follows_a_request_looks_the_same_for_a_client_and_for_nobody(lucie, amina):
    office = browser_of(lucie)
    said = []
    for name, number in (("Benali", amina.uci), ("Nobody", "1119998887")):
        answer = office.post(
            address("parliament:ask-consent"), {"name": name, "number": number, "sees": "STATUS"}, follow=True
        )
        text = " ".join(text_of(answer).split())
        # The list of what was asked is the same line for each, whoever they are.
        said.append(re.sub(r"(Benali · [0-9]+|Nobody · [0-9]+) Waits until \w+ \d+, \d+ Take it back ", "…", text))
    assert said[0].replace("…", "") == said[1].replace("…", "")
    assert (said[0].count("…"), said[1].count("…")) == (1, 2)
    assert [one.client_id for one in Proposal.objects.order_by("id")] == [amina.pk, None]


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("parliament:ask-consent", {"name": "", "number": "", "sees": "ALL"}),
        ("parliament:ask-consent", {"name": "\x00", "number": "\x00" * 9, "sees": "STATUS"}),
        ("parliament:list", {"numbers": ""}),
        ("parliament:list", {"numbers": "x" * 30_000}),
        ("parliament:people", {"name": "", "email": "nowhere"}),
        ("parliament:people", {"name": "Eve", "email": "eve@elsewhere.example"}),
    ],
)
def test_bad_input_is_said_so_at_its_field(lucie, name, sent):
    answer = browser_of(lucie).post(address(name), sent)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert (Proposal.objects.count(), OfficeWorker.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"reason": "LATE", "lane": "URGENT", "text": "?", "urgent": ""},
        {"reason": "LATE", "lane": "BOOKED", "text": "?", "slot": ""},
        {"reason": "LATE", "lane": "BOOKED", "text": "?", "slot": "2026-01-01T00:00:00+00:00"},
        {"reason": "GOSSIP", "lane": "PORTAL", "text": "?"},
        {"reason": "LATE", "lane": "PORTAL", "text": " "},
    ],
)
def test_a_question_that_lacks_something_is_not_sent(lucie, amina, sent):
    consents(amina, amina.account, lucie, at=now())
    answer = browser_of(lucie).post(address("parliament:ask", amina.file.number), sent)
    assert answer.status_code == 200
    assert not MpEnquiry.objects.exists()


def test_a_list_shows_files_of_consent_and_says_why_others_are_left_out(lucie, amina):
    consents(amina, amina.account, lucie, at=now())
    other = ApplicationFactory(client=people.client("Paul Roy", uci="1112225555")).number
    table = f"Number;Name\n{amina.file.number};Amina\n{other};Paul\nnone;Eve\n{amina.file.number};Amina\n"
    given = SimpleUploadedFile("list.csv", table.encode("cp1252"), content_type="text/csv")
    text = text_of(browser_of(lucie).post(address("parliament:list"), {"numbers": "", "table": given}))
    assert "Amina Benali" in text
    assert f"{other}: no constituent of this number" in text
    assert "Line 4" in text
    assert "Line 5" in text
    assert "Paul" not in text


def test_nobody_sends_a_form_from_elsewhere(lucie):
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(lucie)
    assert browser.post(address("parliament:ask-consent"), {"name": "x", "number": "y"}).status_code == 403


def test_removed_in_the_middle_nothing_is_shown(lucie, amina):
    consents(amina, amina.account, lucie, at=now())
    manages = browser_of(User.objects.get(email__startswith="manager"))
    office = browser_of(lucie)
    assert office.get(address("parliament:home")).status_code == 200
    manages.post(address("office:close-member-office", MemberOffice.objects.get().pk))
    assert office.get(address("parliament:home")).status_code == 403


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_department_opens_an_office(language):
    office_worker()
    manages = browser_of(User.objects.get(email__startswith="manager"))
    said = {
        "name": "Office of Priya Raman, MP", "member": "Priya Raman", "house": "COMMONS", "riding": "Cedar Lake",
        "language": "en", "email": "office@raman.example", "first_name": "Dana",
        "first_email": "dana@elsewhere.example",
    }  # fmt: skip
    refused = manages.post(address("office:new-member-office", language=language), said)
    assert refused.status_code == 200
    assert not User.objects.filter(email="dana@elsewhere.example").exists()
    said["first_email"] = "dana@raman.example"
    assert manages.post(address("office:new-member-office", language=language), said).status_code == 302
    assert "Priya Raman" in text_of(manages.get(address("office:member-offices", language=language)))
    assert manages.get(address("office:member-themes", language=language)).status_code == 200
    dana = browser_of(User.objects.get(email="dana@raman.example"))
    for name in ("home", "enquiries", "list", "themes", "people", "ask-consent", "paper-consent"):
        assert dana.get(address(f"parliament:{name}", language=language)).status_code == 200
