import gzip
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from guichet.clients.models import Client
from guichet.identity.models import Staff
from guichet.journal.models import Entry
from guichet.rehearsal.country import events
from guichet.rehearsal.management.commands import synthesize
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.people import staff
from guichet.rehearsal.progress import Progress
from guichet.rehearsal.tests.conftest import AS_OF
from guichet.rehearsal.trust import people_of_trust

ARGUMENTS = ["--clients", "5", "--seed", "1", "--as-of", AS_OF.isoformat()]


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("synthesize", *ARGUMENTS, *words, stdout=out)
    return out.getvalue()


def test_the_file_holds_the_country_one_event_a_line(tmp_path: Path) -> None:
    path = tmp_path / "country.ndjson"
    summary = json.loads(run("--out", str(path), "--json"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(events(5, 1, AS_OF))
    assert (summary["clients"], summary["events"], summary["out"]) == (5, len(lines), str(path))
    assert [found.name for found in tmp_path.iterdir()] == ["country.ndjson"]


def test_a_packed_file_holds_the_same_and_is_the_same_each_time(tmp_path: Path) -> None:
    plain, packed, again = tmp_path / "a.ndjson", tmp_path / "a.ndjson.gz", tmp_path / "b.ndjson.gz"
    for path in (plain, packed, again):
        run("--out", str(path))
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()


def test_events_can_go_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run("--out", "-")
    sys.stdout.flush()
    assert json.loads(capfdbinary.readouterr().out.splitlines()[0])["type"] == "client.registered"


@time_machine.travel(datetime(2026, 11, 4, 3, tzinfo=UTC), tick=False)
def test_without_a_day_it_is_today_where_the_department_is(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("synthesize", "--clients", "1", "--out", str(tmp_path / "a"), "--json", stdout=out)
    # Ten in the evening of November 3 in Ottawa, where it is already November 4 in UTC.
    assert json.loads(out.getvalue())["as_of"] == "2026-11-03"


def test_the_summary_says_that_everything_is_simulated(tmp_path: Path) -> None:
    assert "simulated" in run("--out", str(tmp_path / "a"))


@pytest.mark.parametrize(
    "words",
    [
        ["--clients", "-3"],
        ["--clients", "many"],
        ["--clients", "٣"],
        ["--clients", "1.5"],
        ["--seed", ""],
        ["--as-of", "2026-13-01"],
        ["--as-of", "1999-12-31"],
        ["--as-of", "yesterday"],
        ["--out", "-", "--json"],
        ["--out", "somewhere", "--if-empty"],
        ["--out", "/no/such/folder/country.ndjson"],
    ],
)
def test_unusable_arguments_are_refused_with_two(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*words)
    assert refused.value.returncode == 2
    assert len(str(refused.value)) > 20
    assert capfd.readouterr().out == ""


def test_what_cannot_be_finished_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        yield next(events(1, 1, AS_OF))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(synthesize, "events", broken)
    with pytest.raises(CommandError, match="No space left"):
        run("--out", str(tmp_path / "country.ndjson"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_without_a_file_the_country_goes_the_way_of_the_feed() -> None:
    summary = json.loads(run("--json"))
    assert (summary["accepted"], summary["set_aside"]) == (summary["events"], 0)
    # Beside the country and its crowd: those who trust one another, and the record that somebody has twice.
    crowd = Client.objects.filter(uci__startswith="8001").count()
    assert crowd > 1000
    assert Client.objects.count() - crowd == 5 + len(people_of_trust(1)) + 1
    assert Entry.objects.exists()


@pytest.mark.django_db
def test_a_demonstration_opens_accounts_for_its_staff_and_whoever_is_worth_seeing() -> None:
    out = io.StringIO()
    call_command("synthesize", "--clients", "20", "--as-of", AS_OF.isoformat(), "--json", stdout=out)
    assert json.loads(out.getvalue())["shown"] == 7
    # With somebody of the crowd whose range moved.
    assert ShownClient.objects.count() == 12
    assert Staff.objects.count() == len(staff())


@pytest.mark.django_db
def test_without_a_demonstration_no_account_is_opened(settings: Any) -> None:
    settings.DEMONSTRATION = False
    run("--json")
    assert not Staff.objects.exists()


@pytest.mark.django_db
def test_a_database_with_files_is_left_alone() -> None:
    assert "skipped" not in json.loads(run("--if-empty", "--json"))
    entries = Entry.objects.count()
    assert json.loads(run("--if-empty", "--json")) == {"skipped": True}
    assert Entry.objects.count() == entries


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "shown"),
    [
        (Terminal(), 1.9, ""),
        (Terminal(), 2.1, "[###############...............] 5 of 10 clients"),
        (io.StringIO(), 59.0, ""),
        (io.StringIO(), 61.0, "guichet synthesize: 5 of 10 clients"),
    ],
)
def test_who_waits_sees_how_far_it_is(
    stream: io.StringIO, seconds: float, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = 0.0
    monkeypatch.setattr("guichet.rehearsal.progress.time.monotonic", lambda: clock)
    progress = Progress(10, stream)
    for place in range(5):
        clock = seconds if place == 4 else 0.0
        progress.count(is_client=True)
    assert shown in stream.getvalue()
    assert bool(stream.getvalue()) is bool(shown)
