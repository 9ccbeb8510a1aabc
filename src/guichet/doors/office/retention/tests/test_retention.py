"""Retention at the office: asked by one, approved by another, carried out, certified; and holds."""

import html
import json
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.applications.models import Application
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory
from guichet.identity.models import Staff
from guichet.journal.models import Entry
from guichet.retention import jobs
from guichet.retention.models import Disposal, Hold

pytestmark = pytest.mark.django_db
PAGE = {"en": "/en/office/retention/", "fr": "/fr/gestion/conservation/"}
LONG_AGO = datetime(2001, 1, 5, tzinfo=UTC)


def officer() -> tuple[Staff, Browser]:
    staff = StaffFactory(roles=["PRIVACY_OFFICER"])
    browser = Browser()
    browser.force_login(staff.user)
    return staff, browser


@pytest.fixture
def hamdan() -> Browser:
    return officer()[1]


@pytest.fixture
def roy() -> Browser:
    return officer()[1]


def text(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def press(browser: Browser, address: str) -> str:
    answer = browser.post(address, follow=True)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def old_files(count: int) -> list[Application]:
    return [
        ApplicationFactory(
            client=ClientFactory(known_as_of=LONG_AGO), overall="CLOSED", decided_at=LONG_AGO, latest_at=LONG_AGO
        )
        for _each in range(count)
    ]


def asked(browser: Browser) -> int:
    """Press the button, do the job that it owes, and return the number of the disposal."""
    assert "We are counting." in press(browser, f"{PAGE['en']}ask/")
    job = ProcrastinateJob.objects.filter(task_name=jobs.ASK).latest("id")
    assert job.args.keys() == {"user_id", "as_of"}
    jobs.ask(**job.args)
    ProcrastinateJob.objects.filter(pk=job.pk).delete()
    return Disposal.objects.latest("id").pk


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["How long things are kept", "10 years", "Privacy Regulations, s. 4(1)(a)", "No disposal yet"]),
        ("fr", ["Combien de temps", "10 ans", "Privacy Regulations, s. 4(1)(a)", "Aucune élimination"]),
    ],
)
def test_the_rules_stand_there_with_time_and_source(hamdan: Browser, language: str, said: list[str]) -> None:
    page = text(hamdan, PAGE[language])
    assert [words for words in said if words not in page] == []


def test_asked_by_one_approved_by_another_carried_out_and_certified(hamdan: Browser, roy: Browser) -> None:
    old_files(7)
    number = asked(hamdan)
    where = f"{PAGE['en']}disposals/{number}/"
    assert "Waits for a second person" in text(hamdan, where)
    assert ">Approve<" not in text(hamdan, where)
    assert "cannot approve it" in press(hamdan, f"{where}approve/")
    assert "A second person must approve it first" in press(hamdan, f"{where}carry-out/")
    assert hamdan.get(f"{where}certificate/").status_code == 404
    assert "Approved. It can be carried out now." in press(roy, f"{where}approve/")
    for _time in range(2):  # pressed twice, it is owed once
        assert "It is being carried out." in press(roy, f"{where}carry-out/")
    (job,) = ProcrastinateJob.objects.filter(task_name=jobs.CARRY_OUT)
    assert job.args == {"disposal_id": number}
    jobs.carry(**job.args)
    jobs.carry(**job.args)  # run again, nothing more
    assert not Application.objects.exists()
    page = text(roy, where)
    assert "What went" in page
    found = json.loads(roy.get(f"{where}certificate/").content)
    assert found["gone"]["FILE"] == 7
    assert found["sha256"] in page
    assert Entry.objects.filter(kind="retention.done").count() == 1


def test_called_off_nothing_goes(hamdan: Browser, roy: Browser) -> None:
    old_files(6)
    where = f"{PAGE['en']}disposals/{asked(hamdan)}/"
    assert "Called off. Nothing goes." in press(roy, f"{where}withdraw/")
    assert "further already" in press(roy, f"{where}approve/")
    assert "further already" in press(roy, f"{where}withdraw/")
    assert Application.objects.count() == 6


def test_groups_of_few_people_are_not_shown_and_cannot_be_reckoned(hamdan: Browser) -> None:
    old_files(3)
    page = text(hamdan, f"{PAGE['en']}disposals/{asked(hamdan)}/")
    assert "Not shown" in page
    report = Disposal.objects.get().report["FILE"]
    assert report == {"GOES": 3}  # kept exactly, for the certificate


def test_a_hold_is_placed_seen_and_lifted(hamdan: Browser) -> None:
    file = old_files(1)[0]
    where = f"{PAGE['en']}holds/"
    said = {"uci": "", "number": file.number, "reason": "COURT", "reference": "T-123-26"}
    done = hamdan.post(where, said, follow=True)
    assert "The hold is placed." in html.unescape(done.content.decode())
    page = text(hamdan, where)
    assert file.number in page
    assert "T-123-26" in page
    assert "1 hold in force" in text(hamdan, PAGE["en"])
    number = Hold.objects.get().pk
    assert "The hold is lifted." in press(hamdan, f"{where}{number}/lift/")
    assert "no such hold, or it was lifted" in press(hamdan, f"{where}{number}/lift/")
    hamdan.post(where, {"uci": file.client.uci, "number": "", "reason": "COMPLAINT", "reference": ""})
    held = text(hamdan, where)
    assert f"record {file.client_id}" in held
    assert "Amina" not in held


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Enter the number of a person or of a file: one of them."),
        ({"uci": "1112223334", "number": "V300123456", "reason": "COURT"}, "one of them"),
        ({"uci": "12", "reason": "COURT"}, "This is no UCI: it has 8 or 10 digits."),
        ({"number": "V399999999", "reason": "COURT"}, "There is no such person or file"),
        ({"number": "V300123456", "reason": "WHIM"}, "Choose one of these."),
        ({"number": "V300123456"}, "Choose why."),
        (
            {
                "number": "V300123456",
                "reason": "COURT",
                "ends_on_day": "1",
                "ends_on_month": "1",
                "ends_on_year": "2020",
            },
            "the day is over",
        ),
    ],
)
def test_a_hold_that_makes_no_sense_is_not_placed(hamdan: Browser, typed: dict[str, str], said: str) -> None:
    ApplicationFactory(number="V300123456")
    answer = hamdan.post(f"{PAGE['en']}holds/", typed)
    assert answer.status_code == 200
    assert said in html.unescape(answer.content.decode())
    assert not Hold.objects.exists()


def test_who_left_before_it_was_counted_asked_for_nothing() -> None:
    staff, browser = officer()
    press(browser, f"{PAGE['en']}ask/")
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    jobs.ask(user_id=staff.user_id, as_of="2026-11-03")
    Staff.objects.filter(pk=staff.pk).update(is_active=True, roles=["AGENT"])
    jobs.ask(user_id=staff.user_id, as_of="2026-11-03")
    assert not Disposal.objects.exists()


def test_a_disposal_that_is_not_there_has_no_page(hamdan: Browser) -> None:
    assert hamdan.get(f"{PAGE['en']}disposals/4711/").status_code == 404
    for name in ("approve", "withdraw", "carry-out"):
        assert hamdan.post(f"{PAGE['en']}disposals/4711/{name}/").status_code == 404
