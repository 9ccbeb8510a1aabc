"""A file outside one's own opens for a reason in words, for a short time, and somebody is asked to review it."""

import html
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.models import Client
from guichet.identity.actions import decide_investigation, order_investigation
from guichet.identity.models import AccessRecord, Look, Staff
from guichet.identity.rules import Viewer
from guichet.identity.terms import AccessKind, Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.oversight.models import BrokenGlass
from guichet.worklists.models import Task

WHY = "The officer who has the file is ill and the client flies tonight."


@pytest.fixture
def sydney(db: None) -> Staff:
    return StaffFactory(name="Geneviève Roy", roles=["OFFICER"], office="CIO-SYDNEY")


@pytest.fixture
def officer(sydney: Staff) -> Browser:
    browser = Browser()
    browser.force_login(sydney.user)
    return browser


def test_an_ordinary_opening_is_in_the_access_log_before_anything_is_seen(
    desk: Browser, amina: Client, file: Application
) -> None:
    desk.post(f"/en/desk/clients/{amina.pk}/open/", {"purpose": "COMPLAINT"})
    entry = AccessRecord.objects.get()
    assert entry.kind == AccessKind.OPENED
    assert '"purpose":"COMPLAINT"' in entry.facts


@pytest.mark.parametrize(("language", "said"), [("en", "The file is at another office."),
                                                ("fr", "Le dossier est à un autre bureau.")])  # fmt: skip
def test_a_file_of_another_office_asks_why(
    officer: Browser, amina: Client, file: Application, language: str, said: str
) -> None:
    path = {"en": f"/en/desk/clients/{amina.pk}/open/", "fr": f"/fr/soutien/clients/{amina.pk}/ouvrir/"}[language]
    answer = officer.post(path, {"purpose": "WORK_ON_FILE", "next": f"/en/desk/files/{file.number}/"}, follow=True)
    page = html.unescape(answer.content.decode())
    assert said in page
    assert "amina@" not in page
    assert not Look.objects.exists()


def test_the_reason_opens_it_for_a_quarter_of_an_hour(officer: Browser, amina: Client, file: Application) -> None:
    now = datetime(2026, 11, 3, 17, tzinfo=UTC)
    wanted = f"/en/desk/files/{file.number}/"
    with time_machine.travel(now, tick=False) as clock:
        path = f"/en/desk/clients/{amina.pk}/open-for-a-reason/?purpose=WORK_ON_FILE&next={quote(wanted)}"
        answer = officer.post(path, {"purpose": "WORK_ON_FILE", "reason": WHY, "next": wanted})
        assert (answer.status_code, answer.url) == (302, wanted)
        clock.shift(timedelta(minutes=14))
        assert officer.get(wanted).status_code == 200
        clock.shift(timedelta(minutes=1))
        assert officer.get(wanted).status_code == 302
    assert Look.objects.get().purpose == Purpose.BREAK_GLASS
    assert Task.objects.get(kind="break_glass").subject == f"break_glass:{BrokenGlass.objects.get().pk}"


@pytest.mark.parametrize("reason", ["", "because", "x" * 2001])
def test_a_reason_that_is_none_opens_nothing(officer: Browser, amina: Client, file: Application, reason: str) -> None:
    path = f"/en/desk/clients/{amina.pk}/open-for-a-reason/"
    answer = officer.post(path, {"purpose": "WORK_ON_FILE", "reason": reason})
    assert answer.status_code == 200
    assert b"error" in answer.content
    assert not BrokenGlass.objects.exists()
    assert officer.get(f"/en/desk/clients/{amina.pk}/").status_code == 302


@pytest.mark.parametrize("purpose", ["", "NONSENSE", "BREAK_GLASS", "INVESTIGATION"])
def test_a_purpose_that_cannot_be_chosen_leads_back(
    officer: Browser, amina: Client, file: Application, purpose: str
) -> None:
    for name in ("open", "open-for-a-reason"):
        officer.post(f"/en/desk/clients/{amina.pk}/{name}/", {"purpose": purpose, "reason": WHY})
    assert officer.get(f"/en/desk/clients/{amina.pk}/").status_code == 302
    assert not BrokenGlass.objects.exists()


def test_only_the_investigator_finds_the_purpose_and_the_client_sees_it_later(
    officer: Browser, sydney: Staff, desk: Browser, amina: Client, file: Application
) -> None:
    now = datetime.now(UTC)
    first, second = (StaffFactory(roles=["MANAGER"]) for _ in range(2))
    managers = [
        Viewer(user_id=one.user_id, staff_id=one.pk, roles=frozenset({Role.MANAGER})) for one in (first, second)
    ]
    origin = Origin(actor="staff:1", channel=Channel.OFFICE, at=now)
    number = order_investigation(
        viewer=managers[0], client_id=amina.pk, investigator_id=sydney.pk, case_number="I-1", reason=WHY,
        until=now + timedelta(days=9), longest=timedelta(days=90), origin=origin,
    )  # fmt: skip
    path = f"/en/desk/clients/{amina.pk}/open/"
    assert b"INVESTIGATION" not in officer.get(path).content
    decide_investigation(viewer=managers[1], investigation_id=number, approve=True, origin=origin)
    assert b"INVESTIGATION" in officer.get(path).content
    assert b"INVESTIGATION" not in desk.get(path).content
    assert officer.post(path, {"purpose": "INVESTIGATION"}).status_code == 302
    assert officer.get(f"/en/desk/clients/{amina.pk}/").status_code == 200
    assert Look.objects.get().investigation_id == number
    desk.post(path, {"purpose": "CLIENT_ASKED"})
    assert "A recorded investigation" not in desk.get(f"/en/desk/clients/{amina.pk}/?tab=looks").content.decode()
