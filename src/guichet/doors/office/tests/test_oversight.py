"""The pages of those who watch over looking."""

import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import ClientFactory, StaffFactory
from guichet.clients.models import Client
from guichet.identity.models import AccessRecord, Investigation
from guichet.identity.rules.exports import check_export
from guichet.identity.terms import AccessKind, Barrier, Purpose, Role
from guichet.identity.tests.factories import a_look
from guichet.oversight.models import BrokenGlass, LookQuestion, Protection, UnusualLooking
from guichet.oversight.terms import Unusual

As = Callable[[Role], Browser]
NOW = datetime.now(UTC)
BASE = {"en": "/en/office/oversight/", "fr": "/fr/gestion/surveillance/"}
LISTS = {
    "en": ["", "openings/", "unusual/", "questions/", "investigations/", "protected/", "log/"],
    "fr": ["", "ouvertures/", "inhabituel/", "questions/", "enquetes/", "proteges/", "registre/"],
}


@pytest.fixture
def amina(db: None) -> Client:
    return ClientFactory(uci="1112223334", names=["Amina Benali"])


@pytest.fixture
def everything(amina: Client) -> dict[str, int]:
    """One of each thing to decide."""
    staff = StaffFactory(name="Zoë Leduc")
    look = a_look(client_id=amina.pk, staff=staff, looked_at=NOW)
    return {
        "openings": BrokenGlass.objects.create(
            staff=staff, client_id=amina.pk, barrier=Barrier.OTHER_OFFICE, purpose=Purpose.WORK_ON_FILE,
            reason="<b>Somebody was ill</b>", opened_at=NOW, until=NOW,
        ).pk,
        "unusual": UnusualLooking.objects.create(
            kind=Unusual.COLLEAGUE, staff=staff, client_id=amina.pk, key="x", looks=[look.pk], count=1, found_at=NOW
        ).pk,
        "questions": LookQuestion.objects.create(look_id=look.pk, client_id=amina.pk, words="Why?", asked_at=NOW).pk,
    }  # fmt: skip


def text(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_auditor_reads_every_page_in_both_languages(as_: As, everything: dict[str, int], language: str) -> None:
    auditor = as_(Role.AUDITOR)
    for page in LISTS[language]:
        assert "<h1" in text(auditor, BASE[language] + page)


@pytest.mark.parametrize(("kind", "form", "said"), [
    ("openings", {"verdict": "NOT_JUSTIFIED", "note": "It was curiosity."}, "The review is kept."),
    ("unusual", {"verdict": "EXPLAINED"}, "The review is kept."),
    ("questions", {"answer": "Your brother called us."}, "they are told"),
])  # fmt: skip
def test_each_thing_is_decided_once(
    as_: As, everything: dict[str, int], kind: str, form: dict[str, str], said: str
) -> None:
    auditor, path = as_(Role.AUDITOR), f"{BASE['en']}{kind}/{everything[kind]}/"
    assert "<form" in text(auditor, path).split("<main")[1]
    assert "error" in auditor.post(path, {}).content.decode()
    assert said in html.unescape(auditor.post(path, form, follow=True).content.decode())
    assert "<form" not in text(auditor, path).split("<main")[1].split("</main")[0]


def test_a_reason_is_shown_as_text_and_never_run(as_: As, everything: dict[str, int]) -> None:
    answer = as_(Role.AUDITOR).get(f"{BASE['en']}openings/{everything['openings']}/").content.decode()
    assert "&lt;b&gt;Somebody was ill" in answer


def test_a_manager_orders_and_another_approves(as_: As, amina: Client) -> None:
    officer = StaffFactory(name="Minh Lê", roles=["OFFICER"])
    until = (NOW + timedelta(days=20)).date()
    form = {
        "client": "1112223334", "investigator": str(officer.pk), "case_number": "I-9", "reason": "A tip.",
        "until_day": str(until.day), "until_month": str(until.month), "until_year": str(until.year),
    }  # fmt: skip
    first = as_(Role.MANAGER)
    page = html.unescape(first.post(BASE["en"] + "investigations/new/", form, follow=True).content.decode())
    assert "A second person must approve it." in page
    found = Investigation.objects.get()
    path = f"{BASE['en']}investigations/{found.pk}/"
    assert "Approve" not in text(first, path).split("<main")[1]
    first.post(path + "decide/", {"decision": "approve"})
    assert not Investigation.objects.get().approved
    # Somebody else of the same role.
    second = Browser()
    second.force_login(StaffFactory(roles=["MANAGER"]).user)
    assert "Approve" in text(second, path)
    second.post(path + "decide/", {"decision": "approve"})
    assert Investigation.objects.get().approved
    assert "End it now" in text(first, path)
    first.post(path + "decide/", {"decision": "end"})
    assert Investigation.objects.get().ended_at


@pytest.mark.parametrize(("days", "said"), [(-2, "The day must lie ahead."), (91, "kept from a client for so long")])
def test_an_investigation_that_may_not_be_says_why(as_: As, amina: Client, days: int, said: str) -> None:
    officer, until = StaffFactory(roles=["OFFICER"]), (NOW + timedelta(days=days)).date()
    form = {"client": "1112223334", "investigator": str(officer.pk), "case_number": "I-9", "reason": "A tip.",
            "until_day": str(until.day), "until_month": str(until.month), "until_year": str(until.year)}  # fmt: skip
    assert said in html.unescape(as_(Role.MANAGER).post(BASE["en"] + "investigations/new/", form).content.decode())
    assert not Investigation.objects.exists()


def test_a_file_is_protected_and_no_longer(as_: As, amina: Client) -> None:
    manager = as_(Role.MANAGER)
    assert "There is no client" in manager.post(
        BASE["en"] + "protected/new/", {"client": "9", "why": "SAFETY"}
    ).content.decode()  # fmt: skip
    manager.post(BASE["en"] + "protected/new/", {"client": "1112223334", "why": "SAFETY"})
    found = Protection.objects.get()
    assert "The client is in danger" in text(manager, BASE["en"] + "protected/")
    manager.post(f"{BASE['en']}protected/{found.pk}/")
    assert "No file is protected" in text(manager, BASE["en"] + "protected/")


def test_the_export_of_the_page_is_one_that_anybody_can_check(as_: As, everything: dict[str, int]) -> None:
    answer = as_(Role.AUDITOR).post(BASE["en"] + "log/export/")
    lines = b"".join(answer.streaming_content).decode().splitlines(keepends=True)
    report = check_export(lines)
    assert report.sound
    assert report.entries == 2
    assert "Leduc" not in "".join(lines)
    assert AccessRecord.objects.filter(kind=AccessKind.EXPORTED).exists()


@pytest.mark.parametrize("path", ["openings/4711/", "unusual/4711/", "questions/4711/", "investigations/4711/"])
def test_what_is_not_there_has_no_page(as_: As, path: str) -> None:
    assert as_(Role.AUDITOR).get(BASE["en"] + path).status_code == 404


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.OFFICER, Role.CONTENT_OWNER, Role.ADMINISTRATOR])
def test_oversight_is_for_auditors_and_managers(as_: As, role: Role) -> None:
    browser = as_(role)
    assert {browser.get(BASE["en"] + page).status_code for page in LISTS["en"]} == {403}


def test_a_manager_reads_no_reasons_and_no_log(as_: As) -> None:
    manager = as_(Role.MANAGER)
    refused = [page for page in LISTS["en"] if manager.get(BASE["en"] + page).status_code == 403]
    assert refused == ["openings/", "unusual/", "questions/", "log/"]
