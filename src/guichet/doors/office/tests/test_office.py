"""What the office shows: what needs attention, undelivered notices, jobs, the catalogue, looks, staff."""

import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser

from guichet.applications.events import StageEntered
from guichet.applications.models import FeedRun
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory
from guichet.doors.office.catalogue.records import Kind
from guichet.doors.office.tests.conftest import NOON
from guichet.identity.terms import Purpose, Right, Role
from guichet.identity.tests.factories import a_look
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel
from guichet.notices.models import Carried, Delivery, Notice, Provider, Undelivered
from guichet.notices.terms import DeliveryStatus, Fault, Medium, WhyNotSent

As = Callable[[Role], Browser]


def text(browser: Browser, path: str, **query: str) -> str:
    answer = browser.get(path, query)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


# --- Attention ------------------------------------------------------------------------------------------------------


def test_a_calm_day_says_so(as_: As) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [datetime.now(UTC)])
    page = text(as_(Role.MANAGER), "/en/office/")
    assert "No worker is running" not in page
    assert "Rows set aside" in page


def test_a_service_without_a_worker_says_so_first(as_: As) -> None:
    assert "No worker is running" in text(as_(Role.MANAGER), "/en/office/")


def test_rows_to_mend_are_counted_with_the_way_to_them(as_: As, run: FeedRun) -> None:
    page = text(as_(Role.MANAGER), "/en/office/")
    assert '<a href="/en/office/feed/?rows=open">2</a>' in page


def test_each_sees_only_what_they_may_mend(as_: As, run: FeedRun) -> None:
    page = text(as_(Role.CONTENT_OWNER), "/en/office/")
    assert "Rows set aside" not in page
    assert "Jobs that gave up" not in page
    assert "Faults in the data files" in page


# --- Undelivered ----------------------------------------------------------------------------------------------------


@pytest.fixture
def _not_arrived(db: None) -> None:
    amina = ClientFactory(names=["Amina Benali"])
    file = ApplicationFactory(client=amina, number="V300123456")
    origin = Origin(actor="case-system", channel=Channel.FEED, at=NOON)
    event = StageEntered(client_id=amina.pk, application=file.number, stage="BIOMETRICS")
    for number, why in enumerate(["", WhyNotSent.NO_ADDRESS]):
        notice = Notice.objects.create(
            client=amina,
            entry_id=record(event, origin),
            kind=event.kind,
            subject=event.subject,
            occurred_at=NOON,
            created_at=NOON,
            not_sent=why,
        )
        if not why:
            delivery = Delivery.objects.create(
                client=amina,
                medium=Medium.EMAIL,
                address="amina@example.org",
                language="en",
                status=DeliveryStatus.FAILED,
                reference=f"r-{number}",
                attempts=3,
                queued_at=NOON,
                next_try_at=NOON,
                failed_at=NOON,
                failure=Fault.ADDRESS_REFUSED,
            )
            Carried.objects.create(notice=notice, delivery=delivery, medium=Medium.EMAIL)
        Undelivered.objects.create(
            notice=notice, client=amina, state="OWNED", since=NOON, owned_at=NOON, due_at=NOON + timedelta(days=5)
        )


@pytest.mark.usefixtures("_not_arrived")
def test_what_did_not_arrive_says_why_and_names_nobody(as_: As) -> None:
    page = text(as_(Role.SUPERVISOR), "/en/office/undelivered/")
    assert str(Fault.ADDRESS_REFUSED.label) in page
    assert "amina" not in page.lower()
    assert "/en/desk/clients/" in page
    assert "V300123456" in page
    assert "We have no address that works" in page
    assert "Nobody’s, and not resolved" in page
    other = text(as_(Role.SUPERVISOR), "/en/office/undelivered/", state="RESOLVED")
    assert "V300123456" not in other


@pytest.mark.usefixtures("_not_arrived")
def test_who_may_open_no_files_finds_no_way_to_the_client(as_: As) -> None:
    assert "/en/desk/clients/" not in text(as_(Role.MANAGER), "/en/office/undelivered/")


@pytest.mark.django_db
def test_a_carrier_that_fails_is_said_with_since_when(as_: As) -> None:
    Provider.objects.create(
        medium=Medium.TEXT, failures=6, last_fault=Fault.UNREACHABLE, failing_since=NOON, paused_until=NOON
    )
    page = text(as_(Role.MANAGER), "/en/office/undelivered/")
    assert "messages have not gone out since 2026-11-03 12:00" in page


# --- Jobs -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def job(db: None) -> int:
    """A job that gave up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('reactions', 'journal.react', %s, 'failed', 8) RETURNING id",
            ['{"reaction": "x", "entries": [1]}'],
        )
        return int(cursor.fetchone()[0])


def test_a_job_that_gave_up_is_tried_again_once(as_: As, job: int) -> None:
    manager = as_(Role.MANAGER)
    assert "journal.react" in text(manager, "/en/office/jobs/")
    again = f"/en/office/jobs/{job}/try-again/"
    assert f"Job {job} is tried again now" in manager.post(again, follow=True).content.decode()
    assert "somebody may have had it tried again" in manager.post(again, follow=True).content.decode()


def test_only_who_may_has_a_job_tried_again(as_: As, job: int) -> None:
    assert as_(Role.AGENT).post(f"/en/office/jobs/{job}/try-again/").status_code == 403


# --- Catalogue ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", [*(kind.value for kind in Kind), "zzz"])
def test_every_kind_of_record_is_shown_in_both_languages(as_: As, language: str, kind: str) -> None:
    path = {"en": "/en/office/programs/", "fr": "/fr/gestion/programmes/"}[language]
    page = text(as_(Role.CONTENT_OWNER), path, kind=kind)
    assert '<span lang="en">' in page
    assert '<span lang="fr">' in page


def test_a_record_is_found_by_words_of_either_language(as_: As) -> None:
    browser = as_(Role.AGENT)
    for words in ("Visitor visa", "visa de visiteur", "TRV"):
        assert "/en/office/programs/TRV/" in text(browser, "/en/office/programs/", q=words)
    assert "No record has these words" in text(browser, "/en/office/programs/", q="<zzz>")


def test_a_program_shows_what_clients_read_at_each_stage(as_: As) -> None:
    page = text(as_(Role.AGENT), "/en/office/programs/TRV/")
    assert "Your application has reached us." in page
    assert "Votre demande nous est parvenue." in page
    assert as_(Role.AUDITOR).get("/en/office/programs/NOPE/").status_code == 404


@pytest.mark.parametrize("sort", ["", "code", "-result", "volume", "-review", "target", "nonsense"])
def test_standards_are_sorted_as_the_address_says(as_: As, sort: str) -> None:
    assert "2023-2024" in text(as_(Role.AGENT), "/en/office/standards/", sort=sort)


# --- Looks and staff ------------------------------------------------------------------------------------------------


@pytest.fixture
def _looks(db: None) -> None:
    amina, leduc = ClientFactory(), StaffFactory(name="Zoë Leduc")
    for number in range(60):
        a_look(
            staff=leduc,
            client_id=amina.pk,
            subject=f"client:{amina.pk}",
            purpose=Purpose.COMPLAINT if number % 2 else Purpose.CLIENT_ASKED,
            page=f"page-{number:02}",
            looked_at=NOON - timedelta(minutes=number),
        )


@pytest.mark.usefixtures("_looks")
def test_an_auditor_reads_every_look_page_by_page(as_: As) -> None:
    auditor = as_(Role.AUDITOR)
    first = text(auditor, "/en/office/looks/")
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = text(auditor, "/en/office/looks/" + onward)
    assert all((f"page-{number:02}" in first) != (f"page-{number:02}" in second) for number in range(60))


@pytest.mark.usefixtures("_looks")
def test_looks_are_narrowed_by_purpose_and_person(as_: As) -> None:
    auditor = as_(Role.AUDITOR)
    page = text(auditor, "/en/office/looks/", purpose="COMPLAINT")
    assert "page-01" in page
    assert "page-00" not in page
    assert "No looks here" in text(auditor, "/en/office/looks/", staff="999999")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_the_access_log_is_for_auditors(as_: As, role: Role) -> None:
    assert as_(role).get("/en/office/looks/").status_code == 403


def test_the_list_of_staff_says_what_each_may(as_: As) -> None:
    StaffFactory(name="Zoë Leduc", roles=["SUPERVISOR"])
    page = text(as_(Role.ADMINISTRATOR), "/en/office/staff/", sort="-name")
    assert "Zoë Leduc" in page
    assert str(Right.UNDELIVERED.label) in page


# --- The menu -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SURGE])
def test_the_menu_leads_only_where_one_may_go(as_: As, role: Role, language: str) -> None:
    browser = as_(role)
    page = text(browser, {"en": "/en/office/", "fr": "/fr/gestion/"}[language])
    menu = page.split('<nav class="menu')[1].split("</nav>")[0]
    links = [part.split('"')[0] for part in menu.split('href="')[1:]]
    assert links
    for link in links:
        assert browser.get(link).status_code == 200, link
