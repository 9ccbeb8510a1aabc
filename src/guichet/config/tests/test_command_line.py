"""What every command has in common: how it ends, and that nothing unusable on its line ends in a traceback."""

import argparse
import inspect
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from guichet.config import cli, reader
from guichet.config.ports import free_port, is_free
from guichet.config.tests.warm import Warm, warm


def ended(*words: str, **surroundings: str) -> tuple[int, str, str]:
    """Run `guichet` in a process of its own; return its code, and what stands on standard output and error."""
    done = subprocess.run(
        [sys.executable, "-m", "guichet", *words],
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", **surroundings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def whole_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A process that has read all of the service."""
    with warm(tmp_path_factory.mktemp("commands")) as process:
        yield process


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine at which somebody listens, and shares it with nobody."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_an_unknown_command_ends_with_two() -> None:
    code, out, err = ended("nonsense")
    assert (code, out) == (2, "")
    assert "nonsense" in err
    assert "guichet help" in err


@pytest.mark.parametrize(
    ("command", "set_before", "threads"), [("serve", None, "1"), ("serve", "4", "4"), ("guidance", None, None)]
)
def test_those_that_answer_beside_one_another_take_one_core_each(
    monkeypatch: pytest.MonkeyPatch, command: str, set_before: str | None, threads: str | None
) -> None:
    monkeypatch.setenv(cli.THREADS, set_before or "")
    if not set_before:
        monkeypatch.delenv(cli.THREADS)
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setattr(sys, "argv", ["guichet", command])
    seen: list[str | None] = []
    monkeypatch.setattr(cli, "_run", lambda _: seen.append(os.environ.get(cli.THREADS)))
    cli.main()
    assert seen == [threads]


def test_the_version_is_ours_and_not_the_framework_s() -> None:
    assert ended("--version")[:2] == (0, "guichet 0.1.0\n")


@pytest.mark.parametrize("command", ["serve", "work", "token", "ingest"])
def test_every_command_tells_our_version_and_wants_no_database_for_it(command: str) -> None:
    assert ended(command, "--version", DATABASE_URL="") == (0, "guichet 0.1.0\n", "")


def test_an_unknown_command_has_no_version() -> None:
    assert ended("nonsense", "--version")[0] == 2


WHATEVER_THE_MACHINE_SPEAKS = {"LC_ALL": "", "LC_MESSAGES": ""}
REFUSED_IN_BOTH = [
    (["serve", "--port", "99999"], "is no port", "n’est pas un port"),
    (["serve", "--workers", "0"], "are 1 or more", "valent 1 ou plus"),
    (["serve", "--workers", "two"], "invalid int value", "n’est pas une valeur"),
    (["serve", "--host", "no.host.invalid"], "is no address", "n’est pas une adresse"),
    (["run", "--clients"], "expected one argument", "une valeur est attendue"),
    (["run", "--clients=-4"], "is not a whole number", "n’est pas un nombre entier"),
    (["run", "--nonsense"], "unrecognized arguments", "arguments inconnus"),
    (["stand-ins", "--smtp-port", "x"], "is no port", "n’est pas un port"),
    (["stand-ins", "--folder", "/dev/null/x"], "cannot be used", "ne peut pas servir"),
    (["work", "--stalled-after", "nan"], "number of seconds", "nombre de secondes"),
    (["work", "--concurrency", "0"], "whole number of 1", "nombre entier de 1"),
    (["nonsense"], "there is no command", "il n’y a pas de commande"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "english", "french"),
    REFUSED_IN_BOTH,
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_refusal_is_in_the_language_of_the_reader(
    whole_service: Warm, words: list[str], english: str, french: str
) -> None:
    code, out, said = whole_service.ended(words, **WHATEVER_THE_MACHINE_SPEAKS, LANG="en_CA.UTF-8")
    assert (code, out) == (2, "")
    assert english in said
    code, out, said = whole_service.ended(words, **WHATEVER_THE_MACHINE_SPEAKS, LANG="fr_CA.UTF-8")
    assert (code, out) == (2, "")
    assert french in said.replace("\n", " ")
    assert english not in said
    assert "error:" not in said


@pytest.mark.parametrize(
    ("surroundings", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "LC_MESSAGES": "en_CA.UTF-8"}, "en"),
        ({"LANG": "en_CA.UTF-8", "LC_ALL": "fr_FR"}, "fr"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_reader_s_language_is_that_of_the_surroundings(
    surroundings: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert reader.language() == language


def test_what_argparse_says_is_still_what_we_put_into_french() -> None:
    source = inspect.getsource(argparse).replace('"', "'")
    for words in reader.REFUSALS:
        first = words.strip().split(" (")[0].split(": %")[0]
        assert first in source, words


def test_the_documents_are_written_alike_by_a_process_of_their_own() -> None:
    assert ended("document", "--check") == (0, "", "")


def test_a_database_that_is_away_ends_with_seventy_five() -> None:
    code, out, err = ended("token", "list")
    assert (code, out) == (75, "")
    assert "Traceback" not in err


def test_a_database_without_tables_is_said_to_be_unprepared(tmp_path: Path) -> None:
    code, out, err = ended("token", "list", DATABASE_URL="", GUICHET_VAR=str(tmp_path))
    assert (code, out) == (75, "")
    assert "guichet migrate" in err
    assert "Traceback" not in err


def test_an_address_of_the_database_that_cannot_be_read_is_not_repeated() -> None:
    code, out, err = ended("token", "list", DATABASE_URL="user:secret at host")
    assert (code, out) == (2, "")
    assert "DATABASE_URL" in err
    assert "secret" not in err


def test_a_reader_that_has_gone_leaves_no_traceback() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "guichet", "doctor", "--json"],
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    with running.stderr as said:
        assert said.read() == ""
    assert running.wait(60) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["serve", "--port", "-1"],
        ["serve", "--port", "99999"],
        ["serve", "--port", "٨"],
        ["serve", "--host", "no.host.invalid"],
        ["run", "--port", "65536"],
        ["run", "--clients", "-4"],
        ["stand-ins", "--smtp-port", "-5"],
        ["work", "--stalled-after", "-5"],
        ["work", "--stalled-after", "nan"],
        ["work", "--stalled-after", "0.2"],
    ],
)
def test_what_cannot_be_used_is_refused_with_two_before_anything_starts(words: list[str]) -> None:
    with pytest.raises((CommandError, SystemExit)) as refused:
        call_command(words[0].replace("-", "_"), *words[1:])
    code = getattr(refused.value, "returncode", None) or getattr(refused.value, "code", None)
    assert code == 2 or "Error: argument" in str(refused.value)  # from code, Django makes an error of argparse's two


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_port_that_is_taken_is_said_to_be(command: str, taken: int) -> None:
    with pytest.raises(CommandError, match="taken") as refused:
        call_command(command, "--port", str(taken))
    assert refused.value.returncode == 2


def test_a_taken_port_gives_way_to_a_free_one(taken: int) -> None:
    assert not is_free(taken)
    assert is_free(free_port(taken))
