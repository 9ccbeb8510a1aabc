"""The access log as a chain: what is hashed, how entries follow one another, and how a check finds what was changed.

Each entry's hash covers its number, the hash of the entry before, its kind and moment, its facts (codes only), and a
commitment to the persons in it. Whoever has only the entries can check them; nobody learns from them who looked at
whom; and what is personal can be erased later without breaking the chain. Pure.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

FORM = "guichet-access-1"
# A log can be damaged in a million places; so many are named one by one, the rest is counted.
MOST_NAMED = 1_000

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it stands in the chain, in the words of an export."""

    seq: int
    previous: str
    kind: str
    at: str
    commitment: str
    facts: str
    hash: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The head of the chain as it was signed at some moment: up to which entry, with which hash."""

    number: int
    seq: int
    hash: str


class Fault(StrEnum):
    """What a check finds."""

    CHANGED = "CHANGED"
    BROKEN = "BROKEN"
    MISSING = "MISSING"
    DOUBLED = "DOUBLED"
    REORDERED = "REORDERED"
    TRUNCATED = "TRUNCATED"
    ADDED = "ADDED"
    REWRITTEN = "REWRITTEN"
    MARK_MISSING = "MARK_MISSING"
    UNREADABLE = "UNREADABLE"
    BAD_SIGNATURE = "BAD_SIGNATURE"
    PERSON_CHANGED = "PERSON_CHANGED"
    PERSON_MISSING = "PERSON_MISSING"
    NOT_LINKED = "NOT_LINKED"
    WRONG_ERASURE = "WRONG_ERASURE"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One thing that is wrong: what, and at which entries (first to last, both included)."""

    fault: Fault
    first: int
    last: int

    @property
    def where(self) -> str:
        """Return the entries as people write them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def canonical(value: object) -> str:
    """Return the one way in which a value of codes and numbers is written."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def stamp(moment: datetime) -> str:
    """Return a moment as the chain writes it: UTC, to the microsecond."""
    return f"{moment.astimezone(UTC).isoformat(timespec='microseconds')[:26]}Z"


def beginning(log: str) -> str:
    """Return what the first entry of a log follows: so no entry of another log can stand in its place."""
    return hashlib.sha256(f"{FORM}\n{log}".encode()).hexdigest()


def hash_of(*, seq: int, previous: str, kind: str, at: str, commitment: str, facts: str) -> str:
    """Return the hash of an entry: SHA-256 over these lines, the facts last."""
    return hashlib.sha256(
        f"{FORM}\n{seq}\n{previous}\n{kind}\n{at}\n{commitment}\n{facts}".encode()
    ).hexdigest()  # fmt: skip


def commitment_to(*, salt: bytes, actor: str, client_id: int | None, subject: str) -> bytes:
    """Return what stands in the chain for the persons of an entry: it says nothing without the salt."""
    return hashlib.sha256(salt + canonical([actor, client_id, subject]).encode()).digest()


@dataclass(slots=True)
class ChainCheck:
    """Checks a chain entry by entry, in the order in which they come, with no more memory than there are faults."""

    log: str
    entries: int = 0
    faults: list[ChainFault] = field(default_factory=list)
    unnamed: int = 0
    _expected: int = 1
    _previous: str = ""
    _missing: list[tuple[int, int]] = field(default_factory=list)
    _marks: int = 0
    _tip: str = ""
    _previous_mark_seq: int = 0

    def __post_init__(self) -> None:
        self._previous = self._tip = beginning(self.log)

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong so far."""
        return not self.faults

    @property
    def last_seq(self) -> int:
        """Return the number of the last entry that stands in its place."""
        return self._expected - 1

    @property
    def tip(self) -> str:
        """Return the hash of the last entry that stands in its place."""
        return self._tip

    def add(self, link: Link) -> None:
        """Check the next entry."""
        self.entries += 1
        own = hash_of(
            seq=link.seq, previous=link.previous, kind=link.kind, at=link.at, commitment=link.commitment,
            facts=link.facts,
        )  # fmt: skip
        if own != link.hash:
            self.note(Fault.CHANGED, link.seq)
        if link.seq != self._expected:
            self._out_of_place(link)
            if link.seq < self._expected:
                return
        elif link.previous != self._previous:
            self.note(Fault.BROKEN, max(link.seq - 1, 1), link.seq)
        self._expected = link.seq + 1
        self._previous = self._tip = link.hash

    def mark(self, mark: Mark) -> None:
        """Check a signed head against the chain: it must come right after the entry that it names."""
        if mark.number != self._marks + 1:
            self.note(Fault.MARK_MISSING, self._marks + 1, max(mark.number - 1, self._marks + 1))
        self._marks = max(mark.number, self._marks)
        if mark.seq > self.last_seq:
            self.note(Fault.TRUNCATED, self.last_seq + 1, mark.seq)
        elif mark.seq < self.last_seq:
            self.note(Fault.ADDED, mark.seq + 1, self.last_seq)
        elif mark.hash != self._tip:
            self.note(Fault.REWRITTEN, 1 if mark.number == 1 else self._previous_mark_seq + 1, mark.seq)
        self._previous_mark_seq = mark.seq

    def finish(self, seq: int, tip: str) -> None:
        """Check the end: the chain must end where its signed head says."""
        for first, last in self._missing:
            self.note(Fault.MISSING, first, last)
        if seq > self.last_seq:
            self.note(Fault.TRUNCATED, self.last_seq + 1, seq)
        elif seq < self.last_seq:
            self.note(Fault.ADDED, seq + 1, self.last_seq)
        elif tip != self._tip and self.sound:
            self.note(Fault.REWRITTEN, self._previous_mark_seq + 1, seq)

    def finish_marks(self, number: int) -> None:
        """Check that the last signed head met is the one at which the log is said to end."""
        if self._marks < number:
            self.note(Fault.MARK_MISSING, self._marks + 1, number)

    def note(self, fault: Fault, first: int, last: int | None = None) -> None:
        """Note something that is wrong."""
        if len(self.faults) < MOST_NAMED:
            self.faults.append(ChainFault(fault, first, first if last is None else last))
        else:
            self.unnamed += 1

    def _out_of_place(self, link: Link) -> None:
        if link.seq > self._expected:
            self._missing.append((self._expected, link.seq - 1))
            if len(self._missing) > MOST_NAMED:  # damage everywhere: say so now, and remember less
                self.note(Fault.MISSING, *self._missing.pop(0))
            return
        for place, (first, last) in enumerate(self._missing):
            if first <= link.seq <= last:
                self._missing[place : place + 1] = list(_without(first, last, link.seq))
                self.note(Fault.REORDERED, link.seq)
                return
        self.note(Fault.DOUBLED, link.seq)


def _without(first: int, last: int, seq: int) -> Iterator[tuple[int, int]]:
    """Yield what is left of a range without one number."""
    if first < seq:
        yield first, seq - 1
    if seq < last:
        yield seq + 1, last
