"""No client is left for long without a word: what is said, how often, and to whom it is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guichet.applications.events import ApplicationReceived, FileQuiet
from guichet.applications.heartbeat import watch, write_in_silence
from guichet.applications.letters import file_quiet
from guichet.applications.models import Application, Silence
from guichet.applications.policy import pace_of, problems
from guichet.applications.queries import file_status
from guichet.applications.reactions import tell_clients
from guichet.applications.rules.silence import Look, Pace, Quiet, look_at
from guichet.applications.silence import last_word, longest_silences
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, ask, enter
from guichet.applications.turns import has_something_to_do
from guichet.clients.actions import set_heartbeat
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.tests.people import happened

NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
DAY = timedelta(days=1)
PACE = Pace(first=30 * DAY, every=60 * DAY)
db = pytest.mark.django_db


def quiet(**facts: Any) -> Quiet:
    usual = {"news_at": NOON, "word_at": None, "is_over": False, "is_clients_turn": False, "wants_words": True}
    return Quiet(**(usual | facts))


@pytest.mark.parametrize(
    ("facts", "days", "look"),
    [
        pytest.param({}, 29, Look(write=False, again=NOON + 30 * DAY), id="not yet"),
        pytest.param({}, 30, Look(write=True, again=NOON + 90 * DAY), id="the first word"),
        pytest.param(
            {"word_at": NOON + 30 * DAY}, 89, Look(write=False, again=NOON + 90 * DAY), id="not so soon again"
        ),
        pytest.param({"word_at": NOON + 30 * DAY}, 90, Look(write=True, again=NOON + 150 * DAY), id="the second word"),
        pytest.param({"word_at": NOON - DAY}, 29, Look(write=False, again=NOON + 30 * DAY), id="news begin anew"),
        pytest.param({"is_over": True}, 400, Look(write=False, again=None), id="over"),
        pytest.param({"is_clients_turn": True}, 40, Look(write=False, again=NOON + 47 * DAY), id="their turn"),
        pytest.param({"wants_words": False}, 40, Look(write=False, again=NOON + 47 * DAY), id="turned off"),
    ],
)
def test_when_a_word_is_written(facts: dict[str, Any], days: int, look: Look) -> None:
    assert look_at(quiet(**facts), PACE, NOON + days * DAY) == look


def test_the_pace_is_sound_and_a_strange_program_is_found(tmp_path: Any) -> None:
    assert problems() == []
    assert pace_of("TRV", NOON.date()).first < pace_of("CIT-GRANT", NOON.date()).first
    (tmp_path / "applications").mkdir()
    (tmp_path / "applications/heartbeat.yaml").write_text(
        "- code: NOPE\n  first_after_days: 1\n  every_days: 1\n", encoding="utf-8"
    )
    assert any("NOPE" in str(fault) for fault in problems(tmp_path))


@pytest.fixture
def file(db: None) -> Application:
    """A file that was received, in an early stage with us, and of which nothing was heard since."""
    file = ApplicationFactory(client=ClientFactory(language="fr", email="amina@example.org"), number="V300123456")
    enter(file, "ELIGIBILITY", "2026-10-09")
    file.refresh_from_db()
    watch([file.number], at=file.latest_at)
    return file


def words() -> list[Entry]:
    return list(Entry.objects.filter(kind="file.quiet").order_by("id"))


def test_a_long_silence_gets_a_word_once_and_then_at_its_pace(file: Application) -> None:
    late = file.latest_at + 22 * DAY
    assert [write_in_silence(late), write_in_silence(late)] == [1, 0]
    [entry] = words()
    assert (entry.client_id, entry.subject) == (file.client_id, "application:V300123456")
    assert write_in_silence(late + 29 * DAY) == 0
    assert write_in_silence(late + 30 * DAY) == 1


def test_news_begin_a_new_silence(file: Application) -> None:
    late = file.latest_at + 22 * DAY
    Application.objects.update(latest_at=late - DAY)
    assert write_in_silence(late) == 0
    assert Silence.objects.get().look_at == late - DAY + 21 * DAY


def test_nothing_is_said_to_be_needed_from_nobody_while_it_is_the_clients_turn(file: Application) -> None:
    assert not has_something_to_do([file.client_id], now=NOON)
    ask(file, "FUNDS", "2026-10-09", due="2099-01-01")
    enter(file, "ADDITIONAL_DOCS", "2026-10-09")
    file.refresh_from_db()
    assert has_something_to_do([file.client_id], now=NOON)
    assert write_in_silence(file.latest_at + 40 * DAY) == 0
    assert Silence.objects.get().look_at is not None


def test_what_is_over_is_looked_at_no_more_until_it_begins_anew(file: Application) -> None:
    Application.objects.update(overall="CLOSED")
    assert write_in_silence(file.latest_at + 40 * DAY) == 0
    assert Silence.objects.get().look_at is None
    tell_clients(happened(ApplicationReceived(client_id=file.client_id, application=file.number, program="TRV")))
    assert Silence.objects.get().look_at is not None


def test_who_turned_it_off_gets_no_word_and_may_turn_it_on(file: Application) -> None:
    origin = Origin(actor="user:1", channel=Channel.ACCOUNT, at=NOON)
    assert set_heartbeat(client_id=file.client_id, on=False, origin=origin)
    assert not set_heartbeat(client_id=file.client_id, on=False, origin=origin)
    late = file.latest_at + 40 * DAY
    assert write_in_silence(late) == 0
    set_heartbeat(client_id=file.client_id, on=True, origin=origin)
    assert write_in_silence(late + 8 * DAY) == 1


@pytest.mark.parametrize("language", list(Language))
def test_the_word_says_what_the_page_says(file: Application, language: Language) -> None:
    late = file.latest_at + 22 * DAY
    write_in_silence(late)
    event = words()[0].event
    assert isinstance(event, FileQuiet)
    letter = file_quiet(event, language)
    hers = Viewer(user_id=9, own_clients=frozenset({file.client_id}))
    status = file_status(file.number, viewer=hers, language=language, now=late)
    said = " ".join(letter.points)
    for sentence in (status.happening, status.next, status.expected.headline):
        assert sentence in said
    assert not letter.your_turn
    assert letter.turn_off


@db
def test_many_silences_take_as_many_queries_as_a_few(django_assert_max_num_queries: Any) -> None:
    for n in range(60):
        file = ApplicationFactory(number=f"V3001{n:05}")
        enter(file, "ELIGIBILITY", "2026-10-09")
    watch(list(Application.objects.values_list("number", flat=True)), at=NOON)
    late = Application.objects.latest("latest_at").latest_at + 40 * DAY
    with django_assert_max_num_queries(16):
        assert write_in_silence(late) == 60


def test_staff_see_when_the_last_word_was_and_where_silence_is_longest(file: Application) -> None:
    late = file.latest_at + 22 * DAY
    write_in_silence(late)
    agent = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}), opened={file.client_id: Purpose.CLIENT_ASKED})
    assert last_word(file.number, viewer=agent).word_at == late
    with pytest.raises(NotAllowed):
        last_word(file.number, viewer=Viewer(user_id=2))
    with pytest.raises(NotAllowed):
        longest_silences(agent)
    manager = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.MANAGER}))
    [one] = longest_silences(manager)
    assert (one.program, one.files, one.since) == ("TRV", 1, late)
