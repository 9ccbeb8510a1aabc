"""Which entry of a corpus answers a text, with the probability that it does.

An entry is what may answer: a title, the questions it is an answer to, and its body, in one language or both. What is
learnt from the questions ranks the entries; the words of the bodies help, the more the fewer questions there are. How
sure the engine may be is learnt from the corpus itself: each question is held out once and asked, then asked again
with its own entry taken away; and texts that nothing here answers are asked too.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path

import numpy as np

from guichet.foundation.languages import Language
from guichet.language.grams import Floats, Grams, grams_of, rarity
from guichet.language.learning import CALM, MOST_AT_ONCE, Labels, Logistic, Texts, among, logistic
from guichet.language.meaning import Embedder
from guichet.language.stems import stems
from guichet.language.words import Words

# An answer is given from this probability on; under it, several are offered and a person is.
SURE_ENOUGH = 0.6
MOST_RANKED = 10
# Of the questions that come, so many have no answer here: some close to the matter, some about something else.
CLOSE_SHARE, OUTSIDE_SHARE = 0.08, 0.12
# What the words may weigh beside the questions, and the pieces of the bodies: the corpus itself says which is best.
WORDS_WEIGH, BODIES_WEIGH = (0.1, 0.3, 1.0), (0.0, 0.3, 1.0)
# Points of BM25 that count as much as they can.
FULL_MARKS = 12.0
OUTSIDE = Path(__file__).parent / "data" / "outside.txt"

Progress = Callable[[str], None]


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
    """A corpus, read and learnt."""

    ids: tuple[str, ...]
    asked: Texts
    owners: Labels
    # What each question says about each entry; empty where there are too many, and the nearest question decides.
    says: Floats
    words: tuple[Words, Words]
    bodies: Grams
    weigh: Floats
    blend: tuple[float, float]
    sure: Logistic

    def rank(self, text: str, language: Language, embedder: Embedder) -> Ranking:
        """Return the entries that may answer a text written in a language."""
        if not text.strip() or not self.ids:
            return Ranking((), 0.0, answered=False)
        seen = self._seen(self.asked.others([text], [language], embedder), text, language)
        sure = float(self.sure.probability(seen.signs()[None, :])[0])
        return self._ranking(seen.scores, sure)

    def _seen(self, read: Texts, text: str, language: Language) -> "_Seen":
        likeness = self.asked.likeness(read)[0]
        nearest = _by_owner(likeness, self.owners, len(self.ids))
        learnt = likeness @ self.says if self.says.size else np.maximum(nearest - 0.4, 0)
        found, had = self.words[language is Language.FR].scores(stems(text, language))
        pieces = self.bodies.likeness(grams_of([text], [language], self.weigh))[0]
        return _Seen(learnt, nearest, found, had, pieces, self.blend)

    def _ranking(self, scores: Floats, sure: float) -> Ranking:
        order = np.argsort(-scores, kind="stable")[:MOST_RANKED]
        share = np.exp((scores[order] - scores[order[0]]) * 8)
        rest = share[1:] / share[1:].sum() * min(1 - sure, sure) if len(order) > 1 else share[1:]
        shares = [sure, *(float(one) for one in rest)]
        ranked = tuple((self.ids[at], share) for at, share in zip(order, shares, strict=True))
        return Ranking(ranked, sure, answered=sure >= SURE_ENOUGH)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one sees of a question: for each entry how well it is learnt, near, and has the words."""

    learnt: Floats
    nearest: Floats
    found: Floats
    had: Floats
    pieces: Floats
    blend: tuple[float, float]

    @property
    def scores(self) -> Floats:
        marks = np.minimum(self.found / FULL_MARKS, 1.0)
        total: Floats = self.learnt + self.blend[0] * marks + self.blend[1] * self.pieces / 2
        return total

    def signs(self) -> Floats:
        """Return by what one sees how sure the engine may be."""
        scores = self.scores
        best = int(scores.argmax())
        others = np.delete(scores, best)
        learnt_others = np.delete(self.learnt, best)
        return np.array(
            [
                self.learnt[best],
                self.learnt[best] - (learnt_others.max() if others.size else 0),
                scores[best] - (others.max() if others.size else 0),
                self.nearest[best],
                self.nearest.max() - self.nearest[best],
                self.had[best],
                self.had.max(),
                min(float(self.found[best]) / FULL_MARKS, 2.0),
                float(self.found.argmax() == best),
            ],
            dtype=np.float32,
        )

    def without(self, entry: int) -> "_Seen":
        """Return what one would see if an entry were not there."""
        return _Seen(
            learnt=np.delete(self.learnt, entry),
            nearest=np.delete(self.nearest, entry),
            found=np.delete(self.found, entry),
            had=np.delete(self.had, entry),
            pieces=np.delete(self.pieces, entry),
            blend=self.blend,
        )


def read(entries: Sequence[Entry], embedder: Embedder, *, tell: Progress = lambda _: None) -> Matcher:
    """Return a corpus, read and learnt. Raises ValueError without any entry that has a title or a question."""
    entries = [entry for entry in entries if entry.asked]
    if not entries:
        raise ValueError("there is nothing to match with")
    pairs = [(at, language, text) for at, entry in enumerate(entries) for language, text in entry.asked]
    owners = np.array([at for at, _, _ in pairs], dtype=np.int64)
    tell("reading the questions")
    languages, texts = [language for _, language, _ in pairs], [text for _, _, text in pairs]
    asked = Texts.read(texts, languages, embedder)
    tell("reading the bodies")
    words = _words(entries)
    bodies = [" ".join(text for _, text in entry.body) for entry in entries]
    spoken = [entry.body[0][0] if entry.body else Language.EN for entry in entries]
    weigh = rarity(bodies, spoken)
    matcher = Matcher(
        ids=tuple(entry.id for entry in entries),
        asked=asked,
        owners=owners,
        says=np.zeros((0, 0), dtype=np.float32),
        words=words,
        bodies=grams_of(bodies, spoken, weigh),
        weigh=weigh,
        blend=(0.1, 0.0),
        sure=_UNSURE,
    )
    tell("learning")
    return _learnt(matcher, texts, languages, embedder, tell)


def _learnt(
    bare: Matcher, texts: Sequence[str], languages: Sequence[Language], embedder: Embedder, tell: Progress
) -> Matcher:
    count = len(bare.ids)
    likeness = among(bare.asked) if len(texts) <= MOST_AT_ONCE else None
    says = bare.says
    held_out = says
    if likeness is not None:
        targets = np.zeros((len(texts), count), dtype=np.float32)
        targets[np.arange(len(texts)), bare.owners] = 1
        likeness[np.diag_indices_from(likeness)] += CALM
        turned = np.linalg.inv(likeness)
        likeness[np.diag_indices_from(likeness)] -= CALM
        says = (turned @ targets).astype(np.float32)
        # What would be said of each text if it had not been learnt: the shortcut of ridge regression.
        held_out = (targets - says / np.diag(turned)[:, None]).astype(np.float32)
    tell("learning how sure it may be")
    step = max(1, -(-len(texts) // MOST_TRIED))
    tried = list(range(0, len(texts), step))
    seen: list[_Seen] = []
    for at in tried:
        row = likeness[at].copy() if likeness is not None else bare.asked.likeness(_one(bare.asked, at))[0]
        row[at] = 0
        nearest = _by_owner(row, bare.owners, count)
        owner, its = int(bare.owners[at]), stems(texts[at], languages[at])
        found, had = bare.words[languages[at] is Language.FR].scores(its, less=(owner, Counter(its)))
        pieces = bare.bodies.likeness(grams_of([texts[at]], [languages[at]], bare.weigh))[0]
        learnt = held_out[at] if held_out.size else np.maximum(nearest - 0.4, 0)
        seen.append(_Seen(learnt, nearest, found, had, pieces, bare.blend))
    owners = bare.owners[tried]
    blend = _best_blend(seen, owners)
    matcher = _with(bare, says, blend, bare.sure)
    return _with(matcher, says, blend, _sure(matcher, [_blended(one, blend) for one in seen], owners, embedder))


def _best_blend(seen: Sequence[_Seen], owners: Labels) -> tuple[float, float]:
    """Return the weights with which most held-out questions found their entry; the smaller where none is better."""
    best, most = (WORDS_WEIGH[0], BODIES_WEIGH[0]), -1
    for weights in sorted(product(WORDS_WEIGH, BODIES_WEIGH), key=sum):
        right = sum(
            int(_blended(one, weights).scores.argmax()) == owner for one, owner in zip(seen, owners, strict=True)
        )
        if right > most:
            best, most = weights, right
    return best


def _sure(matcher: Matcher, seen: Sequence[_Seen], owners: Labels, embedder: Embedder) -> Logistic:
    """Return how sure the engine may be, from what it made of questions that it did not know."""
    signs = [one.signs() for one in seen]
    right = [int(one.scores.argmax()) == owner for one, owner in zip(seen, owners, strict=True)]
    weight = [1.0] * len(signs)
    if len(matcher.ids) > 1:
        signs += [one.without(int(owner)).signs() for one, owner in zip(seen, owners, strict=True)]
        right += [False] * len(seen)
        weight += [CLOSE_SHARE / (1 - CLOSE_SHARE - OUTSIDE_SHARE)] * len(seen)
    others = outside()
    told = matcher.asked.others([text for _, text in others], [language for language, _ in others], embedder)
    for at, (language, text) in enumerate(others):
        signs.append(matcher._seen(_one(told, at), text, language).signs())
        right.append(False)
        weight.append(OUTSIDE_SHARE / (1 - CLOSE_SHARE - OUTSIDE_SHARE) * len(seen) / len(others))
    return logistic(np.array(signs), np.array(right), np.array(weight, dtype=np.float32))


@cache
def outside() -> tuple[tuple[Language, str], ...]:
    """Return texts that hardly any corpus answers."""
    rows = (line.partition("|") for line in OUTSIDE.read_text(encoding="utf-8").splitlines() if "|" in line)
    return tuple((Language(code), text) for code, _, text in rows)


MOST_TRIED = 2_500
_SIGNS = 9
_UNSURE = Logistic(
    np.zeros(_SIGNS, dtype=np.float32), np.ones(_SIGNS, dtype=np.float32), np.zeros(_SIGNS + 1, dtype=np.float32)
)


def _blended(seen: _Seen, blend: tuple[float, float]) -> _Seen:
    return _Seen(seen.learnt, seen.nearest, seen.found, seen.had, seen.pieces, blend)


def _with(matcher: Matcher, says: Floats, blend: tuple[float, float], sure: Logistic) -> Matcher:
    return Matcher(
        matcher.ids, matcher.asked, matcher.owners, says, matcher.words, matcher.bodies, matcher.weigh, blend, sure
    )


def _one(texts: Texts, at: int) -> Texts:
    mine = slice(texts.grams.starts[at], texts.grams.starts[at + 1])
    slots = texts.grams.slots[mine]
    grams = Grams(slots, texts.grams.weights[mine], np.array([0, len(slots)], dtype=np.int64))
    return Texts(texts.vectors[at : at + 1], grams, texts.weigh)


def _by_owner(values: Floats, owners: Labels, count: int) -> Floats:
    """Return the largest value of each owner; owners come one after the other, each with at least one."""
    found: Floats = np.maximum.reduceat(values, np.searchsorted(owners, np.arange(count)))
    return found


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
