"""Whoever serves a client sees how, and writes down what they say; the client is told."""

import html
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.actions import Needs, change_needs, code_to_send, set_safe_contact
from guichet.clients.models import Client, ContactCode, ContactPoint, Death, Preference
from guichet.clients.queries import client as client_facts
from guichet.clients.reach import reach_of
from guichet.clients.rules import Safe
from guichet.clients.terms import ContactKind, Format
from guichet.clients.tests.factories import origin
from guichet.doors.desk.tests.conftest import opened
from guichet.identity.models import Look
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry

NAMES = ["contacts", "serving", "names", "safety"]
SERVING = {"language": "en", "channel": "email", "frequency": "weekly", "quiet_from": "", "quiet_to": "",
           "time_zone": "", "interpreter": "ase", "formats": ["audio"], "access_needs": "Wheelchair."}  # fmt: skip


def page_of(name: str, record: Client, language: str = "en") -> str:
    with override(language):
        return reverse(f"desk:{name}", args=[record.pk])


def read(browser: Browser, where: str) -> str:
    answer = browser.get(where)
    assert answer.status_code == 200, where
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_each_page_opens_for_a_purpose_and_is_noted(desk: Browser, amina: Client, name: str, language: str) -> None:
    assert desk.get(page_of(name, amina, language)).status_code == 302
    opened(desk, amina)
    read(desk, page_of(name, amina, language))
    assert Look.objects.get().page == f"desk:{name}"


def test_what_a_client_needs_is_seen_by_whoever_serves_them(desk: Browser, amina: Client, file: Application) -> None:
    needs = Needs((Format.BRAILLE,), "fcs", "I cannot use the telephone.")
    change_needs(client_id=amina.pk, needs=needs, origin=origin())
    opened(desk, amina)
    page = read(desk, f"/en/desk/clients/{amina.pk}/")
    for shown in ("Quebec Sign Language (LSQ)", "Braille", "I cannot use the telephone."):
        assert shown in page


def test_what_is_written_down_holds_and_the_client_is_told(desk: Browser, amina: Client) -> None:
    opened(desk, amina)
    assert desk.post(page_of("serving", amina), SERVING).url == f"/en/desk/clients/{amina.pk}/"
    kept = Preference.objects.get()
    assert (kept.frequency, kept.interpreter, kept.formats, kept.access_needs) == (
        "weekly",
        "ase",
        ["audio"],
        "Wheelchair.",
    )
    noted = Entry.objects.filter(kind="preferences.noted")
    assert noted.count() == 2
    assert all(entry.event.visible and entry.actor.startswith("staff:") for entry in noted)


@pytest.mark.parametrize(
    "wrong", [{"channel": ""}, {"interpreter": "xxx"}, {"quiet_from": "08:00"}, {"formats": ["x"]}]
)
def test_nonsense_is_not_written_down(desk: Browser, amina: Client, wrong: dict[str, object]) -> None:
    opened(desk, amina)
    assert desk.post(page_of("serving", amina), SERVING | wrong).status_code == 200
    assert not Preference.objects.exists()


def test_an_address_is_added_and_the_client_reads_the_code_out(desk: Browser, amina: Client) -> None:
    opened(desk, amina)
    asked = desk.post(page_of("contacts", amina), {"kind": "phone", "value": "613-555-0142"})
    made = code_to_send(ContactCode.objects.get().pk, now=ContactCode.objects.get().asked_at)
    assert made is not None
    assert made.code not in desk.get(asked.url).content.decode(), "the agent hears it from the client"
    assert desk.post(asked.url, {"code": "abc123"}).status_code == 200
    desk.post(asked.url, {"code": made.code})
    assert reach_of([amina.pk])[amina.pk].addresses[ContactKind.PHONE] == "+16135550142"
    assert desk.get(f"{page_of('contact-code', amina)}?point=99999999").status_code == 404
    assert desk.get(page_of("contact-code", amina)).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"kind": "phone", "value": "12"}, {"kind": "email", "value": "x"}, {"kind": "", "value": "a@example.org"}]
)
def test_what_is_no_address_is_not_added(desk: Browser, amina: Client, wrong: dict[str, str]) -> None:
    before = ContactPoint.objects.count()
    opened(desk, amina)
    assert desk.post(page_of("contacts", amina), wrong).status_code == 200
    assert ContactPoint.objects.count() == before


def test_of_somebody_in_danger_the_desk_shows_what_to_do_and_not_where(
    desk: Browser, amina: Client, file: Application
) -> None:
    opened(desk, amina)
    said = {"on": "yes", "phone": "613 555 0199", "words": "Never speak to my husband."}
    desk.post(page_of("safety", amina), said)
    page = read(desk, f"/en/desk/clients/{amina.pk}/")
    for shown in (
        "This client is in danger.",
        "+16135550199",
        "Never speak to my husband.",
        "Hidden, for their safety",
    ):
        assert shown in page
    office = "Ottawa"
    for where in (f"/en/desk/files/{file.number}/", f"/en/desk/files/{file.number}/?tab=timeline"):
        assert office not in read(desk, where).split("<main")[1]
    desk.post(page_of("safety", amina), {"on": "no"})
    assert not client_facts(amina.pk, viewer=viewer_of(amina)).is_in_danger


def viewer_of(record: Client) -> Viewer:
    return Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}), opened={record.pk: Purpose.CLIENT_ASKED})


def as_role(role: Role) -> Browser:
    browser = Browser()
    browser.force_login(StaffFactory(roles=[role.value]).user)
    return browser


def test_a_death_is_recorded_with_proof_stops_everything_and_can_be_taken_back(amina: Client) -> None:
    supervisor = as_role(Role.SUPERVISOR)
    opened(supervisor, amina)
    assert supervisor.post(page_of("death", amina), {"proof": ""}).status_code == 200
    assert not Death.objects.exists()
    said = {"died_on_day": "1", "died_on_month": "10", "died_on_year": "2026", "proof": "CERTIFICATE"}
    supervisor.post(page_of("death", amina), said)
    assert reach_of([amina.pk])[amina.pk].is_deceased
    page = read(supervisor, f"/en/desk/clients/{amina.pk}/")
    assert "This client has died: October 1, 2026." in page.replace("\xa0", " ")
    assert "This was a mistake" in read(supervisor, page_of("death", amina))
    supervisor.post(page_of("death-undo", amina))
    assert not reach_of([amina.pk])[amina.pk].is_deceased


@pytest.mark.parametrize(
    ("name", "role", "may"),
    [
        ("death", Role.AGENT, False),
        ("death", Role.OFFICER, True),
        ("former", Role.AGENT, False),
        ("former", Role.SUPERVISOR, False),
        ("former", Role.OFFICER, True),
    ],
)
def test_graver_things_are_for_few(amina: Client, name: str, role: Role, may: bool) -> None:
    browser = as_role(role)
    opened(browser, amina)
    assert browser.get(page_of(name, amina)).status_code == (200 if may else 403)


def test_an_officer_says_why_before_a_former_name_is_shown_and_it_is_noted(amina: Client) -> None:
    from guichet.clients.former import keep_former_names

    keep_former_names({amina.pk: ["Wilhelmina Oldfield"]}, kept={}, at=datetime(2026, 11, 1, tzinfo=UTC))
    officer = as_role(Role.OFFICER)
    opened(officer, amina, "WORK_ON_FILE")
    assert "Oldfield" not in read(officer, page_of("former", amina))
    assert "Oldfield" not in officer.post(page_of("former", amina), {"reason": "CURIOSITY"}).content.decode()
    shown = officer.post(page_of("former", amina), {"reason": "COURT"}).content.decode()
    assert "Wilhelmina Oldfield" in shown
    assert Look.objects.latest("id").page == "desk:former:COURT"
    assert "Oldfield" not in read(officer, f"/en/desk/clients/{amina.pk}/")


def test_how_to_say_a_name_is_on_the_page(desk: Browser, amina: Client) -> None:
    opened(desk, amina)
    said = {"name": "Mina", "said_as": "MEE-na", "gender": "F", "pronouns": "she/her", "greeting": "Dear Mina"}
    desk.post(page_of("names", amina), said)
    page = read(desk, f"/en/desk/clients/{amina.pk}/")
    for shown in ("Mina", "MEE-na", "she/her", "Dear Mina"):
        assert shown in page


def test_a_client_in_danger_is_not_shown_by_a_safe_word_in_the_address(desk: Browser, amina: Client) -> None:
    set_safe_contact(client_id=amina.pk, safe=Safe("friend@example.org"), origin=origin())
    opened(desk, amina)
    timeline = read(desk, f"/en/desk/clients/{amina.pk}/?tab=timeline")
    assert "How we reach you was changed." not in timeline
