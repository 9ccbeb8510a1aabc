"""The journal: written with the change or not at all, never changed, and nothing owed is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.foundation.languages import Language
from guichet.journal import reactions
from guichet.journal.actions import ENTRIES_PER_JOB, NoTransaction, Origin, record, record_many
from guichet.journal.debts import settle
from guichet.journal.events import EVENT_KINDS, Event, event_from, happening
from guichet.journal.jobs import react
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened, after
from guichet.journal.terms import Channel

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
ORIGIN = Origin(actor="case-system", channel=Channel.FEED, at=NOON)


@happening("test.happened", meaning="Something was tried.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TestHappened(Event):
    __test__ = False

    code: str
    due: date | None = None
    amount: Decimal = Decimal(0)
    documents: tuple[str, ...] = ()

    def sentence(self, language: Language) -> str:
        return self.code


# Known only while the tests of this file run (see _forget_the_test_kind): others look at every kind there is.
EVENT_KINDS.pop("test.happened")

seen: list[int] = []


def look_at(happened: Sequence[Happened[TestHappened]]) -> None:
    for one in happened:
        if one.event.code == "POISON":
            raise ValueError("this one cannot be done")
        seen.append(one.entry.pk)


@pytest.fixture
def _owed(monkeypatch: pytest.MonkeyPatch) -> None:
    reaction = after(TestHappened, do=look_at)
    monkeypatch.setattr(reactions, "all_reactions", lambda: {reaction.name: reaction})
    monkeypatch.setattr("guichet.journal.debts.all_reactions", lambda: {reaction.name: reaction})
    reactions.reactions_to.cache_clear()
    seen.clear()
    yield
    reactions.reactions_to.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def _forget_the_test_kind():
    # Set up anew: tests without a database run apart from the others of this file, after the kind was forgotten.
    EVENT_KINDS["test.happened"] = TestHappened
    yield
    EVENT_KINDS.pop("test.happened", None)


@pytest.mark.django_db
def test_an_event_comes_back_as_it_went_in() -> None:
    event = TestHappened(client_id=7, code="A", due=date(2026, 12, 1), amount=Decimal("155.00"), documents=("FUNDS",))
    number = record(event, ORIGIN)
    entry = Entry.objects.get(pk=number)
    assert entry.event == event
    assert (entry.subject, entry.occurred_at, entry.actor) == ("client:7", NOON, "case-system")


def test_a_field_that_an_old_entry_lacks_takes_its_default() -> None:
    assert event_from("test.happened", 7, {"code": "A", "gone": 1}) == TestHappened(client_id=7, code="A")


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NoTransaction):
        record(TestHappened(code="A"), ORIGIN)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE journal_entry SET kind = 'x'", "DELETE FROM journal_entry"])
def test_an_entry_can_be_neither_changed_nor_removed(change: str) -> None:
    record(TestHappened(code="A"), ORIGIN)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_journal_cannot_be_emptied_outside_tests() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL guichet.may_truncate = 'no'")
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            cursor.execute("TRUNCATE journal_entry")


@pytest.mark.django_db
@pytest.mark.usefixtures("_owed")
def test_what_follows_is_owed_in_jobs_of_a_few_hundred_entries() -> None:
    numbers = record_many([(TestHappened(code=str(n)), NOON) for n in range(ENTRIES_PER_JOB + 1)], ORIGIN)
    jobs = ProcrastinateJob.objects.order_by("id")
    assert [len(job.args["entries"]) for job in jobs] == [ENTRIES_PER_JOB, 1]
    assert [number for job in jobs for number in job.args["entries"]] == numbers


@pytest.mark.django_db
@pytest.mark.usefixtures("_owed")
def test_a_change_that_is_taken_back_owes_nothing() -> None:
    with transaction.atomic():
        record(TestHappened(code="A"), ORIGIN)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_owed")
def test_one_that_cannot_be_done_does_not_hold_up_the_rest() -> None:
    numbers = record_many([(TestHappened(code=code), NOON) for code in ("A", "POISON", "B")], ORIGIN)
    react.func("journal.look_at", numbers)
    apart = [job.args["entries"] for job in ProcrastinateJob.objects.order_by("id")][1:]
    assert apart == [[number] for number in numbers]
    seen.clear()
    settle("journal.look_at", [numbers[0]])
    settle("journal.look_at", [numbers[2]])
    with pytest.raises(ValueError, match="cannot be done"):
        react.func("journal.look_at", [numbers[1]])
    assert seen == [numbers[0], numbers[2]]


def test_two_events_cannot_share_a_kind() -> None:
    with pytest.raises(ValueError, match="two events"):

        @happening("test.happened", meaning="Another.", visible=False)
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Another(Event):
            pass
