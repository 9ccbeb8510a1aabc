"""Which entry of a corpus answers a text, with the probability that it does.

An entry is what may answer: a title, the questions it is an answer to, and its body, in one language or both. What is
learnt from all of these ranks the entries, and the words of the bodies help. How sure the engine may be is learnt from
the corpus itself: some questions are kept back and asked, then asked again as if their own entry were not there; and
texts that nothing here answers are asked too.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guichet.foundation.languages import Language
from guichet.language.grams import Floats
from guichet.language.kernels import Judge, judge
from guichet.language.learning import Labels, Learnt, Logistic, Texts, chances, learn, logistic
from guichet.language.meaning import Embedder, Vectors
from guichet.language.nearness import Around, Nearest, lead
from guichet.language.stems import stems
from guichet.language.words import Words

# An answer is given from this probability on; under it, several are offered and a person is.
SURE_ENOUGH = 0.55
MOST_RANKED = 10
# Which share of the pieces of a text must have been met before.
LEAST_KNOWN = 0.15
# Of the questions that come, so many have no answer here: some close to the matter, some about something else.
CLOSE_SHARE, OUTSIDE_SHARE = 0.08, 0.12
# How much the words may weigh beside what was learnt: the corpus itself says which is best.
WORDS_WEIGH = (1.0, 2.0, 4.0)
# Points of BM25 that count as much as they can.
FULL_MARKS = 12.0
# One question in so many of the first ones, which people ask most, is kept back to learn how sure the engine may be.
# What stands at the same place is kept back together, since one is often the other in the other language.
KEPT_BACK, MOST_ASKED = 5, 15
MOST_TRIED = 4_000
# Where much was written of each entry, every question was made unlike the others: of those kept back more are missed
# than of those that come, and each miss counts so much less. What has no answer here counts so much more there.
MISSED, STRANGE = 0.25, 3.0
# How loud the nearest text of an entry speaks beside what was learnt in steps.
NEAR = 7.0
# What belongs nowhere weighs, all together, as much as this share of the texts.
NOWHERE = 0.05
# Up to so many texts are learnt at once, by how alike they are; how loud that speaks beside what is learnt in steps.
MOST_AT_ONCE, LOUD = 3_000, 10.0
# With more entries than this, the nearest question decides: a weight for each entry would fill the memory.
MOST_LEARNT = 2_000
# A body is read in passages of about so many characters, so many at most.
PASSAGE, MOST_PASSAGES = 500, 40
OUTSIDE = [Path(__file__).parent / "data" / name for name in ("outside.txt", "outside-more.txt")]

Progress = Callable[[str], None]
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """What may answer: its id, its titles and questions, and its body, each text with its language."""

    id: str
    asked: tuple[tuple[Language, str], ...]
    body: tuple[tuple[Language, str], ...]


def digest(entries: Sequence[Entry]) -> str:
    """Return what tells one corpus from another, as this engine reads them."""
    return sha256(repr(entries).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries that may answer, each with its probability; that of the first is `confidence`."""

    ranked: tuple[tuple[str, float], ...]
    confidence: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Matcher:
    """A corpus, read and learnt. What was learnt has one label more than there are entries: what belongs nowhere."""

    ids: tuple[str, ...]
    weigh: Floats
    learnt: Learnt | Judge | Nearest
    words: tuple[Words, Words]
    blend: float
    sure: Logistic
    # Where much was learnt in steps: what lies around a question.
    around: Around | None = None

    def rank(self, text: str, language: Language, embedder: Embedder) -> Ranking:
        """Return the entries that may answer a text written in a language."""
        if not self.ids or not any(one.isalnum() for one in text):
            return Ranking((), 0.0, answered=False)
        said = Texts.said([text], [language], embedder, self.weigh)
        if float((self.weigh[said.grams.slots] < self.weigh.max()).mean()) < LEAST_KNOWN:
            # Hardly a piece of it was ever met: whatever it seems to mean is chance.
            return Ranking((), 0.0, answered=False)
        seen = self.seen(self.scores(said)[0], text, language, around=self.near(said)[0])
        return self._ranking(seen.scores, float(self.sure.probability(seen.signs()[None, :])[0]))

    def scores(self, said: Texts) -> Floats:
        """Return what was learnt of some texts (rows): a score for each entry, and the last for what is none."""
        found = self.learnt.scores(said)
        return LOUD * found if isinstance(self.learnt, Judge) else found

    def near(self, said: Texts) -> list[tuple[Floats, float]]:
        """Return for each text how near each entry lies to it, and what belongs nowhere; all zero where unknown."""
        if self.around is None:
            return [(np.zeros(len(self.ids), dtype=np.float32), 0.0)] * len(said)
        return [(near, float(strange)) for near, strange in zip(*self.around.near(said.vectors), strict=True)]

    def seen(
        self, scores: Floats, text: str, language: Language, *, around: tuple[Floats, float], less: int | None = None
    ) -> "_Seen":
        """Return all that is seen of a text; `less` names the entry that has the text itself, which is taken away."""
        its = stems(text, language)
        without = None if less is None else (less, Counter(its))
        found, had = self.words[language is Language.FR].scores(its, less=without)
        return _Seen(scores[:-1], float(scores[-1]), found, had, *around, self.blend)

    def _ranking(self, scores: Floats, sure: float) -> Ranking:
        order = np.argsort(-scores, kind="stable")[:MOST_RANKED]
        share = np.exp(scores[order] - scores[order[0]])
        rest = share[1:] / max(float(share[1:].sum()), 1e-9) * min(1 - sure, sure)
        shares = [sure, *(float(one) for one in rest)]
        ranked = tuple((self.ids[at], share) for at, share in zip(order, shares, strict=True))
        return Ranking(ranked, sure, answered=sure >= SURE_ENOUGH)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one sees of a question: what each entry gets, what belonging nowhere gets, and who has its words."""

    learnt: Floats
    nowhere: float
    found: Floats
    had: Floats
    near: Floats
    strange: float
    blend: float

    @property
    def scores(self) -> Floats:
        total: Floats = self.learnt + self.blend * np.minimum(self.found / FULL_MARKS, 1.0) + NEAR * self.near
        return total

    def signs(self) -> Floats:
        """Return by what one sees how sure the engine may be."""
        scores = self.scores
        best = int(scores.argmax())
        share = chances(np.append(self.learnt, self.nowhere)[None, :])[0]
        others = np.partition(np.append(np.delete(scores, best), [scores[best] - MOST_LEAD] * 2), -2)[-2:]
        known = share[:-1]
        return np.array(
            [
                np.log(share[best] + 1e-6),
                min(float(scores[best] - others[1]), MOST_LEAD),
                min(float(scores[best] - others[0]), MOST_LEAD),
                float(-(known * np.log(known + 1e-9)).sum()),
                np.clip(self.learnt[best] - self.nowhere, -MOST_LEAD, MOST_LEAD),
                self.had[best],
                min(float(self.found[best]) / FULL_MARKS, 2.0),
                float(self.found.argmax() == best),
                self.near[best],
                self.near.max() - self.near[best],
                lead(self.near, self.strange),
            ],
            dtype=np.float32,
        )

    def without(self, entry: int) -> "_Seen":
        """Return what one would see if an entry were not there."""
        return replace(
            self,
            learnt=np.delete(self.learnt, entry),
            found=np.delete(self.found, entry),
            had=np.delete(self.had, entry),
            near=np.delete(self.near, entry),
        )


def read(entries: Sequence[Entry], embedder: Embedder, *, tell: Progress = lambda _: None) -> Matcher:
    """Return a corpus, read and learnt. Raises ValueError without any entry that has a title or a question."""
    entries = [entry for entry in entries if entry.asked]
    if not entries:
        raise ValueError("there is nothing to match with")
    tell("reading the questions")
    rows = [row for at, entry in enumerate(entries) for row in _rows(at, entry)]
    texts = Texts.read([row.text for row in rows], [row.language for row in rows], embedder)
    tell("learning")
    return _learnt(entries, rows, texts, embedder, tell)


@dataclass(frozen=True, slots=True)
class _Row:
    """A text of an entry: which entry, the place among those of its language, none where it is of the body."""

    entry: int
    place: int | None
    language: Language
    text: str


def _rows(at: int, entry: Entry) -> list[_Row]:
    places: Counter[Language] = Counter()
    found = []
    for language, text in entry.asked:
        found.append(_Row(at, places[language], language, text))
        places[language] += 1
    return found + [_Row(at, None, said, part) for said, text in entry.body for part in passages(text)]


def passages(text: str) -> list[str]:
    """Return a body in passages: its paragraphs, short ones together, long ones cut."""
    found: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        said = " ".join(paragraph.split())
        if found and len(found[-1]) + len(said) < PASSAGE:
            found[-1] = f"{found[-1]} {said}".strip()
        else:
            found += [said[begin : begin + 2 * PASSAGE] for begin in range(0, len(said), 2 * PASSAGE)]
    return [one for one in found if one][:MOST_PASSAGES]


def _learnt(
    entries: Sequence[Entry], rows: Sequence[_Row], texts: Texts, embedder: Embedder, tell: Progress
) -> Matcher:
    many = len(rows) + len(outside(many=False)) > MOST_AT_ONCE
    others = outside(many=many)
    strange = texts.others([text for _, text in others], [language for language, _ in others], embedder)
    every = texts.joined(strange)
    labels = np.array([row.entry for row in rows] + [len(entries)] * len(others), dtype=np.int64)
    weights = np.ones(len(every), dtype=np.float32)
    weights[len(rows) :] = NOWHERE * len(rows) / len(others)
    back = np.concatenate([_kept_back(rows), np.arange(len(others)) % KEPT_BACK == 0])
    kept = np.flatnonzero(~back)
    tell("learning how sure it may be")
    tried = _fitted(every.some(kept), labels[kept], len(entries), weights[kept], many=many)
    bare = Matcher(tuple(one.id for one in entries), texts.weigh, tried, _words(entries), 0.0, _UNSURE)
    bare = replace(bare, around=_around(bare, every.vectors[kept], labels[kept]))
    away = np.flatnonzero(back[len(rows) :])
    sure = _sure(bare, rows, texts, np.flatnonzero(back[: len(rows)]), [others[at] for at in away], strange.some(away))
    tell("learning everything")
    sure = replace(sure, learnt=_fitted(every, labels, len(entries), weights, many=many))
    return replace(sure, around=_around(sure, every.vectors, labels))


def _around(matcher: Matcher, vectors: Vectors, labels: Labels) -> Around | None:
    """Return what lies around a question, where it helps: not beside what goes by likeness already."""
    if not isinstance(matcher.learnt, Learnt):
        return None
    mine = labels < len(matcher.ids)
    return Around(vectors[mine], labels[mine], vectors[~mine], len(matcher.ids))


def _kept_back(rows: Sequence[_Row]) -> NDArray[np.bool_]:
    back = np.array(
        [row.place is not None and row.place < MOST_ASKED and row.place % KEPT_BACK == KEPT_BACK - 1 for row in rows]
    )
    if back.any():
        return back
    # With few texts of each entry, the last one of every second; with titles only, all that is asked of some.
    last = Counter[int]()
    for row in rows:
        last[row.entry] = max(last[row.entry], row.place or 0)
    back = np.array([bool(row.place) and row.place == last[row.entry] and row.entry % 2 == 0 for row in rows])
    return back if back.any() else np.array([row.place is not None and row.entry % KEPT_BACK == 0 for row in rows])


def _fitted(texts: Texts, labels: Labels, entries: int, weights: Floats, *, many: bool) -> Learnt | Judge | Nearest:
    if entries > MOST_LEARNT:
        mine = np.flatnonzero(labels < entries)
        return Nearest.of(texts.some(mine), labels[mine], entries)
    if not many:
        return judge(texts, labels, entries + 1)
    return learn(texts, labels, entries + 1, weights)


def _sure(
    bare: Matcher,
    rows: Sequence[_Row],
    texts: Texts,
    back: Labels,
    others: Sequence[tuple[Language, str]],
    strange: Texts,
) -> Matcher:
    """Return a matcher that knows how sure it may be, from what it made of questions that it did not know."""
    back = back[:: max(1, -(-len(back) // MOST_TRIED))]
    some = texts.some(back)
    seen = [
        bare.seen(scored, rows[row].text, rows[row].language, around=around, less=rows[row].entry)
        for row, scored, around in zip(back, bare.scores(some), bare.near(some), strict=True)
    ]
    owners = [rows[row].entry for row in back]
    blend = _best_blend(seen, owners)
    bare = replace(bare, blend=blend)
    seen = [replace(one, blend=blend) for one in seen]
    signs = [one.signs() for one in seen]
    right = [int(one.scores.argmax()) == owner for one, owner in zip(seen, owners, strict=True)]
    missed, apart = (MISSED, STRANGE) if isinstance(bare.learnt, Learnt) else (1.0, 1.0)
    weight = [1.0 if one else missed for one in right]
    if len(bare.ids) > 1:
        signs += [one.without(owner).signs() for one, owner in zip(seen, owners, strict=True)]
        right += [False] * len(seen)
        weight += [CLOSE_SHARE / (1 - CLOSE_SHARE - OUTSIDE_SHARE)] * len(seen)
    for (language, text), scored, around in zip(others, bare.scores(strange), bare.near(strange), strict=True):
        signs.append(bare.seen(scored, text, language, around=around).signs())
        right.append(False)
        weight.append(apart * OUTSIDE_SHARE / (1 - CLOSE_SHARE - OUTSIDE_SHARE) * len(seen) / len(others))
    return replace(bare, sure=logistic(np.array(signs), np.array(right), np.array(weight, dtype=np.float32)))


def _best_blend(seen: Sequence[_Seen], owners: Sequence[int]) -> float:
    """Return the weight with which most questions found their entry; the smaller where none is better."""

    def found(weight: float) -> int:
        return sum(
            int(replace(one, blend=weight).scores.argmax()) == owner for one, owner in zip(seen, owners, strict=True)
        )

    return max(WORDS_WEIGH, key=lambda weight: (found(weight), -weight))


@cache
def outside(*, many: bool = False) -> tuple[tuple[Language, str], ...]:
    """Return texts that hardly any corpus answers: some for a small corpus, that they may not drown it, or many."""
    lines = [line for file in (OUTSIDE if many else OUTSIDE[:1]) for line in file.read_text("utf-8").splitlines()]
    rows = (line.partition("|") for line in lines if "|" in line)
    return tuple((Language(code), text) for code, _, text in rows)


# A lead of more than this says no more than this.
MOST_LEAD = 12.0
_SIGNS = 11
_UNSURE = Logistic(
    np.zeros(_SIGNS, dtype=np.float32), np.ones(_SIGNS, dtype=np.float32), np.zeros(_SIGNS + 1, dtype=np.float32)
)


def _words(entries: Sequence[Entry]) -> tuple[Words, Words]:
    def of(language: Language) -> Words:
        return Words.read(
            [
                [
                    stem
                    for said, text in (*entry.asked, *entry.body)
                    if said is language
                    for stem in stems(text, language)
                ]
                for entry in entries
            ]
        )

    return of(Language.EN), of(Language.FR)
