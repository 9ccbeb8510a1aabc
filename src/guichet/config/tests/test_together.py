"""Commands side by side: what ends is started again, what keeps ending is reported, and all stop together."""

import time

import pytest

from guichet.config.together import ENDINGS, CannotGoOn, Companion, Together, surroundings

pytestmark = pytest.mark.slow


def until_ended(companion: Companion) -> None:
    end = time.monotonic() + 20
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
    end = time.monotonic() + 20
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
