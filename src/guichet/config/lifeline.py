"""A command that was started by another ends with it, even where that one could not say so: killed, or out of memory.

Whoever starts a command holds one end of a pipe, and the command the other. No byte ever goes through it; when the
holder is gone, the system closes its end, and whoever reads at the other knows. So on every system that has pipes.
"""

import os
import signal
import threading
import time

NAME = "GUICHET_LIFELINE"
"""The variable that tells a command which descriptor to read at."""
STOP_SECONDS = 25.0


def watch() -> None:
    """End this process in good order once whoever started it is gone. Nothing to do where nobody holds a line."""
    said = os.environ.pop(NAME, "")
    if said.isdecimal():
        threading.Thread(target=_end_when_let_go, args=(int(said),), name="lifeline", daemon=True).start()


def _end_when_let_go(line: int) -> None:
    try:
        while os.read(line, 1):
            pass
    except OSError:
        return  # no such descriptor: the variable was inherited from elsewhere, and nobody holds a line
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
