"""What is published of a day: of programs, of files, and how right it was."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from guichet.applications.models import Application, DocumentRequest
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory
from guichet.journal.models import Entry
from guichet.processing_times.actions import NotYet, publish_times
from guichet.processing_times.events import RangeMoved, TimesPublished
from guichet.processing_times.models import Estimate, FileRange, FileWait, LedgerLine, Publication, WeekOfFiles
from guichet.processing_times.queries import ledger, times_of, wait_of
from guichet.processing_times.terms import Standing
from guichet.processing_times.tests.town import NOW, TODAY, even, fill, noon, origin

pytestmark = pytest.mark.django_db


def test_somebody_who_applies_today_is_told_the_range_that_holds_eight_in_ten() -> None:
    fill(even(20, 60))
    publish_times(as_of=TODAY, origin=origin())
    wait = wait_of("TRV").wait
    assert 21 <= wait.p10 <= 27
    assert 36 <= wait.p50 <= 44
    assert 49 <= wait.p80 <= 55
    assert 52 <= wait.p90 <= 60


def test_files_that_still_wait_teach_as_well_as_those_decided() -> None:
    # Since July all take 100 days. Of the finished ones of those days, only the quick would be known.
    fill(lambda dice, day: dice.uniform(90, 110) if day.month >= 7 and day.year == 2026 else 10, a_day=lambda _day: 4)
    publish_times(as_of=TODAY, origin=origin())
    lately = Application.objects.filter(decided_at__gte=noon(TODAY - timedelta(days=125)))
    finished = sorted((file.decided_at - file.received_at).days for file in lately)
    assert finished[len(finished) // 2] <= 100
    said = wait_of("TRV").wait
    assert said.p50 >= 60, "the open files of July to November say that it takes long now"
    ranges = FileRange.objects.select_related("application")
    assert all(row.p50 >= TODAY for row in ranges)


def test_of_a_program_with_too_few_decisions_nothing_is_said() -> None:
    fill(even(5, 10), program="WP-OUT", days=20, a_day=lambda _day: 1)
    publish_times(as_of=TODAY, origin=origin())
    said = wait_of("WP-OUT")
    assert said.wait is None
    assert not FileRange.objects.exists()
    assert not LedgerLine.objects.filter(program="WP-OUT").exists()


def test_nothing_at_all_is_published_as_nothing_known() -> None:
    done = publish_times(as_of=TODAY, origin=origin())
    assert (done.programs, done.files) == (0, 0)
    assert done.silent > 20


def test_an_office_has_a_range_of_its_own_where_it_decides_enough_and_no_counts() -> None:
    fill(even(10, 20), office="CPC-OTTAWA")
    fill(even(100, 140), office="VO-PARIS", seed=2)
    fill(even(5, 6), office="VO-DAKAR", days=20, a_day=lambda _day: 1, seed=3)
    publish_times(as_of=TODAY, origin=origin())
    whole, ottawa, paris = times_of("TRV")
    assert (ottawa.office, paris.office) == ("CPC-OTTAWA", "VO-PARIS")
    assert ottawa.wait.p90 <= 25
    assert paris.wait.p10 >= 80
    assert whole.open is not None
    assert paris.open is None


def test_a_day_that_waited_for_the_client_is_no_day_of_ours() -> None:
    files = fill(even(30, 50))
    asked = next(file for file in files if not file.decision and (NOW - file.received_at).days >= 25)
    DocumentRequest.objects.create(
        application=asked,
        document="FUNDS",
        requested_at=asked.received_at + timedelta(days=2),
        received_at=asked.received_at + timedelta(days=22),
    )
    publish_times(as_of=TODAY, origin=origin())
    assert FileWait.objects.get(application=asked).days == 20
    fresh = next(file for file in files if file.received_at == asked.received_at + timedelta(days=20))
    assert FileRange.objects.get(application=asked).p50 == FileRange.objects.get(application=fresh).p50


def test_published_twice_a_day_nothing_is_said_twice() -> None:
    fill(even(20, 60))
    first = publish_times(as_of=TODAY, origin=origin())
    again = publish_times(as_of=TODAY, origin=origin())
    assert first.files > 50
    assert again.already
    assert Publication.objects.count() == 1
    assert Entry.objects.filter(kind=TimesPublished.kind).count() == 1


def test_a_day_that_has_not_come_is_refused() -> None:
    with pytest.raises(NotYet):
        publish_times(as_of=TODAY + timedelta(days=1), origin=origin())


def test_what_was_said_cannot_be_changed() -> None:
    fill(even(20, 60))
    publish_times(as_of=TODAY, origin=origin())
    for change in (
        lambda: Estimate.objects.update(p90=1000),
        lambda: Publication.objects.update(as_of=TODAY - timedelta(days=1)),
        lambda: LedgerLine.objects.update(month=TODAY),
    ):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            change()


def test_an_earlier_day_is_reckoned_from_what_was_known_then_and_touches_no_file() -> None:
    fill(lambda dice, day: dice.uniform(20, 40) if day < TODAY - timedelta(days=150) else dice.uniform(60, 90))
    before = TODAY - timedelta(days=140)
    publish_times(as_of=before, origin=origin())
    then = wait_of("TRV")
    assert then.as_of == before
    assert then.wait.p90 <= 45, "that it takes longer since was not known"
    assert not FileRange.objects.exists()
    assert Publication.objects.get().afterwards


def test_the_ledger_says_how_often_the_range_held() -> None:
    fill(even(20, 60), a_day=lambda _day: 3)
    for day in (TODAY.replace(month=6, day=1), TODAY.replace(month=10, day=1), TODAY):
        publish_times(as_of=day, origin=origin())
    november, october, june = ledger("TRV")
    assert june.standing is Standing.RIGHT
    assert june.rightness.is_final
    assert 70 <= june.rightness.least <= 92
    assert october.standing is Standing.EARLY
    assert october.rightness.least < october.rightness.most
    assert november.standing in {Standing.FEW, Standing.EARLY}
    assert june.afterwards
    assert not november.afterwards


def test_what_was_promised_too_early_is_in_the_ledger_too() -> None:
    turn = TODAY - timedelta(days=200)
    fill(lambda dice, day: dice.uniform(10, 20) if day < turn else dice.uniform(70, 90), a_day=lambda _day: 3)
    said = turn.replace(day=1) + timedelta(days=32)
    publish_times(as_of=turn, origin=origin())
    publish_times(as_of=TODAY, origin=origin())
    line = next(each for each in ledger("TRV") if each.said_on == turn)
    assert said > turn
    assert line.outcome.later > 0
    assert line.standing is Standing.OFF


def test_small_groups_are_in_no_ledger() -> None:
    fill(even(20, 30), a_day=lambda day: 3 if day < TODAY - timedelta(days=180) else day.day == 5)
    publish_times(as_of=TODAY.replace(month=8, day=1), origin=origin())
    publish_times(as_of=TODAY, origin=origin())
    assert [(row.standing, row.outcome, row.rightness) for row in ledger("TRV")][-1] == (Standing.FEW, None, None)


def test_weeks_of_files_are_counted() -> None:
    fill(even(20, 60))
    publish_times(as_of=TODAY, origin=origin())
    week = WeekOfFiles.objects.get(program="TRV", week=TODAY - timedelta(days=TODAY.weekday() + 35))
    assert week.received == 14
    assert 0 < week.decided < 14


def test_a_range_moves_when_more_is_waited_for_and_the_client_is_told_why() -> None:
    client = ClientFactory()
    slow = TODAY - timedelta(days=120)
    fill(
        lambda dice, day: dice.uniform(30, 50) if day < slow else dice.uniform(150, 190),
        client=client,
        a_day=lambda day: 3 if day < slow else 5,
    )
    earlier = TODAY - timedelta(days=100)
    publish_times(as_of=earlier, origin=origin(), files_too=True)
    told_first = FileRange.objects.count()
    assert told_first > 20
    assert not Entry.objects.filter(kind=RangeMoved.kind).exists()
    done = publish_times(as_of=TODAY, origin=origin())
    moved = Entry.objects.filter(kind=RangeMoved.kind)
    assert done.moved == moved.count() > 0
    entry = moved.first()
    assert entry.client_id == client.pk
    assert entry.payload["first"] > entry.payload["before_first"]
    assert set(entry.payload["causes"]) <= {"MORE_PEOPLE", "MORE_WAITING", "FEWER_DECISIONS", "LONG_WAIT"}
    row = FileRange.objects.get(application__number=entry.subject.removeprefix("application:"))
    assert row.why == entry.payload["causes"]
    assert row.said_on == TODAY


def test_killed_between_batches_the_next_run_tells_the_rest_and_nobody_twice(monkeypatch) -> None:
    slow = TODAY - timedelta(days=120)
    fill(lambda dice, day: dice.uniform(30, 50) if day < slow else dice.uniform(150, 190), a_day=lambda _day: 2)
    publish_times(as_of=TODAY - timedelta(days=100), origin=origin(), files_too=True)
    monkeypatch.setattr("guichet.processing_times.actions.AT_ONCE", 10)
    whole = "guichet.processing_times.actions._reckon_batch"
    from guichet.processing_times import actions

    real, calls = actions._reckon_batch, []

    def dies_in_the_third(*args):
        calls.append(1)
        found = real(*args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(whole, dies_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        publish_times(as_of=TODAY, origin=origin())
    monkeypatch.setattr(whole, real)
    so_far = Entry.objects.filter(kind=RangeMoved.kind).count()
    # Of the third batch nothing was kept: neither ranges nor what was owed for them.
    assert FileRange.objects.filter(as_of=TODAY).count() == 20
    assert Publication.objects.get(as_of=TODAY).finished_at is None
    publish_times(as_of=TODAY, origin=origin())
    told = list(Entry.objects.filter(kind=RangeMoved.kind).values_list("subject", flat=True))
    assert len(told) > so_far
    assert len(told) == len(set(told))
    assert FileRange.objects.exclude(as_of=TODAY).count() == 0
    assert Publication.objects.get(as_of=TODAY).finished_at is not None


def test_while_the_client_has_the_turn_their_moving_range_is_shown_and_not_told() -> None:
    files = fill(even(30, 50))
    asked = next(file for file in files if not file.decision and (NOW - file.received_at).days >= 30)
    publish_times(as_of=TODAY - timedelta(days=1), origin=origin(), files_too=True)
    FileRange.objects.filter(application=asked).update(
        said_first=TODAY - timedelta(days=90), said_middle=TODAY - timedelta(days=80),
        said_last=TODAY - timedelta(days=70), said_on=TODAY - timedelta(days=100),
    )  # fmt: skip
    DocumentRequest.objects.create(
        application=asked, document="FUNDS", requested_at=asked.received_at + timedelta(days=2)
    )
    publish_times(as_of=TODAY, origin=origin())
    assert FileWait.objects.get(application=asked).waits_now
    assert FileRange.objects.get(application=asked).as_of == TODAY
    assert not Entry.objects.filter(kind=RangeMoved.kind, subject=f"application:{asked.number}").exists()


def test_the_range_of_a_file_that_is_over_goes() -> None:
    files = fill(even(20, 60))
    publish_times(as_of=TODAY - timedelta(days=1), origin=origin(), files_too=True)
    over = FileRange.objects.first().application
    Application.objects.filter(pk=over.pk).update(decision="REFUSED", decided_at=NOW)
    publish_times(as_of=TODAY, origin=origin())
    assert files
    assert not FileRange.objects.filter(application=over).exists()


def test_ways_to_end_without_a_decision_count_as_neither_quick_nor_slow() -> None:
    fill(even(40, 60))
    for place in range(60):
        received = TODAY - timedelta(days=100 + place)
        ApplicationFactory(
            received_at=noon(received), decision="RETURNED", decided_at=noon(received + timedelta(days=2)),
            overall="CLOSED", latest_at=noon(received),
        )  # fmt: skip
    publish_times(as_of=TODAY, origin=origin())
    assert wait_of("TRV").wait.p10 >= 35
