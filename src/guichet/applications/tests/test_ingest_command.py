"""`guichet ingest`: what it prints, what it sets aside in a file, and with which code it ends."""

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from guichet.applications.management.commands import ingest as command
from guichet.applications.models import FeedRun
from guichet.applications.tests.feeding import a_whole_file, lines, received

pytestmark = pytest.mark.django_db


def ran(*arguments: str) -> tuple[int, str, str]:
    """Return the code, what stands on standard output, and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.ndjson.gz"
    path.write_bytes(gzip.compress(lines(a_whole_file())))
    return path


def test_the_summary_as_json_has_the_five_figures(file: Path) -> None:
    code, out, _ = ran(str(file), "--json")
    summary = json.loads(out)
    assert list(summary) == ["read", "accepted", "already_known", "set_aside", "seconds"]
    assert (code, summary["read"], summary["accepted"]) == (0, 20, 20)


def test_several_files_are_summed_and_the_second_time_all_is_known(file: Path) -> None:
    _, out, _ = ran(str(file), str(file), "--json")
    assert json.loads(out) | {"seconds": 0} == {
        "read": 40, "accepted": 20, "already_known": 20, "set_aside": 0, "seconds": 0,
    }  # fmt: skip
    assert FeedRun.objects.count() == 2


def test_what_is_set_aside_is_written_out_and_ends_with_one(tmp_path: Path) -> None:
    bad = received("bad", program="NOPE")
    (tmp_path / "in").write_bytes(lines(a_whole_file()) + b"{half\n" + lines([bad]) + b"\xff\n")
    code, out, _ = ran(str(tmp_path / "in"), "--quarantine", str(tmp_path / "out"), "--json")
    assert (code, json.loads(out)["set_aside"]) == (1, 3)
    written = [json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()]
    assert written == [
        {"line": 21, "reason": "NOT_JSON", "detail": "character 2", "raw": "{half"},
        {"line": 22, "reason": "UNKNOWN_PROGRAM", "detail": "data.program = NOPE", "raw": json.dumps(bad)},
        {"line": 23, "reason": "NOT_TEXT", "detail": "byte 1", "raw": "\\xff"},
    ]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(lines(a_whole_file()))

    monkeypatch.setattr(sys, "stdin", Input())
    code, out, _ = ran("-")
    assert code == 0
    assert out.split("\n")[0].split() == ["Read", "20"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.ndjson"], "none.ndjson"),
        (["-", "-"], "once"),
        ([__file__, "--mapping", "nobody"], "helpdesk, permits"),
        ([__file__, "--quarantine", "/nowhere/out"], "/nowhere/out"),
    ],
)
def test_unusable_arguments_end_with_two_and_say_why(arguments: list[str], message: str) -> None:
    code, out, err = ran(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_lines_set_aside_are_never_written_over_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.ndjson"
    path.write_bytes(b"{half\n")
    (tmp_path / "same.ndjson").symlink_to(path)
    for quarantine in (path, tmp_path / "same.ndjson"):
        code, out, err = ran(str(path), "--quarantine", str(quarantine))
        assert (code, out) == (2, "")
        assert "that is read" in err
    assert path.read_bytes() == b"{half\n"


def test_without_a_file_the_usage_is_shown() -> None:
    with pytest.raises(CommandError):
        call_command("ingest")


@pytest.mark.parametrize(("is_terminal", "shown"), [(True, "\r\x1b[K[####"), (False, "events.ndjson.gz: 20 lines")])
def test_progress_is_a_bar_on_a_terminal_and_a_line_elsewhere(
    file: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool, shown: str
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return is_terminal

    monkeypatch.setattr(command, "QUIET_FOR", -1.0)
    monkeypatch.setattr(command, "A_LINE_EVERY", -1.0)
    monkeypatch.setattr(command, "BAR_EVERY", -1.0)
    screen: Any = Screen()
    call_command("ingest", str(file), stdout=io.StringIO(), stderr=screen, no_color=True)
    assert shown in screen.getvalue()


def test_nothing_is_shown_in_the_first_two_seconds(file: Path) -> None:
    assert ran(str(file))[2] == ""
