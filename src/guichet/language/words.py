"""Which texts have the words of a question: BM25 over stems, one index for each language. Numpy only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guichet.language.grams import Floats

# How soon a word said again adds nothing, and how much a long text is held against itself.
REPEATED, LENGTH = 1.2, 0.6


@dataclass(frozen=True, slots=True)
class Words:
    """Which text has which stem how often: the stems, where the texts of each begin, the texts, how often, lengths."""

    places: Mapping[str, int]
    starts: NDArray[np.int64]
    owners: NDArray[np.int32]
    times: Floats
    lengths: Floats

    @classmethod
    def read(cls, texts: Sequence[Sequence[str]]) -> "Words":
        """Return the index of texts, given as stems."""
        found: dict[str, list[tuple[int, int]]] = {}
        for owner, stems in enumerate(texts):
            for stem, count in Counter(stems).items():
                found.setdefault(stem, []).append((owner, count))
        rows = [row for stem in sorted(found) for row in found[stem]]
        return cls(
            places={stem: at for at, stem in enumerate(sorted(found))},
            starts=np.cumsum([0, *(len(found[stem]) for stem in sorted(found))], dtype=np.int64),
            owners=np.array([owner for owner, _ in rows], dtype=np.int32),
            times=np.array([count for _, count in rows], dtype=np.float32),
            lengths=np.array([len(stems) for stems in texts], dtype=np.float32),
        )

    def scores(
        self, stems: Sequence[str], *, less: tuple[int, Mapping[str, int]] | None = None
    ) -> tuple[Floats, Floats]:
        """Return for each text how well it has some stems, and which share of their weight it has at all.

        `less` takes stems away from one text: what it would be without a sentence of its own.
        """
        count = len(self.lengths)
        found, had = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
        usual = 1 - LENGTH + LENGTH * self.lengths / max(float(self.lengths.mean()), 1.0) if count else self.lengths
        whole = 0.0
        for stem in dict.fromkeys(stems):
            at = self.places.get(stem)
            if at is None:
                whole += float(np.log(1 + (count + 0.5) / 0.5))
                continue
            mine = slice(self.starts[at], self.starts[at + 1])
            owners, times = self.owners[mine], self.times[mine]
            if less and stem in less[1]:
                times = np.maximum(times - np.where(owners == less[0], less[1][stem], 0), 0).astype(np.float32)
            holders = float((times > 0).sum())
            rare = float(np.log(1 + (count - holders + 0.5) / (holders + 0.5)))
            found[owners] += rare * times * (REPEATED + 1) / (times + REPEATED * usual[owners])
            had[owners] += rare * (times > 0)
            whole += rare
        return found, had / max(whole, 1e-6)
