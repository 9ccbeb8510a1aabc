"""Commands side by side: what ends is started again, what keeps ending is reported, and all stop together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guichet.config.together import ENDINGS, CannotGoOn, Companion, Together, surroundings

pytestmark = pytest.mark.slow


def until_ended(companion: Companion) -> None:
    end = time.monotonic() + 120
    while companion.process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_ends_is_started_again_and_what_keeps_ending_is_reported() -> None:
    said: list[str] = []
    short = Companion("version", ["--version"])
    together = Together([short], surroundings(), said.append)
    together.start()
    for _ in range(ENDINGS - 1):
        until_ended(short)
        together.watch()
    until_ended(short)
    with pytest.raises(CannotGoOn, match="version"):
        together.watch()
    assert len(said) == ENDINGS - 1
    together.stop()


def test_all_stop_together(tmp_path) -> None:
    words = ["stand-ins", "--smtp-port=0", "--notify-port=0", f"--folder={tmp_path}"]
    environment = surroundings() | {"DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
    stand_ins = Companion("stand-ins", words)
    together = Together([stand_ins], environment, print)
    together.start()
    end = time.monotonic() + 120
    while not (tmp_path / "texts.ndjson").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    time.sleep(0.5)
    together.stop()
    assert stand_ins.process.returncode == 0


def test_what_the_person_set_is_not_overruled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_SITE_URL", "https://mine.example.org")
    found = surroundings(GUICHET_SITE_URL="http://127.0.0.1:8000", GUICHET_SMTP_PORT="8025")
    assert (found["GUICHET_SITE_URL"], found["GUICHET_SMTP_PORT"]) == ("https://mine.example.org", "8025")


HOLDER = """
import sys
from guichet.config.together import Companion, Together, surroundings
together = Together([Companion("stand-ins", sys.argv[1:])], surroundings(), print)
together.start()
print(together.companions[0].process.pid, flush=True)
sys.stdin.read()
"""


def test_what_was_started_ends_when_its_starter_is_killed(tmp_path: Path) -> None:
    words = ["stand-ins", "--smtp-port=0", "--notify-port=0", f"--folder={tmp_path}"]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, *words],
        env=surroundings() | {"DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        started = int(holder.stdout.readline())
        lines = [holder.stdout.readline() for _ in range(2)]
        assert [line.split()[0] for line in lines] == ["smtp", "notify"], "it is at work"
        holder.kill()
        holder.wait(10)
        try:
            wait_until(lambda: not is_alive(started), "the companion ends")
        finally:
            if is_alive(started):
                os.kill(started, signal.SIGKILL)


def wait_until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def is_alive(number: int) -> bool:
    """Return whether the process runs; one that has ended and waits to be noticed does not."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    said = Path(f"/proc/{number}/stat")
    return not (said.exists() and said.read_text().rpartition(")")[2].split()[0] == "Z")
