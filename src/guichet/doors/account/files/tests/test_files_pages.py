"""The status page and the list of files: the same sentences, in both languages, for nobody but their owner."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.events import DocumentsRequested, StageEntered
from guichet.applications.queries import file_status
from guichet.applications.tests.factories import (
    ApplicationFactory,
    ClientFactory,
    StaffFactory,
    UserFactory,
    ask,
    at,
    decide,
    enter,
    link,
    pay,
    release,
    section,
)
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose
from guichet.identity.tests.factories import a_look
from guichet.journal.actions import Origin, record_many
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.tests.conftest import article, wording
from guichet.knowledge.tests.conftest import french as wording_in_french
from guichet.knowledge.tests.conftest import origin as guidance_origin
from guichet.notices.models import Carried, Delivery, Notice
from guichet.programs.queries import catalogue

pytestmark = pytest.mark.django_db
QUERIES = 15


def address(name: str, language: str, *args) -> str:
    with override(language):
        return reverse(f"account:{name}", args=args)


@pytest.fixture
def amina():
    return ClientFactory(names=["Amina Benali"])


@pytest.fixture
def browser(amina):
    user = UserFactory()
    link(user, amina)
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.fixture
def file(amina):
    file = ApplicationFactory(client=amina)
    for stage, day in [("SUBMITTED", "2026-10-01"), ("COMPLETENESS", "2026-10-03"), ("ELIGIBILITY", "2026-10-09")]:
        enter(file, stage, day)
    ask(file, "FUNDS", "2026-11-10", due="2099-12-10")
    ask(file, "PHOTO", "2026-10-05", came="2026-10-08")
    section(file, "ELIGIBILITY", "IN_PROGRESS", "2026-10-09")
    pay(file, "TRV", "100.00", "2026-10-01")
    release(file, "La lettre de la banque n’est pas datée.", "2026-11-10", language="fr")
    return file


def tell(file, *, opened: bool = False, failed: bool = False) -> Notice:
    """Let a visible event have happened to the file, with an e-mail that told of it."""
    moment = at("2026-11-10")
    event = DocumentsRequested(client_id=file.client_id, application=file.number, documents=("FUNDS",), due=None)
    origin = Origin(actor="case-system", channel=Channel.FEED, at=moment)
    [entry] = record_many([(event, moment)], origin)
    notice = Notice.objects.create(
        client_id=file.client_id, entry_id=entry, kind=event.kind, subject=event.subject, occurred_at=moment,
        created_at=moment, opened_at=at("2026-11-11") if opened else None,
    )  # fmt: skip
    delivery = Delivery.objects.create(
        client_id=file.client_id, medium="email", address="amina@example.org", language="en", reference=f"n{entry}",
        status="FAILED" if failed else "DELIVERED", queued_at=moment, next_try_at=moment, sent_at=moment,
        delivered_at=None if failed else moment, failed_at=moment if failed else None,
        failure="ADDRESS_REFUSED" if failed else "",
    )  # fmt: skip
    Carried.objects.create(notice=notice, delivery=delivery, medium="email")
    return notice


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_what_the_one_source_says(browser, file, amina, language):
    answer = browser.get(address("file", language, file.number))
    text = read(answer).text.replace("\xa0", " ")
    said = file_status(
        file.number,
        viewer=Viewer(user_id=1, own_clients=frozenset({amina.pk})),
        language=Language(language),
        now=datetime.now(UTC),
    )
    for sentence in (said.happening, said.needed, said.next, said.expected.headline, said.expected.text):
        assert sentence.replace("\xa0", " ") in text
    for sentence in (said.office.name, said.payments[0].name, said.notes[0].text, *(step.name for step in said.steps)):
        assert sentence.replace("\xa0", " ") in text
    assert "9f9f9f9f 9f9f9f9f" in text, "the proof that we hold the photo"


def test_what_is_happening_comes_before_all_else(browser, file):
    text = read(browser.get(address("file", "en", file.number))).text
    order = ["What is happening now", "Send us this document by", "When", "What comes next", "The steps of your file"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["file", "files", "history", "documents", "home", "messages"])
def test_a_french_page_holds_no_english(browser, file, name):
    tell(file)
    args = [file.number] if name in {"file", "history"} else []
    answer = browser.get(address(name, "fr", *args))
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "fr"
    assert english_in(answer) == set()


@pytest.mark.parametrize("decision", ["APPROVED", "REFUSED", "WITHDRAWN", "ABANDONED", "RETURNED"])
def test_a_decided_file_holds_no_english_in_french_either(browser, file, decision):
    decide(file, decision, "2026-11-20", ("MONEY",) if decision == "REFUSED" else ())
    assert english_in(browser.get(address("file", "fr", file.number))) == set()


def test_a_refusal_shows_reasons_law_and_what_can_be_done(browser, file):
    decide(file, "REFUSED", "2026-11-20", ("MONEY", "TIES"))
    text = read(browser.get(address("file", "en", file.number))).text
    for code in ("MONEY", "TIES"):
        assert catalogue().reason(code).plain.en in text
    assert "Immigration and Refugee Protection Regulations" in text
    assert "You have 60 days" in text


def test_each_thing_that_happened_says_what_became_of_its_message(browser, file):
    tell(file)
    text = read(browser.get(address("file", "en", file.number))).text.replace("\xa0", " ")
    assert "We asked you for one document: Proof of money." in text
    assert "Sent by e-mail on November 10, 2026 at 9:00 a.m., delivered on November 10, 2026 at 9:00 a.m." in text
    assert "You have not opened it here yet." in text


def test_a_message_that_did_not_arrive_is_shown_with_what_to_do(browser, file):
    tell(file, failed=True, opened=True)
    text = read(browser.get(address("file", "en", file.number))).text.replace("\xa0", " ")
    assert "We could not deliver an e-mail. Please check your address in your preferences." in text
    assert "You opened it here on November 11, 2026." in text


def test_the_client_sees_who_looked_and_what_for_but_no_name(browser, file, amina):
    staff = StaffFactory(name="Claude Leduc")
    for subject in (f"application:{file.number}", "application:V999999999"):
        a_look(
            staff=staff, client_id=amina.pk, subject=subject, purpose=Purpose.CLIENT_ASKED, page="file",
            office="CSC-MONTREAL", looked_at=at("2026-11-12"),
        )  # fmt: skip
    text = read(browser.get(address("file", "en", file.number))).text
    assert text.count("because you asked about it") == 1, "looks at another file are shown there"
    assert "Support-centre agent, Client support centre, Montréal" in text
    assert "Leduc" not in text


def test_a_long_story_goes_on_over_pages_and_loses_nothing(browser, file):
    origin = Origin(actor="case-system", channel=Channel.FEED, at=at("2026-11-20"))
    days = [f"2026-10-{day:02}" for day in range(1, 32)] + [f"2026-11-{day:02}" for day in range(1, 20)]
    record_many(
        [
            (StageEntered(client_id=file.client_id, application=file.number, stage="ELIGIBILITY"), at(day, hour))
            for day in days
            for hour in (14, 14)  # two at one moment: pages must not lose either
        ],
        origin,
    )
    page = browser.get(address("file", "en", file.number))
    seen = page.content.decode().count('class="timeline__title"')
    for _ in range(len(days)):
        # The language switch leads to this same place; what leads on is the last of such links.
        onwards = [link for link in read(page).links if "before=" in link and "/fr/" not in link]
        if not onwards:
            break
        page = browser.get(onwards[-1])
        seen += page.content.decode().count('class="timeline__title"')
    assert seen == len(days) * 2


@pytest.mark.parametrize(
    "before", ["", "x", "-", "1e999-1", "nan-1", "99999999999999999-1", "1760000000.0--5", "é" * 99]
)
def test_a_place_that_makes_no_sense_shows_the_beginning(browser, file, before):
    assert browser.get(address("history", "en", file.number), {"before": before}).status_code == 200


@pytest.mark.parametrize("name", ["file", "history"])
def test_a_file_of_somebody_else_is_answered_like_none_at_all(browser, name):
    theirs = ApplicationFactory()
    for language in ("en", "fr"):
        foreign = browser.get(address(name, language, theirs.number))
        missing = browser.get(address(name, language, "V999999999"))
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content


@pytest.mark.parametrize("name", ["home", "files", "file", "history", "messages", "message", "documents"])
def test_nobody_sees_an_account_without_signing_in(client, file, name):
    args = {"file": [file.number], "history": [file.number], "message": [tell(file).pk]}.get(name, [])
    answer = client.get(address(name, "en", *args))
    assert answer.status_code == 302
    assert "/sign-in/" in answer.url


def test_staff_do_not_come_in_by_the_clients_door(client, file):
    client.force_login(StaffFactory().user)
    assert client.get(address("file", "en", file.number)).status_code in {302, 403}


def test_open_files_come_first_then_the_closed_by_year(browser, amina, file):
    older = ApplicationFactory(client=amina, program="SP-OUT", received_at=at("2019-03-01"))
    decide(older, "APPROVED", "2019-06-01")
    oldest = ApplicationFactory(client=amina, program="SP-OUT", received_at=at("2004-03-01"))
    decide(oldest, "REFUSED", "2004-06-01")
    headings = [text for level, text in read(browser.get(address("files", "en"))).headings if level == 2]
    assert headings == ["Open files", "Files closed in 2019", "Files closed in 2004"]


@pytest.mark.parametrize("name", ["home", "files", "messages", "documents"])
def test_an_account_without_a_file_leads_to_linking_one(name):
    browser = Browser()
    browser.force_login(UserFactory())
    answer = browser.get(address(name, "en"))
    assert address("link-file", "en") in read(answer).links


@pytest.mark.parametrize("name", ["home", "files", "file", "history", "messages", "message", "documents"])
def test_a_page_takes_few_queries_however_much_there_is(browser, amina, file, name, django_assert_max_num_queries):
    notices = [tell(file) for _ in range(12)]
    for _ in range(8):
        ask(ApplicationFactory(client=amina), "FUNDS", "2026-11-01")
    args = {"file": [file.number], "history": [file.number], "message": [notices[0].pk]}.get(name, [])
    browser.get(address(name, "en", *args))
    with django_assert_max_num_queries(QUERIES):
        assert browser.get(address(name, "en", *args)).status_code == 200


@pytest.mark.parametrize(("language", "title"), [("en", "Appeal a refusal"), ("fr", "Faire appel")])
def test_a_finished_file_leads_to_what_people_read_next(
    browser, amina, file, language, title, django_assert_max_num_queries
):
    wording_en, wording_fr = wording("Appeal a refusal"), wording_in_french("Faire appel")
    take_in({"refused-why": article("refused-why", en=wording_en, fr=wording_fr)}, guidance_origin())
    here = address("file", language, file.number)
    assert title not in read(browser.get(here)).text
    decide(file, "REFUSED", "2026-11-12")
    with django_assert_max_num_queries(QUERIES):
        said = read(browser.get(here))
    assert title in said.text
    assert any("refused-why" in link for link in said.links)
