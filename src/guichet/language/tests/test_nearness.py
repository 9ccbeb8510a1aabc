"""Very many entries: by the nearest text, and by the pieces that a question shares with them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.foundation.languages import Language
from guichet.language import matching
from guichet.language.grams import grams_of, rarity
from guichet.language.keeping import keep, take_up
from guichet.language.matching import Entry, read
from guichet.language.nearness import Nearest
from guichet.language.postings import Postings

WORDS = ["permit", "work", "study", "visa", "fees", "pay", "extend", "children", "passport", "refused"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), min_size=1, max_size=6)


class ByLetters:
    """Reads a text as how often it has each letter."""

    name = "letters"

    def vectors(self, said: Any) -> Any:
        """Return one row for each text."""
        rows = np.array([[one.count(chr(97 + at)) for at in range(26)] for one in said], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_by_piece_or_by_text_the_likeness_is_the_same(known: list[str], asked: list[str]) -> None:
    weigh = rarity(known, [Language.EN] * len(known))
    mine, its = (grams_of(some, [Language.EN] * len(some), weigh) for some in (known, asked))
    assert np.allclose(Postings.of(mine).likeness(its), mine.likeness(its), atol=1e-5)


def test_very_many_entries_go_by_the_nearest_text_and_are_kept_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(matching, "MOST_LEARNT", 3)
    said = {"extend": "extend my visa", "pay": "pay the fees", "child": "children study", "work": "a work permit"}
    entries = [
        Entry(name, ((Language.EN, text), (Language.EN, f"how to {text}"), (Language.EN, f"{text} please")), ())
        for name, text in said.items()
    ]
    matcher = read(entries, ByLetters())
    assert isinstance(matcher.learnt, Nearest)
    keep(matcher, tmp_path / "kept.npz")
    kept = take_up(tmp_path / "kept.npz")
    for name, text in said.items():
        first, again = (one.rank(f"can I {text}", Language.EN, ByLetters()).ranked for one in (matcher, kept))
        assert first[0][0] == again[0][0] == name
        assert first[0][1] == pytest.approx(again[0][1], abs=0.01)
