"""How far a long drawing is: a bar on a terminal after two seconds, a line a minute elsewhere."""

import time
from typing import TextIO

from django.utils.translation import gettext as _

_QUIET, _BETWEEN_BARS, _BETWEEN_LINES = 2.0, 0.25, 60.0
_WIDTH = 30


class Progress:
    """Counts clients and events, and shows how far the work is."""

    def __init__(self, clients: int, stream: TextIO) -> None:
        """Expect so many clients, and write to `stream`."""
        self.clients = 0
        self.events = 0
        self._expected = clients
        self._stream = stream
        self._terminal = stream.isatty()
        self._next = time.monotonic() + (_QUIET if self._terminal else _BETWEEN_LINES)
        self._shown = False

    def count(self, *, is_client: bool) -> None:
        """Count one event, which may be the first of a client."""
        self.events += 1
        self.clients += is_client
        if is_client and time.monotonic() >= self._next:
            self._show()

    def end(self) -> None:
        """Leave the terminal's line clean."""
        if self._terminal and self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()

    def _show(self) -> None:
        self._shown = True
        done = self.clients / max(self._expected, 1)
        text = _("{done} of {expected} clients, {events} events").format(
            done=self.clients, expected=self._expected, events=self.events
        )
        if self._terminal:
            filled = int(done * _WIDTH)
            self._stream.write(f"\r\033[K[{'#' * filled}{'.' * (_WIDTH - filled)}] {text}")
        else:
            self._stream.write(f"guichet synthesize: {text}\n")
        self._stream.flush()
        self._next = time.monotonic() + (_BETWEEN_BARS if self._terminal else _BETWEEN_LINES)
