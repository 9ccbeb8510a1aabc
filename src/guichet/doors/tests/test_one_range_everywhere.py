"""One range of a file, wherever it is said: the account, the desk, the API, the letter in a silence."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from guichet.applications.events import FileQuiet
from guichet.applications.models import Application
from guichet.applications.tests.factories import ClientFactory, StaffFactory, UserFactory, link
from guichet.clients.models import Client
from guichet.config.letters import LETTERS
from guichet.doors.tests.reading import read
from guichet.foundation.dates import date_range, long_date
from guichet.foundation.languages import Language
from guichet.identity.actions import issue_token
from guichet.identity.terms import Scope
from guichet.journal.models import Entry
from guichet.processing_times.actions import publish_times
from guichet.processing_times.events import RangeMoved
from guichet.processing_times.models import FileRange
from guichet.processing_times.tests.town import NOW, TODAY, fill, origin

pytestmark = pytest.mark.django_db
SLOW = TODAY - timedelta(days=120)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def amina() -> Client:
    return ClientFactory(names=["Amina Benali"])


@pytest.fixture
def browser(amina: Client) -> Browser:
    user, browser = UserFactory(), Browser()
    link(user, amina)
    browser.force_login(user)
    return browser


@pytest.fixture
def file(amina: Client) -> Application:
    """Return a file of Amina’s among many, whose range moved today: since July all take much longer."""
    files = fill(
        lambda dice, day: dice.uniform(30, 50) if day < SLOW else dice.uniform(150, 190),
        a_day=lambda day: 3 if day < SLOW else 5,
    )
    mine = next(one for one in files if not one.decision and one.received_at >= NOW - timedelta(days=105))
    Application.objects.filter(pk=mine.pk).update(client=amina)
    publish_times(as_of=TODAY - timedelta(days=100), origin=origin(), files_too=True)
    publish_times(as_of=TODAY, origin=origin())
    assert Entry.objects.filter(kind=RangeMoved.kind, subject=f"application:{mine.number}").exists()
    return mine


def test_account_desk_api_and_letter_say_the_same_days(browser: Browser, amina: Client, file: Application) -> None:
    row = FileRange.objects.get(application=file)
    english, french = (plain(date_range(row.p10, row.p90, language)) for language in Language)

    account = read(browser.get(f"/en/account/files/{file.number}/")).text
    assert english in account
    assert french in read(browser.get(f"/fr/compte/dossiers/{file.number}/")).text

    staff, desk = StaffFactory(), Browser()
    desk.force_login(staff.user)
    desk.post(f"/en/desk/clients/{amina.pk}/open/", {"purpose": "CLIENT_ASKED", "next": "/en/desk/"})
    shown = read(desk.get(f"/en/desk/files/{file.number}/")).text
    assert english in shown
    assert french in shown

    token = issue_token(name="telephone", scopes=[Scope.TIMES], origin=origin())
    told = (
        Browser()
        .get(f"/api/v1/files/{file.number}/processing-time", headers={"Authorization": f"Bearer {token}"})
        .json()
    )
    assert (told["p10"], told["p90"]) == (row.p10.isoformat(), row.p90.isoformat())

    quiet = FileQuiet(client_id=amina.pk, application=file.number, since=NOW, at=NOW, again=NOW + timedelta(days=30))
    # A file that has waited long is told of the later days only.
    last = plain(long_date(row.p90, Language.EN))
    assert any(last in plain(point) for point in LETTERS[FileQuiet](quiet, Language.EN).points)


def test_the_client_reads_what_it_was_before_and_why_it_moved(browser: Browser, file: Application) -> None:
    row = FileRange.objects.get(application=file)
    before = plain(date_range(row.before_first, row.before_last, Language.EN))
    text = read(browser.get(f"/en/account/files/{file.number}/")).text
    assert f"Before, we said: {before}." in text
    assert "more people applied" in text or "more files are waiting" in text or "fewer files a week" in text
    moved = Entry.objects.get(kind=RangeMoved.kind, subject=f"application:{file.number}")
    assert before in text[text.index("Everything that happened") :]
    assert moved.client_id == file.client_id or moved.client_id is not None


def test_the_letter_of_a_moved_range_says_why(amina: Client, file: Application) -> None:
    entry = Entry.objects.get(kind=RangeMoved.kind, subject=f"application:{file.number}")
    from guichet.journal.events import event_from

    event = event_from(entry.kind, entry.client_id, entry.payload)
    for language in Language:
        letter = LETTERS[RangeMoved](event, language)
        assert letter.happened == event.sentence(language)
        assert letter.number == file.number
        assert not any(word in letter.subject for word in (file.number, "TRV", "Visitor"))


def test_of_those_who_applied_in_the_same_week_the_share_is_said_unless_few(
    browser: Browser, file: Application
) -> None:
    assert "Of those who applied in the same week," in read(browser.get(f"/en/account/files/{file.number}/")).text
    from guichet.processing_times.models import WeekOfFiles

    WeekOfFiles.objects.update(received=19, decided=3)
    assert "in the same week" not in read(browser.get(f"/en/account/files/{file.number}/")).text


def test_a_range_that_is_old_gives_way_to_the_standard(browser: Browser, file: Application) -> None:
    FileRange.objects.update(as_of=TODAY - timedelta(days=4))
    text = read(browser.get(f"/en/account/files/{file.number}/")).text
    assert "Before, we said" not in text[: text.index("Everything that happened")]
    assert "service standard" in text


def test_a_decided_file_has_no_range(browser: Browser, file: Application) -> None:
    Application.objects.filter(pk=file.pk).update(decision="APPROVED", decided_at=NOW, overall="CLOSED")
    text = read(browser.get(f"/en/account/files/{file.number}/")).text
    assert f"Decided on {plain(long_date(TODAY, Language.EN))}" in text
    assert "9 in 10" not in text


@pytest.mark.parametrize(
    ("scopes", "number", "status"),
    [([Scope.FEED], "mine", 403), ([Scope.TIMES], "V999999999", 404), (None, "mine", 401)],
)
def test_the_range_of_a_file_is_told_to_nobody_else(
    file: Application, scopes: list[Scope] | None, number: str, status: int
) -> None:
    headers = {}
    if scopes:
        headers = {"Authorization": f"Bearer {issue_token(name='other', scopes=scopes, origin=origin())}"}
    wanted = file.number if number == "mine" else number
    answer = Browser().get(f"/api/v1/files/{wanted}/processing-time", headers=headers)
    assert answer.status_code == status
