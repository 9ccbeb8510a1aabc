"""The database that comes along: who uses it is counted, and its death is told in one line."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from guichet.config.tests.test_together import is_alive

pytestmark = pytest.mark.slow

USER = """
import os, signal, sys
from pathlib import Path
from guichet.config import embedded
folder = Path(sys.argv[1])
embedded.start(folder)
server = int((folder / "postmaster.pid").read_text().split()[0])
print(server, flush=True)
match sys.argv[2]:
    case "the server dies": os.kill(server, signal.SIGQUIT)
    case "killed": os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    # Apart from pytest's own folder, which only its owner may enter: as root, the server runs as somebody else.
    above = Path(tempfile.mkdtemp(prefix="guichet-"))
    yield above / "postgres"
    shutil.rmtree(above, ignore_errors=True)


def use(folder: Path, *, and_then: str, **surroundings: str) -> tuple[int, str]:
    """Have a process of its own use the server; return the server's number, and what the process said in the end."""
    done = subprocess.run(
        [sys.executable, "-c", USER, str(folder), and_then],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"} | surroundings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout, done.stderr
    return int(done.stdout), done.stderr


def test_a_server_that_dies_leaves_one_plain_line_and_the_next_command_starts_it_again(folder: Path) -> None:
    for _each in range(3):  # how it is found dead differs from time to time; a traceback it never is
        _server, said = use(folder, and_then="the server dies")
        assert "Traceback" not in said
        assert len(said.splitlines()) <= 1
        assert not said or str(folder / "log") in said


def test_it_starts_for_a_reader_whose_language_the_machine_knows_by_name_only(folder: Path) -> None:
    _server, said = use(folder, and_then="end", LC_ALL="", LANG="fr_XX.UTF-8")
    assert said == ""


def test_the_last_to_end_stops_the_server_even_after_another_was_killed(folder: Path) -> None:
    left, _said = use(folder, and_then="killed")
    assert is_alive(left), "whoever is killed stops nothing"
    same, said = use(folder, and_then="end")
    assert (same, said) == (left, "")
    assert not is_alive(left)
