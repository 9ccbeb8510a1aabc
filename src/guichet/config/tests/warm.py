"""Commands of the service, each in a process that begins at once: a copy of one that has read all of the service.

`python -m guichet` reads for two seconds before it does anything. Where a test runs many commands that refuse and end,
that is nearly all of its time. That the whole way from a fresh process is sound, other tests show.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SETTINGS = "guichet.config.settings.development"
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@dataclass(frozen=True)
class Warm:
    """The process that copies are made of, and where they write."""

    asked: IO[str]
    answered: IO[str]
    folder: Path

    def ended(self, words: Sequence[str], **surroundings: str) -> tuple[int, str, str]:
        """Run `guichet WORDS…`; return its code, and what stands on standard output and error."""
        self.asked.write(json.dumps({"words": words, "surroundings": surroundings}) + "\n")
        self.asked.flush()
        code = int(self.answered.readline())
        out, err = ((self.folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return code, out, err


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """Start the process, and end it."""
    command = [sys.executable, "-m", __name__, str(folder)]
    surroundings = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": NOWHERE}
    with subprocess.Popen(
        command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Warm(process.stdin, process.stdout, folder)
        process.stdin.close()


def _copy_for_each_line(folder: Path) -> None:
    import django

    django.setup()
    from guichet.config.cli import main

    for line in sys.stdin:
        asked = json.loads(line)
        if copy := os.fork():
            _, status = os.waitpid(copy, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
            sys.stdout.flush()
            continue
        for place, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), place)
        os.environ.update(asked["surroundings"])
        sys.argv = ["guichet", *asked["words"]]
        main()
        sys.exit(0)


if __name__ == "__main__":
    _copy_for_each_line(Path(sys.argv[1]))
