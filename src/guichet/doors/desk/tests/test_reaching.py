"""Reaching a client whom no message reached: what they should know, and what came of it; for a purpose, and noted."""

from typing import Any

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ClientFactory, StaffFactory
from guichet.clients.actions import set_safe_contact
from guichet.clients.events import AccountLinked
from guichet.clients.models import Client, Merge
from guichet.clients.rules import Safe
from guichet.doors.desk.tests.conftest import opened
from guichet.identity.models import Look, Staff
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions import queue_notices, receive_text
from guichet.notices.models import Delivery, ReceivedText, Undelivered
from guichet.notices.tests.people import NOON, happened
from guichet.worklists.models import Task


@pytest.fixture
def _stuck(amina: Client) -> None:
    amina.contact_points.all().delete()
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))


def path(amina: Client, more: str = "") -> str:
    return f"/en/desk/clients/{amina.pk}/reach/{more}"


@pytest.mark.usefixtures("_stuck")
def test_the_page_asks_for_a_purpose_shows_what_is_not_known_and_is_noted(desk: Browser, amina: Client) -> None:
    assert desk.get(path(amina)).status_code == 302
    opened(desk, amina, "UNDELIVERED_NOTICE")
    page = desk.get(path(amina)).content.decode()
    assert "Un compte en ligne a été lié à vos dossiers." in page
    assert "An online account was linked to your files." in page
    assert Look.objects.filter(page="desk:reach", client_id=amina.pk).count() == 1
    assert "Reach this client" in desk.get(f"/en/desk/clients/{amina.pk}/?tab=notices").content.decode()


@pytest.mark.usefixtures("_stuck")
@pytest.mark.parametrize(("outcome", "resolution"), [("TOLD", "PERSON"), ("NO_WAY_LEFT", "GIVEN_UP")])
def test_what_came_of_it_is_noted_and_the_task_is_over(
    desk: Browser, amina: Client, outcome: str, resolution: str
) -> None:
    opened(desk, amina)
    answer = desk.post(path(amina), {"outcome": outcome}, follow=True).content.decode()
    assert "1 notice is resolved." in answer
    assert Undelivered.objects.get().resolution == resolution
    assert Task.objects.get().state == "DONE"
    assert (
        "Somebody had already seen to it." in desk.post(path(amina), {"outcome": outcome}, follow=True).content.decode()
    )


@pytest.mark.usefixtures("_stuck")
@pytest.mark.parametrize("said", [{}, {"outcome": "EATEN"}])
def test_nothing_chosen_resolves_nothing(desk: Browser, amina: Client, said: dict[str, str]) -> None:
    opened(desk, amina)
    assert "Choose" in desk.post(path(amina), said).content.decode()
    assert Undelivered.objects.get().state == "OWNED"


def test_a_text_is_read_seen_to_and_gone(desk: Browser, amina: Client, settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    amina.contact_points.update_or_create(kind="phone", defaults={"value": "+14165550123"})
    receive_text(
        provider_reference="p-1",
        number="+14165550123",
        words="Is my <b>passport</b> with you?",
        to_do=lambda clients: False,
        origin=Origin("text-provider", Channel.TEXT, NOON),
    )
    opened(desk, amina)
    page = desk.get(path(amina)).content.decode()
    assert "&lt;b&gt;passport" in page
    number = ReceivedText.objects.get().pk
    assert "The text was seen to." in desk.post(path(amina, "text/"), {"number": number}, follow=True).content.decode()
    assert "passport" not in desk.get(path(amina)).content.decode()
    for wrong in ("", "x", "999999"):
        assert desk.post(path(amina, "text/"), {"number": wrong}).status_code == 404


def test_a_letter_that_came_back_is_noted(desk: Browser, amina: Client) -> None:
    letter = Delivery.objects.create(
        client=amina, medium="post", address="1 Rue Principale\nMontréal", language="fr", reference="r", status="SENT",
        queued_at=NOON, next_try_at=NOON, sent_at=NOON,
    )  # fmt: skip
    opened(desk, amina)
    assert "1 Rue Principale, Montréal" in desk.get(path(amina)).content.decode()
    answer = desk.post(path(amina, "letter/"), {"number": letter.pk}, follow=True).content.decode()
    assert "It is noted that the letter came back." in answer
    letter.refresh_from_db()
    assert letter.status == "FAILED"


def test_two_records_of_one_person_are_one_task_and_one_client_in_the_lists(desk: Browser, amina: Client) -> None:
    again = ClientFactory(uci="5556667778", names=["Amina Ben Ali"], email="")
    other = ClientFactory(uci="5556667779", names=["Omar Said"], email="")
    for one in (amina, again, other):
        one.contact_points.all().delete()
        queue_notices(happened(AccountLinked(client_id=one.pk, means="FACTS")))
    Merge.objects.create(kept=amina, gone=again, proofs=["DOCUMENT_SEEN"], merged_at=NOON, merged_by="staff:1")
    work = desk.get("/en/desk/work/").content.decode()
    assert work.count(f'value">Client {amina.pk}<') == 1
    assert f"Client {again.pk}<" not in work
    assert f"Client {other.pk}<" in work
    manager = Browser()
    manager.force_login(StaffFactory(roles=["SUPERVISOR"]).user)
    office = manager.get("/en/office/undelivered/").content.decode()
    assert office.count(f"Client {amina.pk}<") == 2
    assert f"Client {again.pk}<" not in office
    opened(desk, amina)
    answer = desk.post(path(amina), {"outcome": "TOLD"}, follow=True).content.decode()
    assert "2 notices are resolved." in answer
    assert set(Task.objects.exclude(client_id=other.pk).values_list("state", flat=True)) == {"DONE"}
    assert f"Client {amina.pk}<" not in desk.get("/en/desk/work/").content.decode()


def test_where_the_file_of_somebody_in_danger_was_opened_is_not_said_at_the_desk(desk: Browser, amina: Client) -> None:
    opened(desk, amina)
    where = f"/en/desk/clients/{amina.pk}/?tab=looks"
    office = Staff.objects.get().office
    assert office
    desk.get(where)
    assert f"· {office}" in desk.get(where).content.decode()
    set_safe_contact(
        client_id=amina.pk, safe=Safe("", "", None, None, ""), origin=Origin("staff:1", Channel.DESK, NOON)
    )
    page = desk.get(where).content.decode()
    assert "Zoë Leduc" in page
    assert f"· {office}" not in page
