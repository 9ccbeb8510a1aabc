"""`guichet times publish`, and the job that the worker owes each morning."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.processing_times.jobs import PUBLISH, owe_publication, publish
from guichet.processing_times.models import LedgerLine, Publication
from guichet.processing_times.queries import is_published
from guichet.processing_times.tests.town import NOW, TODAY, even, fill

pytestmark = pytest.mark.django_db


def run(*words: str) -> Any:
    out = io.StringIO()
    with time_machine.travel(NOW, tick=False):
        call_command("times", "publish", *words, stdout=out)
    return out.getvalue()


def test_it_says_what_it_did_for_people_and_for_programs() -> None:
    fill(even(20, 60))
    told = json.loads(run("--json"))
    assert told[0]["as_of"] == TODAY.isoformat()
    assert told[0]["programs"] == 1
    assert told[0]["files"] > 50
    assert "published before" in run()


def test_months_before_are_published_first_and_the_ledger_counts_them() -> None:
    fill(even(20, 60))
    run()
    told = json.loads(run("--months", "3", "--json"))
    assert [one["as_of"] for one in told] == ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-03"]
    assert Publication.objects.filter(afterwards=True).count() == 3
    # Today's was published before them: its night had not counted those lines.
    assert not LedgerLine.objects.filter(counted_on=None).exists()


@pytest.mark.parametrize(
    "words", [["--as-of", "2026-13-01"], ["--as-of", "2030-01-01"], ["--months", "0"], ["--months", "x"]]
)
def test_unusable_arguments_are_refused_with_two(words: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*words)
    assert refused.value.returncode == 2
    assert not Publication.objects.exists()


def owed() -> int:
    return ProcrastinateJob.objects.filter(task_name=PUBLISH).count()


def test_the_day_is_owed_once_from_the_early_morning_on_until_it_is_published() -> None:
    early = datetime(2026, 11, 3, 7, 30, tzinfo=UTC)  # half past two in Ottawa
    owe_publication(early)
    assert owed() == 0
    for minutes in (40, 45, 50):
        owe_publication(early + timedelta(minutes=minutes))
    assert owed() == 1
    with time_machine.travel(NOW, tick=False):
        publish()
    assert is_published(TODAY)
    owe_publication(NOW)
    assert owed() == 1
