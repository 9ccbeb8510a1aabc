"""Several commands side by side: started, watched, started again when one ends, and stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from guichet.config import lifeline
from guichet.config.reader import said

# Ended so often within so many seconds, a command will not mend itself.
ENDINGS, WITHIN_SECONDS = 4, 60.0


@dataclass
class Companion:
    """One command that is to run all the time; with `once`, to its end."""

    name: str
    words: Sequence[str]
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    ended_at: list[float] = field(default_factory=list)


class CannotGoOn(Exception):
    """A command ends again and again."""


@dataclass
class Together:
    """The commands, the surroundings they get, and who is told when one has to be started again."""

    companions: Sequence[Companion]
    environment: Mapping[str, str]
    say: Callable[[str], None]
    # What the commands read at, and the end that only this process holds: if it is killed, they know. See lifeline.
    line: tuple[int, int] = field(default_factory=os.pipe)

    def start(self) -> None:
        """Start those that do not run."""
        for one in self.companions:
            if one.process is None:
                self._start(one)

    def watch(self) -> None:
        """Start again what has ended. Raises CannotGoOn for one that keeps ending."""
        for one in self.companions:
            if one.process is None or one.process.poll() is None or (one.once and one.process.returncode == 0):
                continue
            now = time.monotonic()
            one.ended_at = [*(at for at in one.ended_at if now - at < WITHIN_SECONDS), now]
            if len(one.ended_at) >= ENDINGS:
                why = said(
                    "“{name}” ended {times} times within a minute; its last words are above.",
                    "« {name} » : {times} fins en une minute ; ses derniers mots sont plus haut.",
                    name=one.name,
                    times=ENDINGS,
                )
                raise CannotGoOn(why)
            again = said(
                "“{name}” ended with code {code}; it is started again.",
                "« {name} » : fin avec le code {code} ; on le redémarre.",
                name=one.name,
                code=one.process.returncode,
            )
            self.say(again)
            self._start(one)

    def stop(self) -> None:
        """Ask all to stop, and wait; who takes too long is ended. Nothing is started afterwards."""
        running = [one.process for one in self.companions if one.process and one.process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + lifeline.STOP_SECONDS
        for process in running:
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for end in self.line:
            os.close(end)

    def _start(self, one: Companion) -> None:
        one.process = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, "-m", "guichet", *one.words],
            env={**self.environment, lifeline.NAME: str(self.line[0])},
            pass_fds=[self.line[0]],
            stdin=subprocess.DEVNULL,
            # Ctrl-C goes to a terminal's whole group: apart, they are asked to stop once, and in good order.
            start_new_session=True,
        )


def surroundings(**more: str) -> dict[str, str]:
    """Return this process's environment with `more`; what the person who started us set is not overruled."""
    return {**more, **os.environ}
