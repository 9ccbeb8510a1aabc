"""A client opens for a stated purpose only; each look is noted; what stands there is what the client reads."""

import html
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.queries import file_status_in_both
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory, decide
from guichet.clients.models import Client, ContactPoint
from guichet.clients.terms import ContactKind
from guichet.doors.desk.clients.tabs import ClientTab, FileTab
from guichet.doors.desk.tests.conftest import opened
from guichet.identity.models import Look, Staff
from guichet.identity.rules import ORDINARY_PURPOSES, Viewer
from guichet.identity.terms import Purpose, Role

TABS = [(f"/en/desk/clients/{{client}}/?tab={tab.value}", f"desk:client:{tab.value}") for tab in ClientTab] + [
    (f"/en/desk/files/V300123456/?tab={tab.value}", f"desk:file:{tab.value}") for tab in FileTab
]


@pytest.mark.parametrize(("path", "_page"), TABS)
def test_nothing_is_shown_of_a_client_without_a_purpose(
    desk: Browser, amina: Client, file: Application, path: str, _page: str
) -> None:
    answer = desk.get(path.format(client=amina.pk))
    assert answer.status_code == 302
    assert answer.url.startswith(f"/en/desk/clients/{amina.pk}/open/?next=")
    assert not Look.objects.exists()


@pytest.mark.parametrize(("path", "page"), TABS)
def test_each_page_about_a_client_is_noted_with_its_purpose(
    desk: Browser, agent: Staff, amina: Client, file: Application, path: str, page: str
) -> None:
    opened(desk, amina, "COMPLAINT")
    assert desk.get(path.format(client=amina.pk)).status_code == 200
    look = Look.objects.get()
    assert (look.staff, look.client_id, look.purpose, look.page) == (agent, amina.pk, "COMPLAINT", page)
    assert look.subject == ("application:V300123456" if "files/" in path else f"client:{amina.pk}")


def test_a_day_on_a_file_is_the_day_in_ottawa(desk: Browser, amina: Client) -> None:
    file = ApplicationFactory(client=amina, number="V300123457", received_at=datetime(2026, 10, 2, 1, tzinfo=UTC))
    opened(desk, amina)
    page = desk.get(f"/en/desk/files/{file.number}/").content.decode().replace("\xa0", " ")
    assert page.count("October 1, 2026") >= 2  # among the clocks, and beside the first step
    assert "October 2, 2026" not in page


def test_giving_a_purpose_leads_to_what_was_wanted(desk: Browser, amina: Client, file: Application) -> None:
    wanted = "/en/desk/files/V300123456/?tab=timeline"
    answer = desk.post(f"/en/desk/clients/{amina.pk}/open/", {"purpose": "CLIENT_ASKED", "next": wanted})
    assert (answer.status_code, answer.url) == (302, wanted)


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_giving_a_purpose_never_leads_elsewhere(desk: Browser, amina: Client, elsewhere: str) -> None:
    answer = desk.post(f"/en/desk/clients/{amina.pk}/open/", {"purpose": "CLIENT_ASKED", "next": elsewhere})
    assert answer.url == f"/en/desk/clients/{amina.pk}/"


@pytest.mark.parametrize("purpose", ["", "CURIOSITY", "x" * 5000])
def test_no_purpose_is_no_purpose(desk: Browser, amina: Client, purpose: str) -> None:
    answer = desk.post(f"/en/desk/clients/{amina.pk}/open/", {"purpose": purpose})
    assert answer.status_code == 200
    assert b"error" in answer.content
    assert desk.get(f"/en/desk/clients/{amina.pk}/").status_code == 302


def test_a_purpose_holds_for_half_an_hour_and_for_that_client_only(desk: Browser, amina: Client) -> None:
    leduc = ClientFactory(names=["Claude Leduc"])
    now = datetime(2026, 11, 3, 14, tzinfo=UTC)
    with time_machine.travel(now, tick=False) as clock:
        opened(desk, amina)
        assert desk.get(f"/en/desk/clients/{leduc.pk}/").status_code == 302
        clock.move_to(now + timedelta(minutes=29))
        assert desk.get(f"/en/desk/clients/{amina.pk}/").status_code == 200
        clock.move_to(now + timedelta(minutes=31))
        assert desk.get(f"/en/desk/clients/{amina.pk}/").status_code == 302


def test_a_closed_client_asks_for_the_purpose_again(desk: Browser, amina: Client) -> None:
    opened(desk, amina)
    assert desk.post(f"/en/desk/clients/{amina.pk}/close/").url == "/en/desk/"
    assert desk.get(f"/en/desk/clients/{amina.pk}/").status_code == 302


@pytest.mark.parametrize("path", ["clients/999999/", "clients/999999/open/", "files/V999999999/", "files/%00/",
                                  "clients/123456789012345678901234567890/"])  # fmt: skip
def test_what_is_not_there_has_no_page(desk: Browser, path: str) -> None:
    answer = desk.get(f"/en/desk/{path}", follow=True)
    assert answer.status_code == 404


@pytest.mark.parametrize("before", ["", "0-0", "x-y", "1-", "9" * 18 + "-1", "-1-1", "\x00"])
@pytest.mark.parametrize("tab", ["timeline", "looks", "notices", "nonsense"])
def test_nonsense_in_an_address_is_no_error(
    desk: Browser, amina: Client, file: Application, tab: str, before: str
) -> None:
    opened(desk, amina)
    for path in (f"/en/desk/clients/{amina.pk}/", "/en/desk/files/V300123456/"):
        assert desk.get(path, {"tab": tab, "before": before, "sort": "-nonsense"}).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_desk_reads_the_very_sentences_of_the_client_in_both_languages(
    desk: Browser, amina: Client, file: Application, language: str
) -> None:
    closed = ApplicationFactory(client=amina, number="V300999999")
    decide(closed, "REFUSED", "2026-11-01", ("FUNDS_INSUFFICIENT",) if False else ())
    opened(desk, amina)
    viewer = Viewer(user_id=1, own_clients=frozenset({amina.pk}))
    for number in (file.number, closed.number):
        said = file_status_in_both(number, viewer=viewer, now=datetime.now(UTC))
        path = f"/{language}/desk/files/{number}/" if language == "en" else f"/fr/{FRENCH_FILE}/{number}/"
        page = html.unescape(desk.get(path).content.decode())
        for status in said.values():
            for sentence in (status.happening, status.needed, status.next, status.expected.headline):
                assert sentence in page


FRENCH_FILE = "soutien/dossiers"


def test_a_sentence_is_marked_with_its_language(desk: Browser, amina: Client, file: Application) -> None:
    opened(desk, amina)
    page = desk.get("/en/desk/files/V300123456/").content.decode()
    assert page.index('<div lang="fr">') < page.index('<div lang="en">'), "the client's language stands first"


def test_the_list_of_files_says_what_the_client_reads(desk: Browser, amina: Client, file: Application) -> None:
    opened(desk, amina)
    said = file_status_in_both(
        file.number, viewer=Viewer(user_id=1, own_clients=frozenset({amina.pk})), now=datetime.now(UTC)
    )
    page = html.unescape(desk.get(f"/en/desk/clients/{amina.pk}/").content.decode())
    assert f'<span lang="fr">{said["fr"].happening}</span>' in page
    assert said["en"].happening in page


def test_a_failing_address_is_said_first(desk: Browser, amina: Client) -> None:
    ContactPoint.objects.filter(client=amina, kind=ContactKind.EMAIL).update(failing_since=datetime.now(UTC))
    opened(desk, amina)
    assert "Messages do not reach this client" in desk.get(f"/en/desk/clients/{amina.pk}/").content.decode()


@pytest.mark.parametrize(("path", "_page"), TABS)
def test_a_page_about_a_client_costs_few_queries(
    desk: Browser, amina: Client, file: Application, path: str, _page: str, django_assert_max_num_queries
) -> None:
    for each in range(12):
        ApplicationFactory(client=amina, number=f"V30055550{each:02}")
    opened(desk, amina)
    with django_assert_max_num_queries(24):
        assert desk.get(path.format(client=amina.pk)).status_code == 200


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.AGENT, Role.SUPERVISOR, Role.OFFICER, Role.MEMBERS_AGENT}]
)
def test_who_has_no_business_with_clients_opens_none(amina: Client, file: Application, role: Role) -> None:
    browser = Browser()
    browser.force_login(StaffFactory(roles=[role]).user)
    for path in ("", f"clients/{amina.pk}/", f"clients/{amina.pk}/open/", f"files/{file.number}/"):
        assert browser.get(f"/en/desk/{path}").status_code == 403


def test_every_purpose_is_offered_in_both_languages(desk: Browser, amina: Client) -> None:
    english = html.unescape(desk.get(f"/en/desk/clients/{amina.pk}/open/").content.decode())
    assert all(str(purpose.label) in english for purpose in ORDINARY_PURPOSES)
    # Those that something recorded gives are not there to be chosen.
    assert str(Purpose.INVESTIGATION.label) not in english
