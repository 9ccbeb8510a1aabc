"""What a stand-in was given: a line of JSON each, on the disk before the sender is told that it was taken."""

import json
import os
from pathlib import Path
from threading import Lock
from typing import Any

Thing = dict[str, Any]


class Kept:
    """A growing file of things, read whole when opened."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.things = read(path)
        self._lock = Lock()
        self._file = path.open("a", encoding="utf-8")

    def keep(self, thing: Thing) -> None:
        """Add a thing; it has reached the disk when this returns."""
        with self._lock:
            self._file.write(json.dumps(thing, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self.things.append(thing)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read(path: Path) -> list[Thing]:
    """Return what the file holds; a last line cut short by a crash was never acknowledged, and is passed over."""
    if not path.exists():
        return []
    things = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            things.append(json.loads(line))
        except ValueError:
            continue
    return things
